"""How much waits for a person, counted for the menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from gonghui.access.checks import Held, seated
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import reviewed_by
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, State


@dataclass(frozen=True, slots=True)
class Waiting:
    """Pieces of work by what they ask for.

    Attributes:
        returns: Figures to file or to review.
        tasks: Work to report on or to review.
        others: All else that was asked.
    """

    returns: int = 0
    tasks: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        """Everything that waits."""
        return self.returns + self.tasks + self.others


def waiting_for(held: Sequence[Held]) -> Waiting:
    """What waits where the person sits: to answer, and to accept or send back. One query."""
    mine = Q(
        organisation__in=seated(held, Permission.ASSIGNMENT_RECEIVE),
        state__in=[state.value for state in OPEN],
    )
    to_review = reviewed_by(held) & Q(state=State.FILED.value)
    counts = dict(
        Assignment.objects.filter(mine | to_review)
        .values_list("directive__kind")
        .annotate(count=Count("pk"))
    )
    returns = counts.pop(DirectiveKind.RETURN.value, 0)
    tasks = counts.pop(DirectiveKind.TASK.value, 0)
    return Waiting(returns=returns, tasks=tasks, others=sum(counts.values()))
