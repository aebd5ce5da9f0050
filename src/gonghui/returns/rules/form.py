"""A blank: its lines in order and what must hold between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gonghui.returns.rules.indicator import Line


class CheckKind(StrEnum):
    """What a check compares. The first of its codes is the one that is told."""

    AT_MOST = "at_most"  # first ≤ second
    SUMS = "sums"  # first = sum of the others
    BALANCE = "balance"  # first = second + third − fourth: end = start + new − gone
    SOME = "some"  # first > 0 means the others are not all 0


@dataclass(frozen=True, slots=True)
class Check:
    """One rule between the figures of one sheet."""

    kind: CheckKind
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Blank:
    """A form without answers.

    Attributes:
        lines: In the order of the page.
        minutes: How long an organisation needs for it, as tried; shown before it is asked.
    """

    lines: tuple[Line, ...]
    checks: tuple[Check, ...] = ()
    minutes: int = 0

    @cached_property
    def line(self) -> Mapping[str, Line]:
        """Lines by code."""
        return {line.code: line for line in self.lines}

    @cached_property
    def typed(self) -> tuple[Line, ...]:
        """The lines somebody fills in."""
        return tuple(line for line in self.lines if line.is_typed)

    @cached_property
    def ratios(self) -> tuple[Line, ...]:
        """The lines that are computed from two others."""
        return tuple(line for line in self.lines if not line.is_typed)

    def asked_of(self, level: str) -> tuple[Line, ...]:
        """The lines on the sheet of an organisation of that level."""
        return tuple(line for line in self.lines if line.is_asked_of(level))

    def typed_by(self, level: str) -> tuple[Line, ...]:
        """Of these, the ones it fills in."""
        return tuple(line for line in self.typed if line.is_asked_of(level))
