"""What goes when its time is over: each room says which rows, and how they go.

How long something stays is said once, in ``privacy.TERMS``; here is what carries it out.
``wiring`` registers the sweeps of the rooms above; ``people.actions.retention`` runs them.

Source: PIPL art. 19 and 47; quality.md S70.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult

from gonghui.foundation.models import Hold, Receipt, Work
from gonghui.foundation.privacy import TERMS, Retention

EVERYTHING = "*"  # what a hold stops when it stops all


def delete(rows: QuerySet[Any], _at: datetime) -> None:
    """The usual way to go."""
    rows.delete()


@dataclass(frozen=True, slots=True)
class Sweep:
    """One kind of row that goes when its time is over.

    Attributes:
        name: ``<room>.<what>``; holds name it, and so does the record.
        retention: How long it stays; its term has days.
        over: The rows whose time began to run before that moment.
        clear: Takes them away, or what is personal in them; then ``over`` finds them no more.
    """

    name: str
    retention: Retention
    over: Callable[[datetime], QuerySet[Any]]
    clear: Callable[[QuerySet[Any], datetime], None] = delete

    def due(self, at: datetime) -> QuerySet[Any]:
        """The rows that go now."""
        days = TERMS[self.retention].days
        if days is None:
            raise ValueError(f"{self.retention} has no end")
        return self.over(at - timedelta(days=days))


_sweeps: dict[str, Sweep] = {}


def register(sweeps: Iterable[Sweep]) -> None:
    """Have these carried out from now on; another of the same name takes its place."""
    _sweeps.update({sweep.name: sweep for sweep in sweeps})


def all_sweeps() -> list[Sweep]:
    """Every sweep there is, in the order they were registered: one may leave work to the next."""
    return list(_sweeps.values())


def holds_on(day: date) -> QuerySet[Hold]:
    """What must not be deleted that day, whatever its term."""
    return Hold.objects.filter(Q(until_on=None) | Q(until_on__gte=day), lifted_at=None)


def _works(before: datetime) -> QuerySet[Any]:
    return Work.objects.filter(ended_at__lt=before)


def _receipts(before: datetime) -> QuerySet[Any]:
    return Receipt.objects.filter(at__lt=before)


def _tasks(before: datetime) -> QuerySet[Any]:
    return DBTaskResult.objects.filter(finished_at__lt=before)


register(
    [
        Sweep("foundation.works", Retention.WORK, _works),
        Sweep("foundation.receipts", Retention.RECEIPT, _receipts),
        Sweep("foundation.tasks", Retention.WORK, _tasks),
    ]
)
