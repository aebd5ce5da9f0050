"""What people ask about their own data, for those who answer."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.actions.proposal import confirm as confirm_proposal
from gonghui.access.actions.proposal import refuse as refuse_proposal
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.directory.actions import propose_erasure
from gonghui.directory.forms.request import AnswerForm
from gonghui.directory.queries.person import posts_of
from gonghui.directory.queries.request import (
    DECIDE,
    offices_of,
    place_of,
    proposal_of,
    requests_where,
    waiting_requests,
)
from gonghui.directory.views.own_data import request_rows
from gonghui.directory.views.own_request import outlook_facts
from gonghui.directory.views.proposal import STATES
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.request import answer as answer_request
from gonghui.people.models import DataRequest
from gonghui.people.queries.request import open_first
from gonghui.people.rules.privacy import RequestKind
from gonghui.people.wording import REQUEST_NOUNS


@requires(DECIDE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits for an answer, by the day it is due; then what was answered."""
    found = open_first(requests_where(request.user))
    count = waiting_requests(request.user).count()
    words = ngettext("%(n)s request waits", "%(n)s requests wait", count) % {"n": f"{count:,}"}
    posts = posts_of([one.person_id for one in found], on=today())
    rows = [
        {
            **row,
            "kind": REQUEST_NOUNS[RequestKind(one.kind)],
            "posts": posts.get(one.person_id, []),
        }
        for one, row in zip(found, request_rows(found), strict=True)
    ]
    facts = {"rows": rows, "heading": words if count else _("No request waits"), "now": moment()}
    return render(request, "directory/requests.html", facts)


@requires(DECIDE)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request, and what can be done about it."""
    one = _request_or_404(request, pk)
    return _shown(request, one, AnswerForm(takes_two=_erases(one)))


def _shown(request: SignedInRequest, one: DataRequest, form: AnswerForm) -> HttpResponse:
    proposal: Any = proposal_of(one, request.user)
    state = _proposal_state(proposal)
    facts = {
        "row": {**request_rows([one])[0], "kind": REQUEST_NOUNS[RequestKind(one.kind)]},
        "person": one.person,
        "posts": posts_of([one.person_id], on=today()).get(one.person_id, []),
        "may_enter": Permission.ORGANISATION_MANAGE in request.may,
        "own": one.person_id == request.user.person_id,
        "erases": _erases(one),
        "offices": offices_of(one.person, on=today()) if _erases(one) else [],
        "proposal": proposal,
        "proposal_state": STATES[state] if state else None,
        "proposal_open": state == "open",
        "proposed_by_me": proposal is not None and proposal.by.person_id == request.user.person_id,
        "form": form,
        "now": moment(),
        "trail": [
            (_("Requests about personal data"), reverse("directory:requests")),
            (one.person.name, ""),
        ],
        **outlook_facts(one.person, RequestKind(one.kind)),
    }
    return render(request, "directory/request.html", facts)


def _erases(one: DataRequest) -> bool:
    return one.kind == RequestKind.ERASE.value


def _proposal_state(proposal: Any) -> str:  # noqa: ANN401 -- a Proposal, whose class stays in its room
    if proposal is None:
        return ""
    lapsed = proposal.state == "open" and proposal.until_at <= moment()
    return "lapsed" if lapsed else str(proposal.state)


@requires(DECIDE)
@require_http_methods(["POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what was done, or why it is not done."""
    one = _request_or_404(request, pk)
    form = AnswerForm(request.POST, takes_two=_erases(one))
    if not form.is_valid() or not _answered(request, one, form):
        return _shown(request, one, form)
    return redirect("directory:request", pk)


def _answered(request: SignedInRequest, one: DataRequest, form: AnswerForm) -> bool:
    try:
        with transaction.atomic():
            if acts_once(request):
                words = form.cleaned_data["answer"]
                answer_request(one, words, granted=form.granted, by=request.user, at=moment())
                messages.success(request, _("Answered. The person finds it under “My data”."))
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


@requires(DECIDE)
@require_POST
@step_up
def erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose to erase; a second person confirms."""
    one = _request_or_404(request, pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            place = place_of(one.person, request.user)
            if place is None:
                raise Http404
            propose_erasure(one, place, by=request.user, at=moment())
            messages.success(request, _("Proposed. A second person confirms it on this page."))
    return redirect("directory:request", pk)


@requires(DECIDE)
@require_POST
@step_up
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second person agrees, and it is done."""
    one = _request_or_404(request, pk)
    proposal = _proposal_or_404(request, one)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            confirm_proposal(proposal, by=request.user, at=moment())
            messages.success(request, _("Erased. What stays, stays as history only."))
    still = DataRequest.objects.filter(pk=pk).exists()
    return redirect("directory:request", pk) if still else redirect("directory:requests")


@requires(DECIDE)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is not done in this way; the request itself still waits for an answer."""
    one = _request_or_404(request, pk)
    proposal = _proposal_or_404(request, one)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            refuse_proposal(proposal, by=request.user, at=moment())
            messages.success(request, _("Not done. The request still waits for an answer."))
    return redirect("directory:request", pk)


def _request_or_404(request: SignedInRequest, pk: int) -> DataRequest:
    return get_object_or_404(requests_where(request.user), pk=pk)


def _proposal_or_404(request: SignedInRequest, one: DataRequest) -> Any:  # noqa: ANN401 -- a Proposal, whose class stays in its room
    proposal = proposal_of(one, request.user)
    if proposal is None:
        raise Http404
    return proposal
