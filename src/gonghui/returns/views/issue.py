"""Issuing a return, and handing it on to those below."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.directive import Ask, Source
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import own_where
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once
from gonghui.foundation.wording import sentence_for
from gonghui.returns.actions.round import issue_round, relay_round
from gonghui.returns.forms.round import IssueForm, RelayForm
from gonghui.returns.models import Form, Round
from gonghui.returns.queries.burden import burden_of
from gonghui.returns.queries.form import newest
from gonghui.returns.queries.round import below_on, round_asked
from gonghui.returns.wording import is_english

HALF_YEAR = "half_year"


@requires(Permission.ROUND_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: SignedInRequest) -> HttpResponse:
    """Ask everybody below for a return; the burden stands beside the form."""
    asked = newest(HALF_YEAR)
    if asked is None:
        return render(request, "returns/issue_none.html")
    issuers = seated(request.held, Permission.ROUND_ISSUE)
    data = request.POST if request.method == "POST" else None
    form = IssueForm(issuers, data, today=today(), title=asked.title)
    if form.is_valid() and (pk := _issued(request, asked, form)):
        return redirect("returns:round", pk)
    burden = burden_of(asked, issuers[0])
    context = {"form": form, "asked": titled(asked), "burden": burden}
    return render(request, "returns/issue.html", context)


def titled(asked: Form) -> str:
    """A form's title in the reader's language."""
    return asked.english_title if is_english() else asked.title


def _issued(request: SignedInRequest, asked: Form, form: IssueForm) -> int | None:
    """The new round; ``None`` when a rule refused and the form says why."""
    try:
        made = _issue_once(request, asked, form.cleaned_data)
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return None
    messages.success(request, _("Issued: %(title)s") % {"title": made.title})
    return made.pk


@transaction.atomic
def _issue_once(request: SignedInRequest, asked: Form, told: Mapping[str, Any]) -> Round:
    if not acts_once(request):
        raise RuleBroken("form.sent_twice")
    return issue_round(
        asked,
        Ask(DirectiveKind.RETURN, told["title"], told["due_on"], Source(told["basis"])),
        period=told["period"],
        issuer=told["issuer"],
        by=request.user,
        at=moment(),
    )


@requires(Permission.ASSIGNMENT_RELAY)
@require_http_methods(["GET", "HEAD", "POST"])
def relay(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Hand a return on to everybody below, down to the grassroots."""
    own = own_where(request.user, Permission.ASSIGNMENT_RELAY)
    assignment = get_object_or_404(own, pk=assignment_pk)
    shown = round_asked(assignment)
    if shown is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = RelayForm(data, initial={"due_on": assignment.due_on})
    if form.is_valid() and _relayed(request, assignment, form):
        return redirect("cascade:board-below", assignment.pk)
    below = below_on(shown, assignment.organisation)
    context = {"form": form, "assignment": assignment, "round": shown, "below": below}
    return render(request, "returns/relay.html", context)


def _relayed(request: SignedInRequest, assignment: Assignment, form: RelayForm) -> bool:
    """Whether the rules let it go; if not, the form says why and keeps what was typed."""
    try:
        count = _relay_once(request, assignment, form.cleaned_data)
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    words = ngettext("Handed on to %(n)s organisation", "Handed on to %(n)s organisations", count)
    messages.success(request, words % {"n": count})
    return True


@transaction.atomic
def _relay_once(request: SignedInRequest, assignment: Assignment, told: Mapping[str, Any]) -> int:
    if not acts_once(request):
        raise RuleBroken("form.sent_twice")
    return relay_round(
        assignment,
        due_on=told["due_on"],
        instruction=told["instruction"],
        by=request.user,
        at=moment(),
    )
