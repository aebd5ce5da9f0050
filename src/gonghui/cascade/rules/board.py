"""How far one organisation has come: a row of dates where done, a tint where it is stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.cascade.rules.assignment import EXCUSED, OPEN, State


class Step(StrEnum):
    """What happens to every ask, in this order."""

    DELIVERED = "delivered"  # 送达
    RECEIVED = "received"  # 签收
    FILED = "filed"  # 上报
    ACCEPTED = "accepted"  # 验收


class Stand(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"  # the next thing to happen, in good time
    STUCK = "stuck"  # the next thing to happen, and late
    SENT_BACK = "sent_back"  # was done and has to be done again
    REVIEW = "review"  # waits for whoever asked
    AHEAD = "ahead"
    EXCUSED = "excused"  # not expected any more


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of one organisation.

    Attributes:
        on: The day it was done; ``None`` until then.
    """

    step: Step
    stand: Stand
    on: date | None = None


def is_late(state: State, due_on: date, today: date) -> bool:
    """Whether something is still owed after its last day."""
    return state in OPEN and due_on < today


def cells(state: State, days: Sequence[date | None], *, late: bool) -> list[Cell]:
    """The row of one assignment.

    ``days`` are the days of delivery, receipt, filing and acceptance, ``None`` where not yet.
    A step sent back counts as not done; after the present step all is ahead.
    """
    row: list[Cell] = []
    open_step = False
    for step, day in zip(Step, days, strict=True):
        if open_step:
            row.append(Cell(step, Stand.AHEAD))
        elif day is not None and not (step is Step.FILED and state is State.SENT_BACK):
            row.append(Cell(step, Stand.DONE, day))
        else:
            row.append(Cell(step, _standing(state, late=late)))
            open_step = True
    return row


def _standing(state: State, *, late: bool) -> Stand:
    """How the first step stands that is not done."""
    if state in EXCUSED:
        return Stand.EXCUSED
    if state is State.FILED:
        return Stand.REVIEW
    if late:
        return Stand.STUCK
    return Stand.SENT_BACK if state is State.SENT_BACK else Stand.NOW
