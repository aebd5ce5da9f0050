"""A directive from its first draft to its end: written, approved, issued, amended, ended."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.delivery import issue_draft
from gonghui.cascade.actions.draft import (
    approve_draft,
    change_draft,
    draft_directive,
    drop_draft,
    return_draft,
    submit_draft,
)
from gonghui.cascade.actions.ending import amend_directive, close_directive, withdraw_directive
from gonghui.cascade.forms.directive import AmendForm, DirectiveForm, IssuerForm, ReasonForm
from gonghui.cascade.models import Directive
from gonghui.cascade.queries.assignment import directives_where
from gonghui.cascade.queries.directive import drafts_where, own_directives_where
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.cascade.views.told import draft_facts, issued_facts
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for

ISSUE, APPROVE = Permission.DIRECTIVE_ISSUE, Permission.DIRECTIVE_APPROVE


@requires(ISSUE)
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a directive."""
    seats = seated(request.held, ISSUE)
    issuer = IssuerForm(request.GET or None, seats=seats).chosen()
    form = DirectiveForm(request.POST or None, issuer=issuer)
    if form.is_valid() and (made := _drafted(request, form, None)):
        return redirect("cascade:draft", made.pk)
    facts = {"form": form, "issuer": issuer, "seats": seats if len(seats) > 1 else []}
    return render(request, "cascade/directive_edit.html", facts)


@requires(ISSUE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft anew."""
    directive = get_object_or_404(drafts_where(request.user, ISSUE), pk=pk)
    form = DirectiveForm(request.POST or None, issuer=directive.issuer, draft=directive)
    if form.is_valid() and _drafted(request, form, directive):
        return redirect("cascade:draft", pk)
    facts = {"form": form, "issuer": directive.issuer, "directive": directive}
    return render(request, "cascade/directive_edit.html", facts)


def _drafted(
    request: SignedInRequest, form: DirectiveForm, directive: Directive | None
) -> Directive | None:
    """The draft as kept; ``None`` when a rule refuses, and then the form says which."""
    by, at = request.user, moment()
    try:
        with transaction.atomic():
            if not acts_once(request):
                return directive or drafts_where(request.user, ISSUE).first()
            if directive is None:
                return draft_directive(form.draft(), issuer=form.issuer, by=by, at=at)
            edition = form.cleaned_data["edition"] or 0
            return change_draft(directive, form.draft(), edition=edition, by=by, at=at)
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return None


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """A directive nobody outside the office has seen yet: what it says, and whom it would reach."""
    found = drafts_where(request.user, Permission.DIRECTIVE_VIEW)
    directive = get_object_or_404(found, pk=pk)
    return render(request, "cascade/draft.html", draft_facts(request, directive))


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was issued, and what was changed about it since."""
    found = directives_where(request.user, Permission.DIRECTIVE_VIEW)
    directive = get_object_or_404(found, pk=pk)
    return render(request, "cascade/directive.html", issued_facts(request, directive))


def _done(
    request: SignedInRequest, directive: Directive, act: Callable[[], object], words: str
) -> None:
    """Act once and say so, or tell why not."""
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            act()
            messages.success(request, words % {"title": directive.title})


@requires(ISSUE)
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand it to whoever approves."""
    directive = get_object_or_404(drafts_where(request.user, ISSUE), pk=pk)
    by, at = request.user, moment()
    words = _("Submitted for approval: %(title)s")
    _done(request, directive, lambda: submit_draft(directive, by=by, at=at), words)
    return redirect("cascade:draft", pk)


@requires(APPROVE)
@require_POST
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """It may go out."""
    directive = get_object_or_404(drafts_where(request.user, APPROVE), pk=pk)
    by, at = request.user, moment()
    words = _("Approved: %(title)s")
    _done(request, directive, lambda: approve_draft(directive, by=by, at=at), words)
    return redirect("cascade:draft", pk)


@requires(APPROVE)
@require_POST
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to its author, with what is to be changed."""
    directive = get_object_or_404(drafts_where(request.user, APPROVE), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        facts = draft_facts(request, directive, returning=form)
        return render(request, "cascade/draft.html", facts)
    reason = form.cleaned_data["reason"]
    by, at = request.user, moment()
    words = _("Given back to its author: %(title)s")
    _done(request, directive, lambda: return_draft(directive, reason=reason, by=by, at=at), words)
    return redirect("cascade:draft", pk)


@requires(ISSUE)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """It will not be sent."""
    directive = get_object_or_404(drafts_where(request.user, ISSUE), pk=pk)
    by, at = request.user, moment()
    words = _("Left aside: %(title)s")
    _done(request, directive, lambda: drop_draft(directive, by=by, at=at), words)
    return redirect(f"{reverse('cascade:inbox')}?tab=drafts")


@requires(ISSUE)
@require_POST
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it out."""
    directive = get_object_or_404(drafts_where(request.user, ISSUE), pk=pk)
    by, at = request.user, moment()
    words = _("Issued: %(title)s")
    _done(request, directive, lambda: issue_draft(directive, by=by, at=at), words)
    directive.refresh_from_db(fields=["state"])
    out = directive.state == DirectiveState.ISSUED.value
    return redirect("cascade:board" if out else "cascade:draft", pk)


@requires(ISSUE)
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is asked or until when, with the reason."""
    directive = get_object_or_404(own_directives_where(request.user, ISSUE), pk=pk)
    now = {"body": directive.body, "due_on": directive.due_on}
    form = AmendForm(request.POST or None, initial=now)
    if form.is_valid() and _amended(request, directive, form):
        return redirect("cascade:directive", pk)
    facts = {"form": form, "directive": directive}
    return render(request, "cascade/directive_amend.html", facts)


def _amended(request: SignedInRequest, directive: Directive, form: AmendForm) -> bool:
    try:
        with transaction.atomic():
            if acts_once(request):
                amend_directive(directive, **form.cleaned_data, by=request.user, at=moment())
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


@requires(ISSUE)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is done with."""
    directive = get_object_or_404(own_directives_where(request.user, ISSUE), pk=pk)
    by, at = request.user, moment()
    words = _("Closed: %(title)s")
    _done(request, directive, lambda: close_directive(directive, by=by, at=at), words)
    return redirect("cascade:directive", pk)


@requires(ISSUE)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back, with the reason."""
    directive = get_object_or_404(own_directives_where(request.user, ISSUE), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        facts = issued_facts(request, directive, withdrawing=form)
        return render(request, "cascade/directive.html", facts)
    reason = form.cleaned_data["reason"]
    by, at = request.user, moment()
    words = _("Withdrawn: %(title)s")
    _done(
        request,
        directive,
        lambda: withdraw_directive(directive, reason=reason, by=by, at=at),
        words,
    )
    return redirect("cascade:directive", pk)
