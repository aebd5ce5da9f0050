"""Organisations beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gonghui.organisations.models import Organisation
from gonghui.returns.models import Round
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.rollup import Standing, parts_of
from gonghui.returns.rules.figure import Figure
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Line
from gonghui.returns.rules.league import bar_share, ranks


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation in a ranking.

    Attributes:
        rank: From 1; equal values share it; ``None`` while nothing is known.
        value: In the indicator's unit; ``None`` while nothing is known.
        filed: Sheets filed by it and all below.
        share_bar: Length of its bar, 0 to 1 of the longest; ``None`` draws none.
    """

    rank: int | None
    organisation: Organisation
    figure: Figure
    value: Decimal | None
    filed: int
    expected: int
    share_bar: float | None


def league(round: Round, organisation: Organisation, indicator_code: str) -> list[Place]:
    """Those directly below by one indicator, the highest first; what is missing comes last."""
    blank = blank_of(round.form)
    line = blank.line.get(indicator_code)
    if line is None:
        return []
    return league_of(parts_of(round, organisation, blank), organisation, line, blank)


def league_of(
    parts: Sequence[Standing], organisation: Organisation, line: Line, blank: Blank
) -> list[Place]:
    """The same from parts already read; the organisation's own sheet takes no place."""
    below = [part for part in parts if part.organisation.pk != organisation.pk]
    figures = [part.figure(line, blank) for part in below]
    values = [figure.value for figure in figures]
    highest = max((value for value in values if value is not None), default=None)
    places = [
        Place(
            rank,
            part.organisation,
            figure,
            figure.value,
            part.filed,
            part.expected,
            bar_share(figure.value, highest),
        )
        for rank, part, figure in zip(ranks(values), below, figures, strict=True)
    ]
    return sorted(places, key=lambda place: (place.rank is None, place.rank or 0))
