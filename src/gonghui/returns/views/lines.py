"""Totals as the page draws them: rows beside last year, rankings, tiles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.foundation.clock import today
from gonghui.foundation.pieces import LeagueRow, Tile
from gonghui.organisations.models import Organisation
from gonghui.returns.forms.sheet import FIGURE
from gonghui.returns.models import Round
from gonghui.returns.queries.league import Place
from gonghui.returns.queries.rollup import Compared, Contribution, Standing, Totals
from gonghui.returns.rules.figure import Figure
from gonghui.returns.views.cells import told_change
from gonghui.returns.wording import called, group_of, total_unit_of

MOST_TILES = 24
COLUMNS = 4
NEARLY = 4 / 5  # below this share of sheets an organisation is far behind


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a total.

    Attributes:
        value: As written; ``None`` when nobody has given it.
        known_of: How many of how many gave it; ``None`` when it is as for the whole.
        last: The same period last year; ``None`` when unknown.
    """

    label: str
    unit: str
    value: str | None
    to: str
    known_of: tuple[int, int] | None
    last: str | None
    change: str
    rising: bool | None
    level: int


@dataclass(frozen=True, slots=True)
class Section:
    """One group of indicators."""

    title: str
    rows: list[Row] = field(default_factory=list)


def page(name: str, shown: Round, organisation: Organisation, **query: str) -> str:
    """The address of a page of a round, seen by one organisation."""
    asked = urlencode({"organisation": organisation.pk, **query})
    return f"{reverse(name, args=[shown.pk])}?{asked}"


def figure_page(shown: Round, organisation: Organisation, code: str) -> str:
    """What is behind one number."""
    return reverse("returns:figure", args=[shown.pk, organisation.pk, code])


def sheet_page(sheet_pk: int, code: str) -> str:
    """One sheet, at one of its figures."""
    return f"{reverse('returns:sheet', args=[sheet_pk])}#id_{FIGURE}{code}"


def door(shown: Round, part: Contribution, code: str) -> str:
    """Behind a total stands more; behind one organisation's own figure, its sheet."""
    if part.sheet_pk is not None:
        return sheet_page(part.sheet_pk, code)
    return figure_page(shown, part.organisation, code)


def sections(lines: Iterable[Compared], shown: Round, now: Totals) -> list[Section]:
    """The table of totals, group by group."""
    found: dict[str, Section] = {}
    for one in lines:
        title = group_of(one.indicator)
        found.setdefault(title, Section(title)).rows.append(_row(one, shown, now))
    return list(found.values())


def _row(one: Compared, shown: Round, whole: Totals) -> Row:
    now, before = one.now, one.year_before
    words, rising = told_change(*one.matched)
    return Row(
        label=called(one.indicator),
        unit=total_unit_of(one.indicator),
        value=figure_words(now),
        to=figure_page(shown, whole.organisation, one.indicator.code),
        known_of=_known_of(now, whole),
        last=before.words if before is not None and before.value is not None else None,
        change=words,
        rising=rising,
        level=1 if one.indicator.part_of else 0,
    )


def figure_words(figure: Figure) -> str | None:
    """A figure as written; "—" for a share of nothing; ``None`` while nobody has given it."""
    if figure.value is None:
        return "—" if figure.known else None
    return figure.words


def _known_of(now: Figure, whole: Totals) -> tuple[int, int] | None:
    """How much of a line is known, where the head of the page does not say it already."""
    if now.is_whole or (now.known, now.expected) == (whole.filed, whole.expected):
        return None
    return (now.known, now.expected)


def league_rows(places: Iterable[Place], shown: Round, code: str) -> list[LeagueRow]:
    """A ranking; who has not given everything is marked."""
    return [
        LeagueRow(
            name=place.organisation.short_name,
            value=None if place.value is None else float(place.value),
            words=place.figure.words,
            address=figure_page(shown, place.organisation, code),
            place=place.rank,
            state="none"
            if place.filed == 0
            else ("info" if place.filed < place.expected else "ok"),
            word=_("%(filed)s of %(expected)s filed")
            % {"filed": place.filed, "expected": place.expected},
        )
        for place in places
    ]


def tiles(parts: Iterable[Standing], shown: Round, organisation: Organisation) -> list[Tile]:
    """Those directly below, each with its share of sheets filed; none when they are too many.

    Until the day has come, an unfinished one is no worry and takes no colour.
    """
    below = [part for part in parts if part.organisation.pk != organisation.pk]
    if len(below) > MOST_TILES:
        return []
    return [_tile(part, shown, place) for place, part in enumerate(below)]


def _tile(part: Standing, shown: Round, place: int) -> Tile:
    share = part.filed / part.expected if part.expected else 0
    if share == 1:
        state = "ok"
    elif part.filed == 0 or today() <= shown.due_on:
        state = "none"
    else:
        state = "bad" if share < NEARLY else "warn"
    return Tile(
        column=place % COLUMNS + 1,
        row=place // COLUMNS + 1,
        name=part.organisation.short_name,
        words=f"{share:.0%}",
        state=state,
        address=page("returns:round", shown, part.organisation),
    )
