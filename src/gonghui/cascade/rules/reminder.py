"""When somebody is reminded of what they were asked, counted in days on which offices work."""

from datetime import date, timedelta
from enum import StrEnum

from gonghui.foundation.calendar import is_working_day

DAYS_BEFORE = 3
# longer than seven working days ever take, with the longest holidays in between
FURTHEST = timedelta(days=30)


class Stage(StrEnum):
    """How near the last day is, or how long ago; each is told once."""

    SOON = "soon"  # three working days before, or fewer
    LAST = "last"  # the last working day there is
    LATE_1 = "late_1"  # late by a working day
    LATE_3 = "late_3"
    LATE_7 = "late_7"


LATE = frozenset({Stage.LATE_1, Stage.LATE_3, Stage.LATE_7})
_AFTER = ((7, Stage.LATE_7), (3, Stage.LATE_3), (1, Stage.LATE_1))


def working_days(after: date, until: date) -> int:
    """How many working days follow ``after``, up to ``until`` and with it."""
    days = (until - after).days
    return sum(is_working_day(after + timedelta(days=step)) for step in range(1, days + 1))


def stage_of(due_on: date, today: date) -> Stage | None:
    """Where an ask stands that is not answered; ``None`` while there is time enough.

    What is due on a day of rest has its last day on the working day before.
    """
    if today <= due_on:
        left = working_days(today, due_on)
        if left > DAYS_BEFORE:
            return None
        return Stage.SOON if left else Stage.LAST
    late = working_days(due_on, today)
    return next((stage for days, stage in _AFTER if late >= days), Stage.LAST)


def to_tell(today: date, *, since: date | None) -> dict[date, Stage]:
    """The last days whose stage is another one today than when it was told last.

    ``since`` is the day it was told last, ``None``: never; what was missed in between is made up
    for by the stage of today, not told stage by stage.
    """
    furthest = [today + timedelta(days=step) for step in range(-FURTHEST.days, FURTHEST.days + 1)]
    stages = {due_on: stage_of(due_on, today) for due_on in furthest}
    return {
        due_on: stage
        for due_on, stage in stages.items()
        if stage and (since is None or stage_of(due_on, since) is not stage)
    }
