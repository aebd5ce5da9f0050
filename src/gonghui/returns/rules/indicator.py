"""What is counted: an indicator as it stands on a line of a form, and how it adds up."""

from dataclasses import dataclass
from enum import StrEnum


class Addition(StrEnum):
    """How figures of several organisations, or of several periods, become one.

    Source: the ways found in real texts, domain notes 3.6.
    """

    FLOW = "flow"  # 累计: adds over organisations and over time
    STOCK = "stock"  # 期末: adds over organisations; over time the latest counts
    DISTINCT = "distinct"  # 去重人数: adds over organisations, never over time
    RATIO = "ratio"  # 比率: recomputed from its two parts, never averaged
    YES = "yes"  # 是否: the share of organisations that say yes


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator on a form.

    Attributes:
        code: Its name in addresses, files and code; never changes.
        decimals: Digits behind the point; a stored figure is the exact integer value × 10^decimals.
            For a ratio or a share of yes, those of the percentage.
        numerator: For a ratio, the code of what is divided; else empty.
        denominator: For a ratio, the code of what it is divided by; else empty.
        group: The section of the form, its Chinese title.
        part_of: The code it is shown as "of which" below; empty for none.
        asked_of: Levels of organisations that are asked; empty means all.
    """

    code: str
    name: str
    english_name: str
    unit: str
    english_unit: str
    decimals: int
    addition: Addition
    group: str
    english_group: str
    numerator: str = ""
    denominator: str = ""
    part_of: str = ""
    asked_of: frozenset[str] = frozenset()

    @property
    def is_typed(self) -> bool:
        """Whether somebody fills it in; a ratio is computed."""
        return self.addition is not Addition.RATIO

    @property
    def is_share(self) -> bool:
        """Whether its total is a percentage."""
        return self.addition in (Addition.RATIO, Addition.YES)

    @property
    def total_unit(self) -> str:
        """The unit of its total: shares are percentages, whatever one sheet says."""
        return "%" if self.is_share else self.unit

    def is_asked_of(self, level: str) -> bool:
        """Whether organisations of that level are asked for it."""
        return not self.asked_of or level in self.asked_of
