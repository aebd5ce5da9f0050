"""In which capacity one acts, and what one lends to a colleague while away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.access.actions.delegation import delegate, end_delegations
from gonghui.access.permissions import Permission, Role
from gonghui.access.queries import accounts_where, delegations_of, lendable
from gonghui.access.web import SignedInRequest, act_as, requires
from gonghui.access.wording import ROLE_NAMES
from gonghui.directory.exports.account import delegations_listing
from gonghui.directory.forms.delegation import LendForm, lent_words
from gonghui.directory.views.entry import entered
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.web import refusals_shown

ROWS = 100
NOW = ("ok", pgettext_lazy("delegation", "in force"))
LATER = ("info", pgettext_lazy("delegation", "begins later"))
OVER = ("none", pgettext_lazy("delegation", "over"))


@requires(Permission.DESK_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest) -> HttpResponseBase:
    """My capacities, what I lent and what was lent to me; lending more."""
    if as_file(request):
        lines = [_line(one) for one in delegations_of(request.user)]
        return file_answer(request, "lent", delegations_listing(lines), persons=len(lines))
    own = lendable(request.user, on=today())
    form = LendForm(
        request.POST or None,
        lendable=[
            (str(one.pk), lent_words(Role(one.role), str(one.post), one.organisation.name))
            for one in own
        ],
        colleagues=accounts_where(request.user, Permission.ORGANISATION_VIEW),
        today=today(),
    )
    if entered(request, form, lambda: _lend(request, form)):
        messages.success(request, _("Lent. Your colleague can act for you from the first day on."))
        return redirect("directory:delegations")
    facts = {"form": form, "may_lend": bool(own), "rows": _rows(request)}
    return render(request, "directory/delegations.html", facts)


def _lend(request: SignedInRequest, form: LendForm) -> None:
    typed = form.cleaned_data
    chosen = lendable(request.user, on=today()).filter(pk__in=typed["grants"])
    days = (typed["from_on"], typed["until_on"])
    delegate(list(chosen), to=typed["to"], days=days, by=request.user, at=moment())


def _rows(request: SignedInRequest) -> list[dict[str, object]]:
    """What was lent either way, the latest first."""
    return [
        {
            "one": one,
            "mine": one.giver_id == request.user.pk,
            "role": ROLE_NAMES[Role(one.grant.role)],
            "state": _state(
                one.ended_at is not None, one.from_on > today(), one.until_on < today()
            ),
            "ends": one.ended_at is None and one.until_on >= today(),
        }
        for one in delegations_of(request.user)[:ROWS]
    ]


def _line(one: Any) -> list[str]:  # noqa: ANN401 -- a Delegation, whose class stays in its room
    """A row of the file."""
    over, later = one.ended_at is not None, one.from_on > today()
    return [
        str(ROLE_NAMES[Role(one.grant.role)]),
        str(one.grant.post),
        one.giver.display_name,
        one.account.display_name,
        date_format(one.from_on),
        date_format(one.until_on),
        str(_state(over, later, one.until_on < today())[1]),
    ]


def _state(ended: bool, later: bool, past: bool) -> tuple[str, object]:  # noqa: FBT001 -- a row
    if ended or past:
        return OVER
    return LATER if later else NOW


@requires(Permission.DESK_VIEW)
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was lent goes back at once; either of the two may say so."""
    one = get_object_or_404(delegations_of(request.user), pk=pk)
    with refusals_shown(request):
        end_delegations([one], by=request.user, at=moment())
        messages.success(request, _("Ended. It holds no longer."))
    return redirect("directory:delegations")


@requires(Permission.DESK_VIEW)
@require_POST
def choose(request: SignedInRequest) -> HttpResponse:
    """Act in another capacity from now on."""
    chosen = act_as(request, request.POST.get("capacity", ""))
    if chosen is None:
        raise Http404
    messages.success(request, _("You now act as %(title)s.") % {"title": chosen.title})
    return redirect("/")
