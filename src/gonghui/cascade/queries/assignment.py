"""What waits for whom, and how far each ask has come."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.access.checks import Held, Visitor, organisations_where, seated, seats
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, Progress, State, progress_of
from gonghui.cascade.rules.directive import UNISSUED
from gonghui.organisations.models import Organisation

# What it takes to accept an answer, where that is not any review of asks.
REVIEW_OF = {
    DirectiveKind.RETURN: Permission.SHEET_REVIEW,
    DirectiveKind.TASK: Permission.TASK_REVIEW,
}

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
    """What organisations over which the person holds the permission issued, newest first."""
    return (
        Directive.objects.filter(issuer__in=organisations_where(user, permission))
        .exclude(state__in=[state.value for state in UNISSUED])
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


def waiting_for_review(held: Sequence[Held]) -> QuerySet[Assignment]:
    """Answers a person has to accept or send back where they sit, the oldest first."""
    return (
        Assignment.objects.filter(reviewed_by(held), state=State.FILED.value)
        .select_related("directive__issuer", "directive__department", "organisation", "answers_to")
        .order_by("filed_at", "pk")
    )


def reviewed_by(held: Sequence[Held]) -> Q:
    """Answers to where the person sits, of the kinds their roles let them accept."""
    theirs = Q(pk__in=[])
    for kind in DirectiveKind:
        seats_for_it = seated(held, REVIEW_OF.get(kind, Permission.ASSIGNMENT_REVIEW))
        theirs |= Q(answers_to__in=seats_for_it, directive__kind=kind.value)
    return theirs


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
