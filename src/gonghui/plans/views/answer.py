"""Pages of the organisation asked: sign for the task, report on it, file it; and its review."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.assignment import receive_assignment
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.foundation.web import acts_once, moment, refusals_shown
from gonghui.plans.actions.task import accept_task, file_task, report_progress, send_back_task
from gonghui.plans.exports import shares_listing
from gonghui.plans.forms import FilingForm, ProgressForm, SendBackForm
from gonghui.plans.queries.task import (
    answers_where,
    own_answers_where,
    relayed_standing,
    reports_on,
    reviews_where,
    standings,
    task_of,
)
from gonghui.plans.views.standing import shown


@requires(Permission.TASK_VIEW)
def show(request: SignedInRequest, assignment_pk: int) -> HttpResponseBase:
    """What is asked of one organisation, what it reported, and what can be done now."""
    share = get_object_or_404(answers_where(request.user, Permission.TASK_VIEW), pk=assignment_pk)
    if as_file(request):
        below = relayed_standing(share, today=today())
        listing = shares_listing(share.directive.title, below, today=today())
        return file_answer(request, f"task-{share.pk}", listing)
    return _page(request, share)


def _page(
    request: SignedInRequest,
    share: Assignment,
    *,
    progress: ProgressForm | None = None,
    filing: FilingForm | None = None,
    sending: SendBackForm | None = None,
) -> HttpResponse:
    state = State(share.state)
    mine = own_answers_where(request.user, Permission.TASK_REPORT).filter(pk=share.pk).exists()
    reviews = reviews_where(request.user, Permission.TASK_REVIEW).filter(pk=share.pk).exists()
    receives = own_answers_where(request.user, Permission.ASSIGNMENT_RECEIVE)
    context = {
        "share": share,
        "task": task_of(share),
        "row": next(iter(shown(standings([share], today=today()))), None),
        "reports": reports_on(share),
        "below": shown(relayed_standing(share, today=today())),
        "progress": progress or ProgressForm(),
        "filing": filing or FilingForm(auto_id="filing_%s"),
        "sending": sending or SendBackForm(),
        "form": progress or filing or sending,
        "may_receive": state is State.SENT and receives.filter(pk=share.pk).exists(),
        "may_report": mine and state in OPEN,
        "may_accept": reviews and state is State.FILED,
        "may_send_back": reviews and state in (State.FILED, State.ACCEPTED),
    }
    return render(request, "plans/answer.html", context)


def _done(request: SignedInRequest, deed: Callable[[], object]) -> None:
    """Act once, or tell why not."""
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            deed()


@requires(Permission.ASSIGNMENT_RECEIVE)
@require_POST
def receive(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Sign for the task."""
    mine = own_answers_where(request.user, Permission.ASSIGNMENT_RECEIVE)
    share = get_object_or_404(mine, pk=assignment_pk)
    _done(request, lambda: receive_assignment(share, by=request.user, at=moment()))
    return redirect("plans:answer", assignment_pk=share.pk)


@requires(Permission.TASK_REPORT)
@require_POST
def report(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Report how far the work is."""
    mine = own_answers_where(request.user, Permission.TASK_REPORT)
    share = get_object_or_404(mine, pk=assignment_pk)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, share, progress=form)
    told = form.cleaned_data
    _done(request, lambda: report_progress(share, **told, by=request.user, at=moment()))
    return redirect("plans:answer", assignment_pk=share.pk)


@requires(Permission.TASK_REPORT)
@require_POST
def file(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """File the work as done."""
    mine = own_answers_where(request.user, Permission.TASK_REPORT)
    share = get_object_or_404(mine, pk=assignment_pk)
    form = FilingForm(request.POST, auto_id="filing_%s")
    if not form.is_valid():
        return _page(request, share, filing=form)
    words = form.cleaned_data["words"]
    _done(request, lambda: file_task(share, words=words, by=request.user, at=moment()))
    return redirect("plans:answer", assignment_pk=share.pk)


@requires(Permission.TASK_REVIEW)
@require_POST
def accept(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Accept the work as done."""
    reviewed = reviews_where(request.user, Permission.TASK_REVIEW)
    share = get_object_or_404(reviewed, pk=assignment_pk)
    _done(request, lambda: accept_task(share, by=request.user, at=moment()))
    return redirect("plans:answer", assignment_pk=share.pk)


@requires(Permission.TASK_REVIEW)
@require_POST
def send_back(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """Send the answer back with what has still to be done."""
    reviewed = reviews_where(request.user, Permission.TASK_REVIEW)
    share = get_object_or_404(reviewed, pk=assignment_pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _page(request, share, sending=form)
    reason = form.cleaned_data["reason"]
    _done(request, lambda: send_back_task(share, reason=reason, by=request.user, at=moment()))
    return redirect("plans:answer", assignment_pk=share.pk)
