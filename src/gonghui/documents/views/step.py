"""Each step of a paper, by a button or a small form of its page."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.actions import paper as acts
from gonghui.documents.actions.number import register as give_number
from gonghui.documents.forms.paper import NumberForm, ReasonForm
from gonghui.documents.models import Paper
from gonghui.documents.queries.paper import MAY_STEP, papers_where
from gonghui.documents.rules.handling import Step
from gonghui.documents.wording import CHOOSE_REGISTER, STEP_DONE
from gonghui.foundation.clock import moment
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.people.models import Account

View = Callable[..., HttpResponseBase]
Act = Callable[[Paper, HttpRequest, Account, datetime], Paper]


def _step(step: Step, act: Act) -> View:
    """A view that takes one step, for those who may, and leads back to the paper."""

    @requires(MAY_STEP[step])
    @require_POST
    def taken(request: SignedInRequest, pk: int) -> HttpResponse:
        paper = get_object_or_404(papers_where(request.user, MAY_STEP[step]), pk=pk)
        with refusals_shown(request), transaction.atomic():
            if acts_once(request):
                act(paper, request, request.user, moment())
                messages.success(request, STEP_DONE[step])
        # a dropped draft is still there for who drafts
        return redirect("documents:paper", pk=pk)

    return taken


def _edition(request: HttpRequest) -> int:
    """Which version was read; one that is not told is none."""
    told = request.POST.get("edition", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1  # noqa: PLR2004 -- digits of an edition


def _reason(request: HttpRequest) -> str:
    """What was typed; whether it will do, the action decides."""
    form = ReasonForm(request.POST)
    form.is_valid()
    return str(form.cleaned_data.get("reason", ""))


submit = _step(Step.SUBMIT, lambda p, _, by, at: acts.submit(p, by=by, at=at))
take_back = _step(Step.TAKE_BACK, lambda p, _, by, at: acts.take_back(p, by=by, at=at))
drop = _step(Step.DROP, lambda p, _, by, at: acts.drop(p, by=by, at=at))
issue = _step(Step.ISSUE, lambda p, _, by, at: acts.issue(p, by=by, at=at))
archive = _step(Step.ARCHIVE, lambda p, _, by, at: acts.archive(p, by=by, at=at))
pass_on = _step(Step.PASS, lambda p, r, by, at: acts.pass_on(p, edition=_edition(r), by=by, at=at))
sign = _step(Step.SIGN, lambda p, r, by, at: acts.sign(p, edition=_edition(r), by=by, at=at))
send_back = _step(
    Step.SEND_BACK, lambda p, r, by, at: acts.send_back(p, reason=_reason(r), by=by, at=at)
)
refuse = _step(Step.REFUSE, lambda p, r, by, at: acts.refuse(p, reason=_reason(r), by=by, at=at))
void = _step(Step.VOID, lambda p, r, by, at: acts.void(p, reason=_reason(r), by=by, at=at))


@requires(Permission.PAPER_REGISTER)
@require_POST
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the paper the next number of the chosen register."""
    paper = get_object_or_404(papers_where(request.user, Permission.PAPER_REGISTER), pk=pk)
    form = NumberForm(paper, request.POST)
    if not form.is_valid():
        messages.error(request, CHOOSE_REGISTER)
        return redirect("documents:paper", pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            give_number(paper, form.cleaned_data["series"], by=request.user, at=moment())
            messages.success(request, STEP_DONE[Step.REGISTER])
    return redirect("documents:paper", pk=pk)
