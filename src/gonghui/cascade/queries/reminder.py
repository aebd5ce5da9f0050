"""Who is to be reminded, a part at a time: there may be a million."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, DirectiveState

AT_ONCE = 200  # so that a part stays well below half a second


def _owed() -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        state__in=[state.value for state in OPEN], directive__state=DirectiveState.ISSUED.value
    )


def owed_by(days: Collection[date]) -> Iterator[list[Assignment]]:
    """What is still owed with one of these last days, some hundreds at a time, each once."""
    found = _owed().filter(due_on__in=days).select_related("directive", "organisation")
    yield from in_parts(found)


def in_parts(found: QuerySet[Assignment]) -> Iterator[list[Assignment]]:
    """Some hundreds at a time, each once and only if it still is one of them.

    The keys of all are read first: to ask anew behind the last one, in the order of keys, sorts
    all that is left for every part (bench/reminders.py).
    """
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield list(found.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Behind:
    """Those of one ask who are late towards the same organisation.

    Attributes:
        parent: The assignment it was handed on from; ``None``: issued there.
    """

    directive: int
    title: str
    parent: int | None
    answers_to: int
    late: int


def behind(days: Collection[date], *, today: date) -> Iterator[list[Behind]]:
    """Whom to tell how many below them are late, where somebody has one of these last days."""
    rows = (
        _owed()
        .filter(due_on__lt=today)
        .values_list("directive", "directive__title", "parent", "answers_to")
        .annotate(late=Count("pk"), turned=Count("pk", filter=Q(due_on__in=days)))
        .filter(turned__gt=0)
        .order_by("directive", "parent", "answers_to")
        .values_list("directive", "directive__title", "parent", "answers_to", "late")
    )
    groups = [Behind(*row) for row in rows]  # at most one for each who handed it on
    for start in range(0, len(groups), AT_ONCE):
        yield groups[start : start + AT_ONCE]
