"""What a message to a person is, and how much it weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How much a message matters to whoever gets it."""

    ACT = "act"  # something is to be done: 待办
    KNOW = "know"  # good to know: 知悉
    ALARM = "alarm"  # look at it now: 警示


@dataclass(frozen=True, slots=True)
class Message:
    """What is told.

    Attributes:
        code: ``<noun>.<what happened>``; the sentence stands in ``NOTICES`` of a room's wording.
        facts: What the sentence needs: names, numbers, days (a day's name ends in ``_on``).
        page: The named page it leads to, as ``cascade:assignment``; empty: none.
        of: The number in that page's address; ``None`` when it takes none.
        key: The same key is told to the same account once, however often it is sent; empty: always.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    page: str = ""
    of: int | None = None
    weight: Weight = Weight.KNOW
    key: str = ""
