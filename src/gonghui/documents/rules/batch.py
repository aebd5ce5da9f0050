"""A filled workbook on its way in: where it stands, what may be done with it, how big a step is."""

from enum import StrEnum

from gonghui.foundation.errors import RuleBroken

FIRST_STEP = 20  # rows
LARGEST_STEP = 1_000
# Seconds a step. 0.5 is the promise (design.md, section 5), also when the machine turns busy after
# the step before: aimed at 0.35, one of fifty took 0.8.
AIMED_AT = 0.15
GROWTH = 2  # times as many rows as the step before, at most


class State(StrEnum):
    """Where a batch stands."""

    READING = "reading"
    FAILED = "failed"  # the file could not be read
    CHECKED = "checked"
    COMMITTING = "committing"
    STOPPED = "stopped"  # some rows are in
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


WORKING = frozenset({State.READING, State.COMMITTING, State.UNDOING})


def check_may_commit(state: State, *, faults: int, undone: int) -> None:
    """A file goes in whole and without a fault; one that stopped on the way may go on.

    Raises:
        RuleBroken: ``import.has_faults`` or ``import.not_now``.
    """
    if state is State.CHECKED and faults:
        raise RuleBroken("import.has_faults", count=faults)
    if state is not State.CHECKED and (state is not State.STOPPED or undone):
        raise RuleBroken("import.not_now")


def check_may_undo(state: State) -> None:
    """What is in may be taken back, whole or as far as it came.

    Raises:
        RuleBroken: ``import.not_now``.
    """
    if state not in (State.DONE, State.STOPPED):
        raise RuleBroken("import.not_now")


def next_step(rows: int, seconds: float) -> int:
    """How many rows the next step takes, when so many took so long."""
    fitting = int(rows * AIMED_AT / max(seconds, 0.001))
    return max(1, min(fitting, rows * GROWTH, LARGEST_STEP))
