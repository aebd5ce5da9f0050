"""One cell: read as it is typed, kept as an exact integer, written as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gonghui.foundation.chinese import half_width, read_number
from gonghui.foundation.errors import RuleBroken
from gonghui.returns.rules.indicator import Addition, Line

# What a federation can count: a trillion of the smallest unit is far beyond the nation's figures,
# and a total of three million of them still is an exact 64-bit integer.
LARGEST = 10**12
YES = frozenset({"是", "有", "1", "y", "yes", "√"})
NO = frozenset({"否", "无", "0", "n", "no", "×"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with how much of it is known.

    Attributes:
        indicator: The line of the form it answers.
        value: In the line's unit (a share in percent); ``None`` while nothing is known.
        known: How many organisations gave it.
        expected: How many were asked for it.
    """

    indicator: Line
    value: Decimal | None
    known: int
    expected: int

    @property
    def words(self) -> str:
        """The value with thousands marks and the line's decimals; empty while nothing is known."""
        return "" if self.value is None else f"{self.value:,.{self.indicator.decimals}f}"

    @property
    def is_whole(self) -> bool:
        """Whether everybody asked has given it."""
        return self.known == self.expected


def read_figure(text: str, line: Line) -> int | None:
    """What was typed, in the smallest unit; ``None`` when nothing was.

    Digits may be full width, with thousands marks and spaces. A yes-or-no line takes 是/否.

    Raises:
        RuleBroken: ``figure.unreadable``, ``figure.yes_or_no``, ``figure.negative``,
            ``figure.not_whole``, ``figure.too_fine`` or ``figure.too_large``.
    """
    if line.addition is Addition.YES:
        return _read_yes(text)
    try:
        number = read_number(text)
    except RuleBroken as refusal:
        raise RuleBroken("figure.unreadable", text=text.strip()[:40]) from refusal
    if number is None:
        return None
    if number < 0:
        raise RuleBroken("figure.negative", text=text.strip()[:40])
    scaled = number.scaleb(line.decimals)
    if scaled != scaled.to_integral_value():
        code = "figure.too_fine" if line.decimals else "figure.not_whole"
        raise RuleBroken(code, decimals=line.decimals, text=text.strip()[:40])
    if scaled > LARGEST:
        raise RuleBroken("figure.too_large", text=text.strip()[:40])
    return int(scaled)


def _read_yes(text: str) -> int | None:
    plain = half_width(text).strip().lower()
    if not plain:
        return None
    if plain not in YES | NO:
        raise RuleBroken("figure.yes_or_no", text=text.strip()[:40])
    return int(plain in YES)


def in_unit(value: int, line: Line) -> Decimal:
    """An exact stored integer in the line's unit: 4212 with two decimals is 42.12."""
    return Decimal(value).scaleb(-line.decimals)


def written(value: int | None, line: Line) -> str:
    """A figure of one sheet as it is shown: 1,088 · 42.12 · 是; empty when it was not given."""
    if value is None:
        return ""
    if line.addition is Addition.YES:
        return "是" if value else "否"
    return f"{in_unit(value, line):,.{line.decimals}f}"


def percentage(part: int, whole: int, decimals: int) -> Decimal | None:
    """Part of whole in percent, rounded half up; ``None`` when there is nothing to divide by."""
    if whole == 0:
        return None
    share = Decimal(part) * 100 / Decimal(whole)
    return share.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def ratio_of(values: Mapping[str, int], ratio: Line, parts: Mapping[str, Line]) -> Decimal | None:
    """A computed cell of one sheet, in percent; ``None`` while a part is missing or base is 0."""
    if ratio.numerator not in values or ratio.denominator not in values:
        return None
    part, whole = on_one_scale(
        values[ratio.numerator],
        values[ratio.denominator],
        parts[ratio.numerator].decimals - parts[ratio.denominator].decimals,
    )
    return percentage(part, whole, ratio.decimals)


def on_one_scale(part: int, whole: int, finer: int) -> tuple[int, int]:
    """Both with the same decimals, when the part has ``finer`` more of them than the whole."""
    return (part * 10 ** max(-finer, 0), whole * 10 ** max(finer, 0))
