"""One page joins the half-year: report, meeting, tour, awards, tasks, figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.desk.queries.findings import newest_round
from gonghui.desk.queries.half_year import HalfYear, half_year
from gonghui.desk.views.findings import ranking, strip
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period, half_of
from gonghui.foundation.pieces import RouteStop
from gonghui.foundation.wording import period_name


@requires(Permission.REPORT_VIEW)
@require_safe
def show(request: SignedInRequest, period: str) -> HttpResponse:
    """What was done, seen, honoured, asked for and counted in one half-year."""
    seat = seated(request.held, Permission.REPORT_VIEW)[0]
    ranked_by = request.GET.get("by", "")
    joined = half_year(request.user, seat, _period(period), ranked_by=ranked_by, today=today())
    facts = {**_page(joined), "may_draft": Permission.REPORT_DRAFT in request.may}
    return render(request, "desk/half_year.html", facts)


@requires(Permission.REPORT_VIEW)
@require_safe
def newest(request: SignedInRequest) -> HttpResponse:
    """The half-year figures were last asked for; before the first, the present one."""
    seat = seated(request.held, Permission.REPORT_VIEW)[0]
    found = newest_round(seat)
    return redirect("desk:half-year", found.period if found else half_of(today()).code)


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except RuleBroken as refusal:
        raise Http404 from refusal


def _page(joined: HalfYear) -> dict[str, object]:
    figures, meeting = joined.figures, joined.meeting
    return {
        "joined": joined,
        "figures": figures,
        "meeting": meeting,
        "finding": _finding(joined),
        "strip": strip(figures, joined.organisation),
        **ranking(figures, joined.organisation),
        "lights": joined.lights,
        "stops": [RouteStop(stop.name) for stop in meeting.stops.all()] if meeting else [],
        "papers": [item for item in meeting.agenda.all() if item.paper_address] if meeting else [],
        "before": _beside(joined.period.before),
        "now": moment(),
    }


def _beside(period: Period) -> tuple[str, str]:
    """The name and address of another half-year."""
    return period_name(period), reverse("desk:half-year", args=[period.code])


def _finding(joined: HalfYear) -> str:
    facts = {
        "period": period_name(joined.period),
        "filed": f"{joined.figures.totals.filed:,}" if joined.figures else "",
        "expected": f"{joined.figures.totals.expected:,}" if joined.figures else "",
        "tasks": len(joined.lights.tasks),
    }
    if joined.figures and joined.meeting:
        words = _(
            "%(filed)s of %(expected)s have filed for the %(period)s; %(tasks)s tasks came of it"
        )
        return words % facts
    if joined.figures:
        return _("%(filed)s of %(expected)s have filed for the %(period)s") % facts
    if joined.meeting:
        return (
            _("The meeting set %(tasks)s tasks for the %(period)s; no figures were asked for")
            % facts
        )
    return _("Nothing has been entered for the %(period)s") % facts
