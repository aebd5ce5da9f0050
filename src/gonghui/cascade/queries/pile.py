"""Answers that wait for whoever asked, ask by ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet, Window
from django.db.models.functions import RowNumber

from gonghui.access.checks import Held
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import waiting_for_review

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Pile:
    """Answers to one ask that wait together.

    Attributes:
        first: Up to three of them, the oldest first.
        count: How many there are.
    """

    first: list[Assignment]
    count: int


def piles_for_review(held: Sequence[Held], *, most: int = 20) -> list[Pile]:
    """What a person has to accept or send back, ask by ask, the oldest first. Two queries."""
    waiting = waiting_for_review(held)
    piles = list(
        waiting.order_by()
        .values_list("directive", "answers_to")
        .annotate(count=Count("pk"), oldest=Min("filed_at"))
        .order_by("oldest", "directive")[:most]
    )
    first = _first_of_each(waiting.filter(directive__in={directive for directive, *_ in piles}))
    return [Pile(first[directive, asker], count) for directive, asker, count, _ in piles]


def _first_of_each(waiting: QuerySet[Assignment]) -> dict[tuple[int, int], list[Assignment]]:
    place = Window(
        RowNumber(), partition_by=["directive", "answers_to"], order_by=["filed_at", "pk"]
    )
    first: dict[tuple[int, int], list[Assignment]] = {}
    for one in waiting.annotate(place=place).filter(place__lte=SHOWN):
        first.setdefault((one.directive_id, one.answers_to_id), []).append(one)
    return first
