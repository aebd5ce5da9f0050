"""What one person proposed and a second one decides."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.actions.grant import (
    GIVE,
    Foreseen,
    Giving,
    foreseen,
    give,
    giving_of,
    givings_of,
)
from gonghui.access.actions.proposal import confirm as confirm_proposal
from gonghui.access.actions.proposal import refuse as refuse_proposal
from gonghui.access.permissions import Permission
from gonghui.access.queries import proposals_where
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.access.wording import ROLE_NAMES
from gonghui.directory.exports.account import proposals_listing
from gonghui.directory.views.giving import giving_rows
from gonghui.directory.views.told import differences
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.people.models import Account

MANAGE = Permission.GRANT_MANAGE
ROWS = 50
STATES = {
    "open": ("warn", pgettext_lazy("proposal", "waits for a second person")),
    "lapsed": ("none", pgettext_lazy("proposal", "lapsed")),
    "confirmed": ("ok", pgettext_lazy("proposal", "confirmed")),
    "refused": ("bad", pgettext_lazy("proposal", "refused")),
    "withdrawn": ("none", pgettext_lazy("proposal", "taken back")),
}
TITLE = gettext_lazy("What waits for a second person")


@requires(MANAGE)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """What waits for a second person, and what was decided, the newest first."""
    found = proposals_where(request.user, MANAGE).filter(kind=GIVE)
    if as_file(request):
        told = (line for piece in in_pieces(found) for line in _lines(piece))
        return file_answer(request, "proposals", proposals_listing(told), persons=found.count())
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    trail = [(_("Who may do what"), reverse("directory:grants")), (TITLE, "")]
    facts = {"page": page, "rows": _rows(list(page)), "trail": trail}
    return render(request, "directory/grant_proposals.html", facts)


def _rows(found: list[Any]) -> list[tuple[Any, object, Giving, tuple[str, object]]]:
    """Each with what is to be given, and how it stands."""
    return [
        (one, ROLE_NAMES[giving.role], giving, STATES[state_of(one)])
        for one, giving in zip(found, givings_of(found), strict=True)
    ]


def _lines(found: list[Any]) -> Iterator[list[str]]:
    """The same for a file."""
    for one, role, giving, (_look, state) in _rows(found):
        to = giving.to.display_name if isinstance(giving.to, Account) else giving.to
        until = f"{localtime(one.until_at):%Y-%m-%d %H:%M}"
        by = one.by.display_name
        yield [str(role), one.organisation.name, str(to), by, until, str(state)]


def state_of(one: Any) -> str:  # noqa: ANN401 -- a Proposal, whose class stays in its room
    """How it stands, a key of ``STATES``."""
    return "lapsed" if one.state == "open" and one.until_at <= moment() else str(one.state)


@requires(MANAGE)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One proposal with the difference it would make."""
    one = get_object_or_404(proposals_where(request.user, MANAGE).filter(kind=GIVE), pk=pk)
    state, giving = state_of(one), giving_of(one)
    shown, refusal = _outlook(one, giving) if state == "open" else (None, "")
    facts = {
        "proposal": one,
        "rows": giving_rows(giving),
        "state": STATES[state],
        "open": state == "open",
        "own": request.user.person_id == one.by.person_id,
        "refusal": refusal,
        "trail": _trail(),
    }
    return render(request, "directory/grant_proposal.html", facts | _difference(shown, giving))


def _outlook(one: Any, giving: Giving) -> tuple[Foreseen | None, str]:  # noqa: ANN401 -- as above
    """What it would make different; or why it cannot be done any more."""
    try:
        act = partial(give, giving, by=one.by, at=moment())
        return foreseen(act, giving.to, on=giving.from_on), ""
    except RuleBroken as broken:
        return None, sentence_for(broken)


def _difference(shown: Foreseen | None, giving: Giving) -> dict[str, object]:
    told = differences(shown) if shown else []
    return {"differences": told, "rest": shown.rest if shown else 0, "on": giving.from_on}


def _trail() -> list[tuple[str, str]]:
    return [
        (_("Who may do what"), reverse("directory:grants")),
        (str(TITLE), reverse("directory:grant-proposals")),
        (_("A role to be given"), ""),
    ]


@requires(MANAGE)
@require_POST
@step_up
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second person agrees, and it is done."""
    one = get_object_or_404(proposals_where(request.user, MANAGE), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            confirm_proposal(one, by=request.user, at=moment())
            messages.success(request, _("Confirmed. It holds from the next page they open."))
    return redirect("directory:grant-proposal", pk)


@requires(MANAGE)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is not done."""
    one = get_object_or_404(proposals_where(request.user, MANAGE), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            refuse_proposal(one, by=request.user, at=moment())
            messages.success(request, _("It is not done. The record keeps that it was proposed."))
    return redirect("directory:grant-proposal", pk)
