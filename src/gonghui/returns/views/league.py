"""Organisations beside each other, and what one number is made of."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.organisations.models import Organisation
from gonghui.returns.exports import league_listing, parts_listing
from gonghui.returns.models import Round
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.league import league_of
from gonghui.returns.queries.rollup import behind, parts_of, standing_of
from gonghui.returns.rules.form import Blank
from gonghui.returns.views import lines
from gonghui.returns.views.whose import (
    line_asked,
    line_named,
    named,
    organisation_seen,
    round_seen,
    trail,
)
from gonghui.returns.wording import called, total_unit_of


def league_facts(
    request: SignedInRequest, shown: Round, organisation: Organisation, blank: Blank
) -> dict[str, object]:
    """The league of those directly below and their tiles, from one reading of the parts."""
    line = line_asked(request, blank)
    parts = parts_of(shown, organisation, blank)
    places = league_of(parts, organisation, line, blank)
    return {
        "line_name": called(line),
        "line_unit": total_unit_of(line),
        "line_code": line.code,
        "league": lines.league_rows(places, shown, line.code),
        "leader": places[0] if places and places[0].rank else None,
        "choices": [(one.code, called(one)) for one in blank.lines],
        "tiles": lines.tiles(parts, shown, organisation),
        "league_page": lines.page("returns:league", shown, organisation, indicator=line.code),
    }


@requires(Permission.ROUND_VIEW)
@require_safe
def league(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Those directly below by one indicator."""
    shown = round_seen(request, pk)
    organisation = organisation_seen(request, shown)
    blank = blank_of(shown.form)
    if as_file(request):
        line = line_asked(request, blank)
        places = league_of(parts_of(shown, organisation, blank), organisation, line, blank)
        listing = league_listing(shown, organisation, line, places)
        return file_answer(request, f"league-{shown.period}", listing)
    context = {
        "round": shown,
        "organisation": organisation,
        "trail": trail(shown, organisation, _("League")),
        **league_facts(request, shown, organisation, blank),
    }
    return render(request, "returns/league.html", context)


@requires(Permission.ROUND_VIEW)
@require_safe
def figure(request: SignedInRequest, pk: int, organisation_pk: int, code: str) -> HttpResponseBase:
    """What one number is made of, down to the sheets."""
    shown = round_seen(request, pk)
    organisation = named(request, organisation_pk)
    if as_file(request):
        line, parts = line_named(blank_of(shown.form), code), behind(shown, organisation, code)
        listing = parts_listing(shown, organisation, line, parts)
        return file_answer(request, f"figure-{shown.period}", listing)
    return render(request, "returns/figure.html", _behind(shown, organisation, code))


def _behind(shown: Round, organisation: Organisation, code: str) -> dict[str, object]:
    blank = blank_of(shown.form)
    line = line_named(blank, code)
    standing = standing_of(shown, organisation, blank)
    if standing is None:
        raise Http404
    over = [blank.line[part] for part in (line.numerator, line.denominator) if part]
    return {
        "round": shown,
        "organisation": organisation,
        "trail": trail(shown, organisation, called(line)),
        "name": called(line),
        "unit": total_unit_of(line),
        "figure": standing.figure(line, blank),
        "parts": [
            (part, lines.door(shown, part, code)) for part in behind(shown, organisation, code)
        ],
        "over": [(called(one), lines.figure_page(shown, organisation, one.code)) for one in over],
    }
