"""This period beside the same period last year, like for like.

Where 85 % have filed and last year everybody had, totals side by side would call every gap a fall.
So only organisations that gave a figure in both periods are compared on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gonghui.organisations.models import Organisation
from gonghui.returns.models import Round
from gonghui.returns.queries.missing import sheets_below
from gonghui.returns.rules.comparison import change_points, change_share
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.rollup import Tally, figure_of, tally


@dataclass(frozen=True, slots=True)
class Matched:
    """The same organisations in both periods.

    Attributes:
        organisations: How many have filed in both.
        changes: By code: growth in percent, or points for a share; ``None`` where unknown.
    """

    organisations: int
    changes: Mapping[str, Decimal | None]


def matched(
    round: Round, earlier: Round | None, organisation: Organisation, blank: Blank
) -> Matched:
    """Compare an organisation and all below it with last year; two queries, however many sheets."""
    if earlier is None:
        return Matched(0, {})
    before = dict(_filed(earlier, organisation))
    both = [(values, before[pk]) for pk, values in _filed(round, organisation) if pk in before]
    now_total, then_total = _sums((tally(now, blank), tally(then, blank)) for now, then in both)
    return Matched(len(both), _changes(now_total, then_total, blank))


def _filed(round: Round, organisation: Organisation) -> Iterable[tuple[int, Mapping[str, int]]]:
    counted = sheets_below(round, organisation).filter(counted__isnull=False).order_by()
    return counted.values_list("organisation_id", "counted__values").iterator()


def _sums(pairs: Iterable[tuple[Tally, Tally]]) -> tuple[Tally, Tally]:
    """Both periods added up, over the codes each organisation gave in both."""
    now_total: dict[str, list[int]] = {}
    then_total: dict[str, list[int]] = {}
    for now, then in pairs:
        for code in now.keys() & then.keys():
            _add(now_total, code, now[code])
            _add(then_total, code, then[code])
    return now_total, then_total


def _add(total: dict[str, list[int]], code: str, numbers: Sequence[int]) -> None:
    """In place: a city has thousands of sheets."""
    sums = total.setdefault(code, [0] * len(numbers))
    for place, number in enumerate(numbers):
        sums[place] += number


def _changes(now_total: Tally, then_total: Tally, blank: Blank) -> dict[str, Decimal | None]:
    changes = {}
    for line in blank.lines:
        now = figure_of(line, now_total, blank, expected=0)
        then = figure_of(line, then_total, blank, expected=0)
        changes[line.code] = change_points(now, then) if line.is_share else change_share(now, then)
    return changes
