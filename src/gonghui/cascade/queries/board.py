"""An ask as a board: every organisation asked, level by level."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.queries.assignment import late
from gonghui.cascade.rules.assignment import ANSWERED, OPEN, State
from gonghui.organisations.queries.search import found


@dataclass(frozen=True, slots=True)
class Below:
    """How far those have come whom an organisation handed the ask on to."""

    asked: int
    answered: int


def asked(directive: Directive, under: Assignment | None = None) -> QuerySet[Assignment]:
    """One level of the ask: those the issuer asked, or those an assignment was handed on to."""
    return (
        Assignment.objects.filter(directive=directive, parent=under)
        .select_related("organisation", "answers_to", "directive")
        .order_by("organisation__order", "organisation__code")
    )


STANDINGS = {
    "open": Q(state__in=[state.value for state in OPEN]),
    "review": Q(state=State.FILED.value),
    "accepted": Q(state=State.ACCEPTED.value),
}


def narrowed(
    assignments: QuerySet[Assignment], *, text: str, standing: str, today: date
) -> QuerySet[Assignment]:
    """Those whose organisation is called so and that stand so (open, review, accepted or late)."""
    if text:
        assignments = assignments.filter(organisation__in=found(text))
    if standing == "late":
        return late(assignments, today=today)
    return assignments.filter(STANDINGS[standing]) if standing in STANDINGS else assignments


def below(assignments: Iterable[Assignment]) -> dict[int, Below]:
    """For each assignment that was handed on, how far those below have come. One query."""
    answered = Count("pk", filter=Q(state__in=[state.value for state in ANSWERED]))
    rows = (
        Assignment.objects.filter(parent__in=[one.pk for one in assignments])
        .values_list("parent")
        .annotate(asked=Count("pk"), answered=answered)
    )
    return {parent: Below(asked, answered) for parent, asked, answered in rows}
