"""A leader's desk: the finding as title, the league, what is missing, the red lights."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.cascade.queries.asked import asked_by
from gonghui.desk.queries.changes import changes_at
from gonghui.desk.queries.findings import Figures, Lights, figures_of, lights_at, newest_round
from gonghui.desk.queries.meeting import next_meeting
from gonghui.desk.views.proposals import proposals
from gonghui.desk.web import change_words, happenings, line_name, line_unit
from gonghui.foundation.clock import moment, today
from gonghui.foundation.periods import Period
from gonghui.foundation.pieces import LeagueRow
from gonghui.foundation.wording import period_name
from gonghui.organisations.models import Organisation
from gonghui.plans.queries.task import Listed
from gonghui.returns.queries.league import Place

NAMES = 3
ROWS = 8


def page(request: SignedInRequest) -> dict[str, object]:
    """What the leader of the first organisation they lead sees."""
    where = seated(request.held, Permission.REPORT_SIGN_OFF)
    seat = where[0]
    newest = newest_round(seat)
    figures = figures_of(newest, seat) if newest else None
    lights = lights_at(seat, today=today())
    return {
        "seat": seat,
        "finding": finding(figures, lights),
        "facts": _facts(figures),
        "figures": figures,
        "strip": strip(figures, seat),
        **ranking(figures, seat),
        "unfiled": _unfiled(figures) if figures else [],
        "lights": lights,
        "stuck": [(one, _behind(one)) for one in lights.stuck[:ROWS]],
        "items": proposals(request),
        "asked": asked_by(where, today=today(), most=3),
        "meeting": next_meeting(request.user, today=today()),
        "changes": happenings(changes_at(where)),
        "half_year": reverse("desk:half-year", args=[newest.period]) if newest else "",
        "missing_address": reverse("returns:missing", args=[newest.pk]) if newest else "",
        "now": moment(),
    }


def finding(figures: Figures | None, lights: Lights) -> str:
    """The title: how much is in, and what is stuck."""
    if figures is None:
        return _("No figures were asked for yet")
    facts = {
        "period": period_name(Period.parse(figures.round.period)),
        "filed": f"{figures.totals.filed:,}",
        "expected": f"{figures.totals.expected:,}",
        "red": lights.counts.bad,
    }
    if lights.counts.bad:
        return (
            _("%(filed)s of %(expected)s have filed for the %(period)s, %(red)s lights are red")
            % facts
        )
    return _("%(filed)s of %(expected)s have filed for the %(period)s") % facts


def _facts(figures: Figures | None) -> list[str]:
    """As of when, how much is accepted, and who is missing by name."""
    as_of = date_format(today(), pgettext("as-of day", "j M"))
    facts = [_("as of %(day)s") % {"day": as_of}]
    if figures is None:
        return facts
    facts.append(_("%(n)s accepted") % {"n": f"{figures.totals.accepted:,}"})
    silent = [place for place in figures.places if not place.filed]
    if silent:
        names = _listed([place.organisation.short_name for place in silent])
        facts.append(_("%(names)s filed nothing (missing is not counted as 0)") % {"names": names})
    return facts


def _unfiled(figures: Figures) -> list[tuple[Place, int]]:
    """Those below of whom something is missing, with how many sheets."""
    return [(place, place.expected - place.filed) for place in figures.unfiled[:ROWS]]


def _behind(task: Listed) -> str:
    """Who is behind, by name as far as there is room."""
    return _listed(task.stuck)


def _listed(names: Sequence[str]) -> str:
    joined = pgettext("between items of a list", ", ").join(names[:NAMES])
    if len(names) <= NAMES:
        return joined
    words = ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", len(names) - NAMES)
    return words % {"names": joined, "n": len(names) - NAMES}


def strip(figures: Figures | None, seat: Organisation) -> list[dict[str, object]]:
    """The figures at the top, each with its unit, last year's and a door."""
    if figures is None:
        return []
    return [
        {
            "label": line_name(one.indicator),
            "figure": one.now.words or None,
            "unit": line_unit(one.indicator),
            "note": change_words(one) or _known(one.now.known, one.now.expected),
            "to": reverse("returns:figure", args=[figures.round.pk, seat.pk, one.indicator.code]),
        }
        for one in figures.headlines
    ]


def _known(known: int, expected: int) -> str:
    return _("known of %(known)s of %(expected)s") % {
        "known": f"{known:,}",
        "expected": f"{expected:,}",
    }


def ranking(figures: Figures | None, organisation: Organisation) -> dict[str, object]:
    """The league with what it is by, and the page where another figure can be chosen."""
    if figures is None or figures.ranked_by is None:
        return {"league": []}
    line = figures.ranked_by.indicator
    league = reverse("returns:league", args=[figures.round.pk])
    return {
        "league": league_rows(figures),
        "ranked_by": line_name(line),
        "unit": line_unit(line),
        "league_address": f"{league}?organisation={organisation.pk}&indicator={line.code}",
    }


def league_rows(figures: Figures) -> list[LeagueRow]:
    """The ranking; beside each place stands how much of it is filed."""
    return [_league_row(figures, place) for place in figures.places]


def _league_row(figures: Figures, place: Place) -> LeagueRow:
    share = place.filed * 100 // place.expected if place.expected else 0
    round_address = reverse("returns:round", args=[figures.round.pk])
    return LeagueRow(
        name=place.organisation.short_name,
        value=None if place.value is None else float(place.value),
        words=place.figure.words,
        address=f"{round_address}?organisation={place.organisation.pk}",
        place=place.rank,
        state="ok" if place.filed == place.expected else "info" if place.filed else "none",
        word=_("%(share)s%% filed") % {"share": share},
    )
