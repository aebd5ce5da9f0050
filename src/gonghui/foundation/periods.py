"""Reporting periods: 2023H1, 2023Q2, 2023-06, 2023."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering

from gonghui.foundation.errors import RuleBroken


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}

_CODE = re.compile(
    r"(?P<year>\d{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?"
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period of the calendar year.

    Attributes:
        year: Four digits.
        kind: Its length.
        number: Which one in the year, from 1.
    """

    year: int
    kind: PeriodKind
    number: int

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read ``2023H1``, ``2023Q2``, ``2023-06`` or ``2023``.

        Raises:
            RuleBroken: ``period.unreadable``.
        """
        match = _CODE.fullmatch(code.strip().upper())
        if match is None:
            raise RuleBroken("period.unreadable", text=code)
        year = int(match["year"])
        for kind in (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH):
            if match[kind.value] is not None:
                return cls(year, kind, int(match[kind.value]))
        return cls(year, PeriodKind.YEAR, 1)

    @property
    def code(self) -> str:
        """The way it is stored and typed: ``2023H1``."""
        tail = {
            PeriodKind.YEAR: "",
            PeriodKind.HALF: f"H{self.number}",
            PeriodKind.QUARTER: f"Q{self.number}",
            PeriodKind.MONTH: f"-{self.number:02d}",
        }
        return f"{self.year}{tail[self.kind]}"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def ends_on(self) -> date:
        """Its last day: the day stocks are counted on and the tree is remembered."""
        month = self.number * MONTHS[self.kind]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def a_year_before(self) -> "Period":
        """The same period last year (同期)."""
        return Period(self.year - 1, self.kind, self.number)

    @property
    def before(self) -> "Period":
        """The period just before (上期)."""
        if self.number > 1:
            return Period(self.year, self.kind, self.number - 1)
        return Period(self.year - 1, self.kind, 12 // MONTHS[self.kind])

    @property
    def share_of_year_at_end(self) -> tuple[int, int]:
        """How much of the year has passed at its end, as months of twelve (时间进度)."""
        return (self.number * MONTHS[self.kind], 12)

    def __lt__(self, other: "Period") -> bool:
        return (self.ends_on, -MONTHS[self.kind]) < (other.ends_on, -MONTHS[other.kind])

    def __str__(self) -> str:
        return self.code


def half_of(day: date) -> Period:
    """The half-year a day lies in."""
    return Period(day.year, PeriodKind.HALF, 1 if day.month <= 6 else 2)
