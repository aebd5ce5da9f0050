"""What was read, where, how surely and by which rule."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value", str, int, bool)


class Certainty(StrEnum):
    """How much a person has to look before saying yes."""

    SURE = "sure"  # the text says it in so many words
    LOOK = "look"  # inferred, or one of two readings
    UNSURE = "unsure"  # damaged, shared or far from its evidence


@dataclass(frozen=True)
class Mark(Generic[Value]):
    """One value of the record and the stretch ``[start, end)`` of the cleaned text."""

    value: Value
    start: int
    end: int
    rule: str
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True)
class Claim:
    """One value as it is handed out: its place in the record, its span in the original text."""

    field: str
    value: str | int | bool
    certainty: Certainty
    span: tuple[int, int]
    rule: str


def mark_text(
    text: str, start: int, end: int, rule: str, certainty: Certainty = Certainty.SURE
) -> Mark[str]:
    """The words themselves as the value; unsure where characters were lost."""
    value = text[start:end]
    around = text[max(start - 1, 0) : end + 1]
    if "?" in around or "\ufffd" in around:
        certainty = Certainty.UNSURE
    return Mark(value, start, end, rule, certainty)
