"""Which round, whose totals, which indicator a page is about; out of reach is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.access.checks import organisations_where, seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import path
from gonghui.returns.models import Round
from gonghui.returns.queries.round import rounds_where
from gonghui.returns.queries.sheet import stands_on
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Line
from gonghui.returns.views import lines

FIRST_SHOWN = "membership_rate"  # what a league is about until somebody chooses


def round_seen(request: SignedInRequest, pk: int) -> Round:
    """A round the person may see."""
    return get_object_or_404(rounds_where(request.user, Permission.ROUND_VIEW), pk=pk)


def organisation_seen(request: SignedInRequest, shown: Round) -> Organisation:
    """The organisation of ``?organisation=``, else the one where the person sits."""
    asked = request.GET.get("organisation", "")
    if asked:
        return named(request, asked)
    for seat in seated(request.held, Permission.ROUND_VIEW):
        if stands_on(shown, seat):
            return seat
    return _first_on(request, shown)


def named(request: SignedInRequest, pk: str | int) -> Organisation:
    """An organisation within the person's reach."""
    text = str(pk)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    reach = organisations_where(request.user, Permission.ROUND_VIEW)
    return get_object_or_404(reach, pk=int(text))


def _first_on(request: SignedInRequest, shown: Round) -> Organisation:
    """Somebody who sits above the issuer looks at the highest organisation of the round."""
    reach = organisations_where(request.user, Permission.ROUND_VIEW)
    own = reach.filter(pk=shown.issuer_id).first()
    found = own or reach.filter(pk__in=shown.sheets.values("organisation")).first()
    if found is None:
        raise Http404
    return found


def line_named(blank: Blank, code: str) -> Line:
    """An indicator of the form."""
    if code not in blank.line:
        raise Http404
    return blank.line[code]


def line_asked(request: SignedInRequest, blank: Blank) -> Line:
    """The indicator of ``?indicator=``, else the one a league is first about."""
    code = request.GET.get("indicator", "")
    if code:
        return line_named(blank, code)
    return blank.line.get(FIRST_SHOWN) or blank.lines[0]


def trail(shown: Round, organisation: Organisation, *last: str) -> list[tuple[str, str]]:
    """Where we are: the returns, the round, each organisation down to this one, the page."""
    from_issuer: list[Organisation] = []
    for one in path(organisation):
        if one.pk == shown.issuer_id or from_issuer:
            from_issuer.append(one)
    steps = [(one.short_name, lines.page("returns:round", shown, one)) for one in from_issuer[1:]]
    top = lines.page("returns:round", shown, shown.issuer)
    whole = [(_("Returns"), reverse("returns:rounds")), (shown.title, top), *steps]
    whole += [(name, "") for name in last]
    return [*whole[:-1], (whole[-1][0], "")]
