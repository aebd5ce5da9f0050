"""Letters on their way out of the house: their states, and how long they wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=4)
MOST_TRIES = 20  # over two days and more


class State(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"  # its gateway will never take it
    DROPPED = "dropped"  # the person took back their consent, or left no address, meanwhile
    GIVEN_UP = "given_up"  # tried too often


class Section(StrEnum):
    """What a digest tells of, in this order."""

    LATE = "late"
    CAME_BACK = "came_back"
    DUE = "due"
    REVIEW = "review"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: a code of ``NOTICES`` with its facts; it names no person."""

    section: Section
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def wait_after(tries: int) -> timedelta:
    """How long until a letter is tried again: two minutes, then twice as long, four hours at most.

    The tries are counted from 1.
    """
    return min(FIRST_WAIT * (1 << min(tries - 1, 10)), LONGEST_WAIT)
