"""Rounds: the list, and one with its totals, how far it is, and the league of those below."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.returns.exports import rounds_listing, totals_listing
from gonghui.returns.models import Round
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.rollup import (
    Compared,
    Totals,
    compared_from,
    directly_below,
    standing_of,
    totals,
    totals_from,
)
from gonghui.returns.queries.round import a_year_before, entries, rounds_where
from gonghui.returns.queries.sheet import own_sheet_on, waiting_where
from gonghui.returns.rules.form import Blank
from gonghui.returns.views import lines
from gonghui.returns.views.league import league_facts
from gonghui.returns.views.whose import organisation_seen, round_seen, trail

PAGE = 20


@requires(Permission.ROUND_VIEW)
@require_safe
def rounds(request: SignedInRequest) -> HttpResponseBase:
    """Every return the person's organisation stands on."""
    seats = seated(request.held, Permission.ROUND_VIEW)
    seen = rounds_where(request.user, Permission.ROUND_VIEW)
    if as_file(request):
        return file_answer(request, "returns", rounds_listing(seen, seats[0]))
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "organisation": seats[0],
        "rows": entries(list(page.object_list), seats[0]),
        "may_issue": Permission.ROUND_ISSUE in request.may,
    }
    return render(request, "returns/rounds.html", context)


@requires(Permission.ROUND_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Totals of an organisation beside last year's, how far it is, the league of those below."""
    shown = round_seen(request, pk)
    organisation = organisation_seen(request, shown)
    blank = blank_of(shown.form)
    standing = standing_of(shown, organisation, blank)
    if standing is None:
        raise Http404
    if standing.sheet_pk is not None:
        return redirect("returns:sheet", standing.sheet_pk)
    now = totals_from(standing, blank)
    if as_file(request):
        listing = totals_listing(shown, organisation, _beside_last_year(shown, now))
        return file_answer(request, f"totals-{shown.period}", listing)
    return render(request, "returns/round.html", _page(request, shown, now, blank))


def _beside_last_year(shown: Round, now: Totals) -> list[Compared]:
    earlier = a_year_before(shown)
    before = totals(earlier, now.organisation) if earlier is not None else None
    return list(compared_from(now, before))


def _page(request: SignedInRequest, shown: Round, now: Totals, blank: Blank) -> dict[str, object]:
    organisation = now.organisation
    return {
        "round": shown,
        "organisation": organisation,
        "trail": trail(shown, organisation),
        "below": directly_below(shown, organisation),
        "totals": now,
        "open": now.expected - now.filed,
        "sections": lines.sections(_beside_last_year(shown, now), shown, now),
        "own_sheet": own_sheet_on(shown, organisation),
        "missing_page": lines.page("returns:missing", shown, organisation),
        "waiting": _waiting(request, shown),
        **league_facts(request, shown, organisation, blank),
    }


def _waiting(request: SignedInRequest, shown: Round) -> int:
    """How many sheets wait for this person to accept or send them back."""
    if Permission.SHEET_REVIEW not in request.may:
        return 0
    return waiting_where(request.user, Permission.SHEET_REVIEW).filter(round=shown).count()
