"""Lists of this room as files. What nobody has given is an empty cell, never a zero."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.organisations.models import Organisation
from gonghui.returns.models import Round, Sheet
from gonghui.returns.queries.league import Place
from gonghui.returns.queries.rollup import Compared, Contribution
from gonghui.returns.queries.round import entries
from gonghui.returns.rules.indicator import Line
from gonghui.returns.wording import called, group_of, state_word, total_unit_of


def rounds_listing(rounds: QuerySet[Round], organisation: Organisation) -> Listing:
    """Every return an organisation stands on, and how far it is."""
    return Listing(
        title=_("Returns"),
        source=organisation.name,
        head=[
            _("Return"), _("Period"), _("Issued by"), _("Due"), _("Sheets expected"), _("Filed"),
            _("Accepted"),
        ],
        rows=_rounds(rounds, organisation),
    )  # fmt: skip


def _rounds(rounds: QuerySet[Round], organisation: Organisation) -> Iterator[list[Value]]:
    for piece in in_pieces(rounds):
        for one in entries(piece, organisation):
            shown = one.round
            facts = [shown.title, shown.period, shown.issuer.name, date_format(shown.due_on)]
            yield [*facts, one.expected, one.filed, one.accepted]


def missing_listing(round: Round, sheets: QuerySet[Sheet]) -> Listing:
    """Who has not filed, with whom each answers to and until when."""
    return Listing(
        title=_("Not filed: %(title)s") % {"title": round.title},
        head=[_("Organisation"), _("Answers to"), _("Due"), _("Standing")],
        rows=(_missing(round, one) for piece in in_pieces(sheets) for one in piece),
    )


def _missing(round: Round, sheet: Sheet) -> list[Value]:
    asked = sheet.assignment
    return [
        sheet.organisation.name,
        asked.answers_to.name if asked else "",
        date_format(asked.due_on if asked else round.due_on),
        state_word(asked.state if asked else None),
    ]


def waiting_listing(round: Round, sheets: QuerySet[Sheet]) -> Listing:
    """Sheets that wait to be accepted, and who filed them when."""
    return Listing(
        title=_("To review: %(title)s") % {"title": round.title},
        head=[_("Organisation"), _("Filed on"), _("Filed by")],
        rows=(_waiting(one) for piece in in_pieces(sheets) for one in piece),
    )


def _waiting(sheet: Sheet) -> list[Value]:
    asked = sheet.assignment
    at = localtime(asked.filed_at) if asked and asked.filed_at else None
    by = asked.filed_by if asked else ""
    return [sheet.organisation.name, f"{at:%Y-%m-%d %H:%M}" if at else "", by]


def totals_listing(round: Round, organisation: Organisation, lines: Iterable[Compared]) -> Listing:
    """The totals of an organisation and all below it, beside the same period last year."""
    return Listing(
        title=round.title,
        source=organisation.name,
        head=[
            _("Group"), _("Indicator"), _("Unit"), _("This period"), _("Given by"),
            _("Asked of"), _("A year before"),
        ],
        rows=[
            [
                group_of(one.indicator),
                called(one.indicator),
                total_unit_of(one.indicator),
                one.now.value,
                one.now.known,
                one.now.expected,
                one.year_before.value if one.year_before else None,
            ]
            for one in lines
        ],
    )  # fmt: skip


def league_listing(
    round: Round, organisation: Organisation, line: Line, places: Sequence[Place]
) -> Listing:
    """Those directly below by one indicator, the highest first."""
    return Listing(
        title=_("%(indicator)s: %(title)s") % {"indicator": called(line), "title": round.title},
        source=organisation.name,
        head=[
            _("Place"), _("Organisation"), _in_unit(line), _("Sheets filed"), _("Sheets expected"),
        ],
        rows=[
            [one.rank, one.organisation.name, one.value, one.filed, one.expected] for one in places
        ],
    )  # fmt: skip


def parts_listing(
    round: Round, organisation: Organisation, line: Line, parts: Iterable[Contribution]
) -> Listing:
    """What one number is made of."""
    return Listing(
        title=_("%(indicator)s: %(title)s") % {"indicator": called(line), "title": round.title},
        source=organisation.name,
        head=[_("Organisation"), _in_unit(line), _("Sheets filed"), _("Sheets expected")],
        rows=[
            [
                _("%(name)s, own sheet") % {"name": one.organisation.name}
                if one.is_own
                else one.organisation.name,
                one.figure.value,
                one.filed,
                one.expected,
            ]
            for one in parts
        ],
    )


def _in_unit(line: Line) -> str:
    return f"{called(line)}（{total_unit_of(line)}）"
