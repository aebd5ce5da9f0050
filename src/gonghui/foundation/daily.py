"""What the house does by itself once a day: rooms register it in ``wiring``, the worker does it.

Each piece is done by itself, in transactions of its own: one that fails stops no other, is tried
again after a growing wait, and stands on the system administrator's desk until it is done.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from gonghui.foundation.calendar import is_working_day
from gonghui.foundation.models import DailyWork

SLOWEST = timedelta(hours=2)  # after which a piece whose worker was killed is begun again
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=4)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Day:
    """The day a piece is done for.

    Attributes:
        since: The last day it was done on before; ``None``: never yet.
        at: The moment it was begun.
    """

    on: date
    since: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to do.

    Attributes:
        name: ``<room>.<what>``.
        do: Does it, in short transactions of its own; done twice it must come to the same.
        hour: From which hour of the day on.
        working_days: Whether it rests while offices do.
    """

    name: str
    do: Callable[[Day], None]
    hour: int = 0
    working_days: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece; ``error`` is empty when it was done."""

    name: str
    error: str = ""


_pieces: dict[str, Piece] = {}


def register(piece: Piece) -> None:
    """From now on this is done every day."""
    _pieces[piece.name] = piece


def pieces() -> list[Piece]:
    """All of them, in the order in which they are done."""
    return list(_pieces.values())


def due(*, at: datetime) -> list[Piece]:
    """What is to be done now, its hour having come; not what is under way or waits for a new try.

    One query.
    """
    here = localtime(at)
    rests = set(DailyWork.objects.exclude(_open(at)).values_list("name", flat=True))
    works = is_working_day(here.date())
    return [
        one
        for one in pieces()
        if one.name not in rests and one.hour <= here.hour and (works or not one.working_days)
    ]


def _open(at: datetime) -> Q:
    on = localtime(at).date()
    new_day = Q(done_on__isnull=True) | Q(done_on__lt=on)
    return new_day & (Q(next_at__isnull=True) | Q(next_at__lte=at))


def do_due(*, clock: Callable[[], datetime]) -> list[Outcome]:
    """Do it all, one after the other; what another worker is at is left to it."""
    outcomes = []
    for piece in due(at=clock()):
        row = _claimed(piece, clock())
        if row is not None:
            outcomes.append(_done(piece, row, clock))
    return outcomes


def _claimed(piece: Piece, at: datetime) -> DailyWork | None:
    """The row of a piece, taken for this run; ``None`` when another run was first."""
    DailyWork.objects.get_or_create(name=piece.name)
    free = DailyWork.objects.filter(_open(at), name=piece.name)
    if not free.update(next_at=at + SLOWEST):
        return None
    return DailyWork.objects.get(name=piece.name)


def _done(piece: Piece, row: DailyWork, clock: Callable[[], datetime]) -> Outcome:
    at = clock()
    day = Day(localtime(at).date(), row.done_on, at)
    own = DailyWork.objects.filter(pk=row.pk)
    try:
        piece.do(day)
    except Exception as failure:  # noqa: BLE001 -- one piece must not stop the others; it is logged and shown
        logger.exception("Daily work failed: %s", piece.name)
        # the kind of the mistake only: its words may hold what is nobody's business
        error, failures = type(failure).__name__, row.failures + 1
        own.update(failures=failures, error=error, next_at=clock() + wait_after(failures))
        return Outcome(piece.name, error)
    own.update(done_on=day.on, failures=0, error="", next_at=None)
    return Outcome(piece.name)


def wait_after(failures: int) -> timedelta:
    """How long until a piece is tried again: ten minutes, then twice as long, four hours at most.

    The failures are counted from 1.
    """
    return min(FIRST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)
