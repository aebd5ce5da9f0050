"""Who is to be reminded, a part at a time: there may be a million."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Count, Q, QuerySet

from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, DirectiveState

AT_ONCE = 500


def _owed() -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        state__in=[state.value for state in OPEN], directive__state=DirectiveState.ISSUED.value
    )


def owed_by(days: Collection[date]) -> Iterator[list[Assignment]]:
    """What is still owed with one of these last days, some hundreds at a time, each once."""
    found = _owed().filter(due_on__in=days).select_related("directive", "organisation")
    yield from in_parts(found)


def in_parts(found: QuerySet[Assignment]) -> Iterator[list[Assignment]]:
    """Some hundreds at a time, each once, though they change meanwhile."""
    last = 0
    while part := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield part
        last = part[-1].pk


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
    groups = (Behind(*row) for row in rows.iterator(chunk_size=AT_ONCE))
    while part := list(islice(groups, AT_ONCE)):
        yield part
