"""What those addressed already have on their desks, shown before anything more is asked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

ALIKE_FROM = 0.5  # of the pairs of characters of two titles


@dataclass(frozen=True, slots=True)
class Load:
    """What one organisation owes on the day.

    Attributes:
        asks: How many it has not answered yet.
        late: Of these, after their due date.
        minutes: What answering them takes, as far as it is known.
    """

    asks: int
    late: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Burden:
    """The loads of everybody addressed, on one line.

    Attributes:
        addressed: How many would be asked.
        free: Of these, how many owe nothing.
        usual: Asks half of them owe at most.
        most: Asks of the one that owes most.
        late: How many have something late already.
        minutes: What answering takes the one with most to do.
    """

    addressed: int
    free: int
    usual: int
    most: int
    late: int
    minutes: int


def burden_of(addressed: int, loads: Sequence[Load]) -> Burden:
    """Sum up; ``loads`` are those who owe something."""
    free = addressed - len(loads)
    asks = sorted([0] * free + [one.asks for one in loads])
    return Burden(
        addressed=addressed,
        free=free,
        usual=median_low(asks) if asks else 0,
        most=asks[-1] if asks else 0,
        late=sum(one.late > 0 for one in loads),
        minutes=max((one.minutes for one in loads), default=0),
    )


def likeness(first: str, second: str) -> float:
    """How much two titles have in common, 0 to 1: pairs of neighbouring characters, both ways."""
    one, other = _pairs(first), _pairs(second)
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(text))
