"""What is known about an organisation's half-year, before anybody puts it into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gonghui.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator of the organisation's total.

    Attributes:
        value: In the indicator's unit; ``None`` when nobody filed it.
        known: How many organisations gave it, of ``expected`` asked.
        change: Against the same period last year, over those who gave it in both: percent, or
            points for a share; ``None`` where unknown.
        ranking: Those directly below by this indicator, the highest first, only the known ones.
    """

    code: str
    name: str
    unit: str
    decimals: int
    is_share: bool
    group: str
    value: Decimal | None
    known: int
    expected: int
    change: Decimal | None = None
    ranking: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation directly below.

    Attributes:
        own_filed: Whether its own sheet counts; those below it may have filed all the same.
        values: Its totals by code; ``None`` where nothing was filed.
    """

    name: str
    filed: int
    expected: int
    own_filed: bool
    values: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Step:
    """A task for the next half: the requirement, who leads, until when."""

    text: str
    department: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a work report may say, as of a day.

    Attributes:
        scope: How people here say "in the whole of": 全市, 全县.
        matched: How many organisations have filed in this period and the same one last year.
        tasks: How many tasks were issued; ``behind`` and ``slow`` count shares of them.
        meeting: The meeting that sums the period up; empty when none is known.
    """

    organisation: str
    scope: str
    period: Period
    as_of: date
    round_pk: int
    expected: int
    filed: int
    accepted: int
    figures: Mapping[str, Told]
    below: Sequence[Part] = ()
    matched: int = 0
    tasks: int = 0
    behind: int = 0
    slow: int = 0
    meeting: str = ""
    meeting_address: str = ""
    steps: Sequence[Step] = field(default=())

    @property
    def missing(self) -> list[str]:
        """Those directly below from whom nothing has come, neither own sheet nor those below."""
        return [part.name for part in self.below if part.filed == 0]

    @property
    def without_own(self) -> list[str]:
        """Those whose own sheet is missing while some below them have filed."""
        return [part.name for part in self.below if part.filed and not part.own_filed]
