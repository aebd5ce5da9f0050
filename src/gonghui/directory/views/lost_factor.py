"""A lost second factor: one removes it; of an administrator one proposes and another confirms."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.actions.lost_factor import LOST, accounts_of, remove_or_propose
from gonghui.access.actions.proposal import confirm as confirm_proposal
from gonghui.access.actions.proposal import refuse as refuse_proposal
from gonghui.access.permissions import Permission
from gonghui.access.queries import proposals_where
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.directory.forms.account import LostFactorForm
from gonghui.directory.queries.account import MANAGE, account_where
from gonghui.directory.views.proposal import STATES, state_of
from gonghui.foundation.clock import moment
from gonghui.foundation.web import acts_once, refusals_shown

CONFIRM = Permission.ACCOUNT_CONFIRM
ROWS = 50


@requires(MANAGE)
@require_POST
@step_up
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove it, or propose to."""
    account, form = account_where(request.user, pk), LostFactorForm(request.POST)
    if account is None:
        raise Http404
    proof = form.cleaned_data["proof"] if form.is_valid() else ""
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            waits = remove_or_propose(account, proof, by=request.user, at=moment())
            messages.success(request, _("Proposed.") if waits else _("Removed."))
    return redirect("directory:account", pk)


@requires(CONFIRM)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits for a second person, and what was decided, the newest first."""
    found = list(proposals_where(request.user, CONFIRM).filter(kind=LOST)[:ROWS])
    accounts, own = accounts_of(found), request.user.person_id
    rows = [
        (one, accounts[one.pk], STATES[state], state == "open", one.by.person_id == own)
        for one, state in ((one, state_of(one)) for one in found)
    ]
    trail = [(_("Lost second factors"), "")]
    return render(request, "directory/lost_factors.html", {"rows": rows, "trail": trail})


@requires(CONFIRM)
@require_POST
@step_up
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second person agrees, and it is done."""
    one = get_object_or_404(proposals_where(request.user, CONFIRM).filter(kind=LOST), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            confirm_proposal(one, by=request.user, at=moment())
            messages.success(request, _("Removed. The person is told and sets up another."))
    return redirect(reverse("directory:lost-factors"))


@requires(CONFIRM)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is not done."""
    one = get_object_or_404(proposals_where(request.user, CONFIRM).filter(kind=LOST), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            refuse_proposal(one, by=request.user, at=moment())
            messages.success(request, _("It is not done. The record keeps that it was proposed."))
    return redirect(reverse("directory:lost-factors"))
