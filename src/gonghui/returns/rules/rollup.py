"""How sheets become totals: a tally keeps only what adds, so totals form a group.

What one sheet gives is added to every total above it; what it gave before is taken away. A total
is right after each step and never needs to be summed again; ``gonghui rollup verify`` proves it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gonghui.returns.rules.figure import Figure, in_unit, on_one_scale, percentage
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Addition, Line

# Code → exact integers. What is counted: [sum, known]. A ratio: [numerators, denominators, known],
# only over sheets that gave both. A yes-or-no: [yes, known].
Tally = Mapping[str, Sequence[int]]

NOTHING: Tally = {}


class Stage(StrEnum):
    """The two totals that are kept."""

    FILED = "filed"  # 已上报
    ACCEPTED = "accepted"  # 已验收


@dataclass(frozen=True, slots=True)
class Difference:
    """What a total changes by; it is the same for every total above a sheet.

    ``matched`` is what sheets give that were filed for the same period last year too: this year's
    numbers and then last year's, so that a gap is never taken for a fall.
    """

    filed: Tally = field(default_factory=dict)
    accepted: Tally = field(default_factory=dict)
    matched: Tally = field(default_factory=dict)
    filed_count: int = 0
    accepted_count: int = 0
    matched_count: int = 0

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            plus(self.filed, other.filed),
            plus(self.accepted, other.accepted),
            plus(self.matched, other.matched),
            self.filed_count + other.filed_count,
            self.accepted_count + other.accepted_count,
            self.matched_count + other.matched_count,
        )

    def __neg__(self) -> "Difference":
        return Difference(
            minus(NOTHING, self.filed),
            minus(NOTHING, self.accepted),
            minus(NOTHING, self.matched),
            -self.filed_count,
            -self.accepted_count,
            -self.matched_count,
        )


@dataclass(frozen=True, slots=True)
class Weight:
    """What a whole branch is to the totals above it: what it gives, and how much is expected.

    ``levels`` counts the sheets expected of it by level.
    """

    difference: Difference = field(default_factory=Difference)
    levels: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def expecting(cls, level: str) -> "Weight":
        """One sheet of that level, not filed yet."""
        return cls(levels={level: 1})

    @property
    def expected(self) -> int:
        """How many sheets are expected of it."""
        return sum(self.levels.values())

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.difference + other.difference, add_levels(self.levels, other.levels))

    def __neg__(self) -> "Weight":
        return Weight(-self.difference, {level: -count for level, count in self.levels.items()})


def add_levels(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """Both counts together; a level nobody is expected of any more is left out."""
    total = dict(first)
    for level, count in second.items():
        total[level] = total.get(level, 0) + count
    return {level: count for level, count in total.items() if count}


def by_filing(given: Tally, before: Tally | None = None) -> Difference:
    """A sheet comes in; ``before`` is what it gave for the same period last year, if it did."""
    if before is None:
        return Difference(filed=given, filed_count=1)
    both = {code: [*now, *before[code]] for code, now in given.items() if code in before}
    return Difference(filed=given, matched=both, filed_count=1, matched_count=1)


def by_accepting(given: Tally) -> Difference:
    """A sheet that is in is accepted."""
    return Difference(accepted=given, accepted_count=1)


def tally(values: Mapping[str, int], blank: Blank) -> Tally:
    """What one sheet gives to the totals above it. What it did not answer it does not give."""
    counted = {line.code: [values[line.code], 1] for line in blank.typed if line.code in values}
    for ratio in blank.ratios:
        if ratio.numerator in values and ratio.denominator in values:
            counted[ratio.code] = [values[ratio.numerator], values[ratio.denominator], 1]
    return counted


def plus(first: Tally, second: Tally) -> Tally:
    """Both together; a code nobody gives any more is left out, so equal totals look equal."""
    return _combined(first, second, 1)


def minus(first: Tally, second: Tally) -> Tally:
    """The first without the second: what is left when a sheet is sent back."""
    return _combined(first, second, -1)


def _combined(first: Tally, second: Tally, sign: int) -> Tally:
    total = {code: list(numbers) for code, numbers in first.items()}
    for code, numbers in second.items():
        before = total.get(code) or [0] * len(numbers)
        total[code] = [a + sign * b for a, b in zip(before, numbers, strict=True)]
    return {code: numbers for code, numbers in total.items() if any(numbers)}


def sum_up(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    total = NOTHING
    for one in tallies:
        total = plus(total, one)
    return total


def figure_of(line: Line, total: Tally, blank: Blank, *, expected: int) -> Figure:
    """One line of a total as it is shown: sums in their unit, shares recomputed in percent."""
    numbers = total.get(line.code)
    if not numbers or not numbers[-1]:
        return Figure(line, None, 0, expected)
    known = numbers[-1]
    if line.addition is Addition.RATIO:
        finer = blank.line[line.numerator].decimals - blank.line[line.denominator].decimals
        part, whole = on_one_scale(numbers[0], numbers[1], finer)
        return Figure(line, percentage(part, whole, line.decimals), known, expected)
    if line.addition is Addition.YES:
        return Figure(line, percentage(numbers[0], known, line.decimals), known, expected)
    return Figure(line, in_unit(numbers[0], line), known, expected)


def now_and_then(line: Line, matched: Tally, blank: Blank) -> tuple[Figure, Figure]:
    """One line in both periods, over the sheets that gave it in both."""
    numbers = matched.get(line.code, ())
    half = len(numbers) // 2
    now, then = {line.code: numbers[:half]}, {line.code: numbers[half:]}
    return (
        figure_of(line, now, blank, expected=numbers[half - 1] if half else 0),
        figure_of(line, then, blank, expected=numbers[-1] if half else 0),
    )


def expected_of(line: Line, levels: Mapping[str, int]) -> int:
    """How many organisations below are asked for a line, from how many there are of each level."""
    return sum(count for level, count in levels.items() if line.is_asked_of(level))


def figures_of(total: Tally, blank: Blank, levels: Mapping[str, int]) -> dict[str, Figure]:
    """Every line of a total as it is shown, in the order of the form."""
    return {
        line.code: figure_of(line, total, blank, expected=expected_of(line, levels))
        for line in blank.lines
    }
