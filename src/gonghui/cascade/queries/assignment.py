"""What waits for whom, and how far each ask has come."""

from datetime import date

from django.db.models import Count, QuerySet

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import OPEN, Progress, State, progress_of
from gonghui.organisations.models import Organisation

_OPEN = [state.value for state in OPEN]


def assignments_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Assignments of organisations over which the person holds the permission."""
    return Assignment.objects.filter(
        organisation__in=organisations_where(user, permission)
    ).select_related("directive__issuer", "directive__department", "organisation", "answers_to")


def to_review_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Assignments answered to organisations over which the person holds the permission."""
    return Assignment.objects.filter(
        answers_to__in=organisations_where(user, permission)
    ).select_related("directive__issuer", "directive__department", "organisation", "answers_to")


def directives_where(user: Visitor, permission: Permission) -> QuerySet[Directive]:
    """Directives of organisations over which the person holds the permission, newest first."""
    return (
        Directive.objects.filter(issuer__in=organisations_where(user, permission))
        .select_related("issuer", "department")
        .order_by("-issued_at", "-pk")
    )


def inbox_of(organisations: list[Organisation]) -> QuerySet[Assignment]:
    """What these organisations still have to do, the nearest due date first."""
    return (
        Assignment.objects.filter(organisation__in=organisations, state__in=_OPEN)
        .select_related("directive__issuer", "directive__department", "organisation", "answers_to")
        .order_by("due_on", "pk")
    )


def waiting_for_review(organisations: list[Organisation]) -> QuerySet[Assignment]:
    """Answers these organisations have to accept or send back, the oldest first."""
    return (
        Assignment.objects.filter(answers_to__in=organisations, state=State.FILED.value)
        .select_related("directive__issuer", "directive__department", "organisation", "answers_to")
        .order_by("filed_at", "pk")
    )


def late(assignments: QuerySet[Assignment], *, today: date) -> QuerySet[Assignment]:
    """Those still open after their due date."""
    return assignments.filter(state__in=_OPEN, due_on__lt=today)


def progress(assignments: QuerySet[Assignment], *, today: date) -> Progress:
    """How far these assignments have come."""
    counts = assignments.order_by().values_list("state").annotate(count=Count("pk"))
    return progress_of(
        {State(state): count for state, count in counts},
        late=late(assignments, today=today).count(),
    )


def own_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Assignments where the person sits; an upper organisation never answers for a lower one."""
    return (
        assignments_where(user, permission)
        .filter(organisation__in=seats(user, permission))
        .order_by("due_on", "pk")
    )
