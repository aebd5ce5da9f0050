"""The answer in words to one ask: written, filed, accepted or sent back."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.answer import (
    accept_answer,
    file_answer,
    save_answer,
    send_back_answer,
    take_back_answer,
)
from gonghui.cascade.forms.directive import AnswerForm, ReasonForm
from gonghui.cascade.models import Answer, Assignment
from gonghui.cascade.queries.assignment import assignments_where, own_where, to_review_where
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, DirectiveState, State
from gonghui.cascade.wording import STATE_WORDS
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for

RECEIVE, REVIEW = Permission.ASSIGNMENT_RECEIVE, Permission.ASSIGNMENT_REVIEW
WORDS = DirectiveKind.ANSWER.value


@requires(Permission.DIRECTIVE_VIEW)
def show(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """What is asked and what is answered; whoever was asked writes here."""
    seen = assignments_where(request.user, Permission.DIRECTIVE_VIEW)
    share = get_object_or_404(seen, pk=assignment_pk, directive__kind=WORDS)
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _saved(request, share, form):
        return redirect("cascade:answer", share.pk)
    return _page(request, share, form=form)


def _saved(request: SignedInRequest, share: Assignment, form: AnswerForm) -> bool:
    """Whether it was kept, and filed if that was asked; if not, the form says why."""
    get_object_or_404(own_where(request.user, RECEIVE), pk=share.pk)
    typed, by, at = form.cleaned_data, request.user, moment()
    try:
        with transaction.atomic():
            if acts_once(request):
                save_answer(share, typed["words"], edition=typed["edition"] or 0, by=by, at=at)
                _filed(request, share)
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def _filed(request: SignedInRequest, share: Assignment) -> None:
    if request.POST.get("then") == "file":
        file_answer(share, by=request.user, at=moment())
        messages.success(request, _("Filed: %(title)s") % {"title": share.directive.title})
    else:
        messages.success(request, _("Saved. It is not filed yet."))


def _page(
    request: SignedInRequest,
    share: Assignment,
    *,
    form: AnswerForm | None = None,
    sending: ReasonForm | None = None,
) -> HttpResponse:
    state = State(share.state)
    kept = Answer.objects.filter(assignment=share).select_related("saved_by__person").first()
    mine = RECEIVE in request.may and _among(own_where(request.user, RECEIVE), share)
    reviews = REVIEW in request.may and _among(to_review_where(request.user, REVIEW), share)
    out = share.directive.state == DirectiveState.ISSUED.value
    known = {"words": kept.words, "edition": kept.edition} if kept else {}
    facts = {
        "assignment": share,
        "directive": share.directive,
        "answer": kept,
        "state_word": STATE_WORDS[state],
        "may_write": mine and out and state in OPEN,
        "may_take_back": mine and state is State.FILED,
        "may_accept": reviews and state is State.FILED,
        "may_send_back": reviews and state in (State.FILED, State.ACCEPTED),
        "writing": form or AnswerForm(initial=known),
        "sending": sending or ReasonForm(),
        "form": form or sending,
        "now": moment(),
    }
    return render(request, "cascade/answer.html", facts)


def _among(shares: QuerySet[Assignment], share: Assignment) -> bool:
    return shares.filter(pk=share.pk).exists()


def _done(request: SignedInRequest, act: Callable[[], object]) -> None:
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            act()


@requires(RECEIVE)
@require_POST
def take_back(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """To mend it, before it is accepted."""
    own = own_where(request.user, RECEIVE).filter(directive__kind=WORDS)
    share = get_object_or_404(own, pk=assignment_pk)
    _done(request, lambda: take_back_answer(share, by=request.user, at=moment()))
    return redirect("cascade:answer", share.pk)


@requires(REVIEW)
@require_POST
def accept(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Accept it."""
    found = to_review_where(request.user, REVIEW).filter(directive__kind=WORDS)
    share = get_object_or_404(found, pk=assignment_pk)
    _done(request, lambda: accept_answer(share, by=request.user, at=moment()))
    return redirect("cascade:answer", share.pk)


@requires(REVIEW)
@require_POST
def send_back(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Back to its author, with what is to be mended."""
    found = to_review_where(request.user, REVIEW).filter(directive__kind=WORDS)
    share = get_object_or_404(found, pk=assignment_pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, share, sending=form)
    reason = form.cleaned_data["reason"]
    by, at = request.user, moment()
    _done(request, lambda: send_back_answer(share, reason=reason, by=by, at=at))
    return redirect("cascade:answer", share.pk)
