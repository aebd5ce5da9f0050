"""Pages about tasks for those who issue and watch them."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.rules.assignment import State
from gonghui.documents.exports.workbook import Listing
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.foundation.web import acts_once, moment, refusals_shown
from gonghui.organisations.queries.tree import children
from gonghui.plans.actions.task import drop_task, issue_task
from gonghui.plans.exports import drafts_listing, shares_listing, tasks_listing
from gonghui.plans.forms import TaskOrderForm
from gonghui.plans.models import Task
from gonghui.plans.queries.task import (
    Standing,
    answers_where,
    drafts_where,
    listed,
    own_answers_where,
    own_tasks_where,
    reviews_where,
    standing,
    standings,
    tasks_seen_where,
    tasks_where,
)
from gonghui.plans.rules.light import LightState, count_lights, sum_of
from gonghui.plans.views.standing import shown
from gonghui.plans.wording import listing, task_finding, tasks_finding


@requires(Permission.TASK_VIEW)
def index(request: SignedInRequest) -> HttpResponseBase:
    """Drafts to issue, tasks issued, and what is asked of the person's own organisations."""
    if as_file(request):
        listing = PARTS.get(request.GET.get("part", ""), _issued)
        return file_answer(request, "tasks", listing(request))
    rows = listed(list(own_tasks_where(request.user, Permission.TASK_VIEW)), today=today())
    asked = _asked_of(request)
    lights = [row.counts for row in rows] or [count_lights(one.light for one in asked)]
    context = {
        "drafts": drafts_where(request.user, Permission.TASK_ISSUE),
        "rows": rows,
        "asked": shown(asked),
        "finding": tasks_finding(len(rows) or len(asked), sum_of(lights)),
    }
    return render(request, "plans/tasks.html", context)


def _issued(request: SignedInRequest) -> Listing:
    rows = listed(list(own_tasks_where(request.user, Permission.TASK_VIEW)), today=today())
    return tasks_listing(rows, today=today())


def _asked(request: SignedInRequest) -> Listing:
    return shares_listing(_("Asked of us"), _asked_of(request), today=today())


def _required(request: SignedInRequest) -> Listing:
    return drafts_listing(drafts_where(request.user, Permission.TASK_ISSUE))


PARTS = {"asked": _asked, "drafts": _required}


def _asked_of(request: SignedInRequest) -> list[Standing]:
    mine = own_answers_where(request.user, Permission.TASK_VIEW).order_by("due_on", "pk")
    return standings(list(mine), today=today())


@requires(Permission.TASK_VIEW)
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One task: who is how far, in their own words; and where it comes from."""
    task = get_object_or_404(tasks_seen_where(request.user, Permission.TASK_VIEW), pk=pk)
    if task.directive_id is None:
        return redirect("plans:task-issue", pk=task.pk)
    rows = _rows(request, task)
    if as_file(request):
        listing = shares_listing(task.title, rows, today=today())
        return file_answer(request, f"task-{task.pk}", listing)
    return render(request, "plans/task.html", _facts_of(request, task, rows))


def _rows(request: SignedInRequest, task: Task) -> list[Standing]:
    """The shares the person may see; the issuer's own people see them all."""
    seen = set(answers_where(request.user, Permission.TASK_VIEW).values_list("pk", flat=True))
    return [one for one in standing(task, today()) if one.assignment.pk in seen]


def _facts_of(request: SignedInRequest, task: Task, rows: list[Standing]) -> dict[str, object]:
    counts = count_lights(one.light for one in rows)
    states = [one.state for one in rows]
    return {
        "task": task,
        "rows": shown(rows),
        "finding": task_finding(task.title, counts),
        "accepted": states.count(State.ACCEPTED),
        "to_accept": states.count(State.FILED),
        "counts": counts,
        "behind_words": listing(
            one.organisation.short_name for one in rows if one.light.state is LightState.BAD
        ),
        "may_review": reviews_where(request.user, Permission.TASK_REVIEW)
        .filter(directive=task.directive_id)
        .exists(),
    }


@requires(Permission.TASK_ISSUE)
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Issue a draft: title, target, lead department, due date, and who is asked."""
    task = get_object_or_404(tasks_where(request.user, Permission.TASK_ISSUE), pk=pk)
    if task.directive_id is not None:
        return redirect("plans:task", pk=task.pk)
    form = TaskOrderForm(task, request.POST or None)
    if form.is_valid() and _is_out(request, task, form):
        return redirect("plans:task", pk=task.pk)
    context = {"task": task, "form": form, "below": children(task.issuer).count()}
    return render(request, "plans/task_issue.html", context)


def _is_out(request: SignedInRequest, task: Task, form: TaskOrderForm) -> bool:
    """Whether the task is out; a refusal is told and leaves what was typed on the page."""
    to = form.cleaned_data["to"]
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            issue_task(task, form.order(), to=to, by=request.user, at=moment())
    return Task.objects.filter(pk=task.pk, directive__isnull=False).exists()


@requires(Permission.TASK_ISSUE)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a draft aside."""
    task = get_object_or_404(drafts_where(request.user, Permission.TASK_ISSUE), pk=pk)
    with refusals_shown(request):
        drop_task(task, by=request.user, at=moment())
    return redirect("plans:tasks")
