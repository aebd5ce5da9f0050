"""Tasks: drafted from what was required, issued through the cascade, reported on, accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record, record_all
from gonghui.cascade.actions.assignment import (
    accept_assignment,
    file_assignment,
    locked,
    send_back_assignment,
    start_work,
)
from gonghui.cascade.actions.directive import Ask, Source, issue
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, State
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Organisation
from gonghui.people.models import Account
from gonghui.plans.models import ProgressReport, Task
from gonghui.plans.queries.task import tasks_from
from gonghui.plans.rules.task import check_due, check_percent, check_title, check_words, title_of


@transaction.atomic
def draft_tasks(
    requirements: Sequence[str],
    *,
    issuer: Organisation,
    source: Source,
    by: Account,
    at: datetime,
) -> list[Task]:
    """Turn requirement sentences into draft tasks, in their order; nobody is asked yet.

    A sentence already drafted from the same address is left as it is, and so is an empty one.
    """
    there = set(tasks_from(source.address).values_list("requirement", flat=True))
    sentences = [text.strip() for text in requirements if text.strip()]
    fresh = [text for text in dict.fromkeys(sentences) if text not in there]
    tasks = Task.objects.bulk_create([_draft(text, issuer, source) for text in fresh])
    record_all([Deed("task.drafted", task, issuer.pk) for task in tasks], by=by, at=at)
    return tasks


def _draft(requirement: str, issuer: Organisation, source: Source) -> Task:
    return Task(
        title=title_of(requirement),
        requirement=requirement,
        basis_label=source.label,
        basis_quotation=source.quotation or requirement,
        basis_address=source.address,
        issuer=issuer,
    )


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """How a draft is to be issued.

    Attributes:
        due_on: The last day, inclusive.
        lead_department: Part of the issuer that leads; ``None`` when the whole office does.
        target: What is there when it is done, in words; may be empty.
    """

    title: str
    due_on: date
    lead_department: Department | None = None
    target: str = ""


def _drafted(task: Task) -> Task:
    """The draft as it is now, held until the transaction ends."""
    task = Task.objects.select_for_update(of=["self"]).select_related("issuer").get(pk=task.pk)
    if task.directive_id is not None:
        raise RuleBroken("task.already_issued", title=task.title)
    if task.dropped_at is not None:
        raise RuleBroken("task.dropped", title=task.title)
    return task


@transaction.atomic
def issue_task(
    task: Task, order: TaskOrder, *, to: Sequence[Organisation], by: Account, at: datetime
) -> Task:
    """Send a draft to the organisations that are to do it; each has it in its inbox at once.

    Raises:
        RuleBroken: ``task.already_issued``, ``task.dropped``, ``task.title_missing``,
            ``task.due_passed``, ``task.department_elsewhere``, and what ``cascade`` refuses.
    """
    task = _drafted(task)
    check_due(order.due_on, today=localdate(at))
    if order.lead_department and order.lead_department.organisation_id != task.issuer_id:
        raise RuleBroken("task.department_elsewhere", department=order.lead_department.name)
    task.title = check_title(order.title)
    task.due_on, task.target = order.due_on, order.target.strip()
    task.lead_department = order.lead_department
    task.directive = issue(_ask(task, order), issuer=task.issuer, to=to, by=by, at=at)
    task.save(
        update_fields=["title", "due_on", "target", "lead_department", "directive", "changed_at"]
    )
    record(Deed("task.issued", task, task.issuer_id, {"addressed": len(to)}), by=by, at=at)
    return task


def _ask(task: Task, order: TaskOrder) -> Ask:
    return Ask(
        kind=DirectiveKind.TASK,
        title=task.title,
        due_on=order.due_on,
        basis=Source(task.basis_label, task.basis_quotation, task.basis_address),
        body=task.requirement,
        department=order.lead_department,
    )


@transaction.atomic
def drop_task(task: Task, *, by: Account, at: datetime) -> Task:
    """Leave a draft aside: nobody will be asked. It stays on record.

    Raises:
        RuleBroken: ``task.already_issued`` or ``task.dropped``.
    """
    task = _drafted(task)
    task.dropped_at, task.dropped_by = at, by
    task.save(update_fields=["dropped_at", "dropped_by", "changed_at"])
    record(Deed("task.dropped", task, task.issuer_id), by=by, at=at)
    return task


@transaction.atomic
def report_progress(
    assignment: Assignment, *, percent: int, words: str, by: Account, at: datetime
) -> ProgressReport:
    """Say how far the work is; the first report signs for the task.

    Raises:
        RuleBroken: ``progress.not_a_share``, ``progress.words_missing`` or ``progress.closed``
            when the answer was filed already.
    """
    check_percent(percent)
    words = check_words(words)
    assignment = locked(assignment)
    if State(assignment.state) not in OPEN:
        raise RuleBroken("progress.closed")
    start_work(assignment, by=by, at=at)
    return _reported(assignment, percent, words, by=by, at=at)


def _reported(
    assignment: Assignment, percent: int, words: str, *, by: Account, at: datetime
) -> ProgressReport:
    report = ProgressReport.objects.create(
        assignment=assignment, percent=percent, words=words, at=at, by_name=by.display_name
    )
    facts = {"percent": percent}
    record(
        Deed("task.progress_reported", assignment, assignment.organisation_id, facts),
        by=by,
        at=at,
    )
    return report


@transaction.atomic
def file_task(assignment: Assignment, *, words: str, by: Account, at: datetime) -> Assignment:
    """Report the work as done, to whoever asked for it.

    Raises:
        RuleBroken: ``progress.words_missing`` or ``assignment.move_not_allowed``.
    """
    words = check_words(words)
    assignment = file_assignment(assignment, by=by, at=at)
    _reported(assignment, 100, words, by=by, at=at)
    record(Deed("task.filed", assignment, assignment.organisation_id), by=by, at=at)
    return assignment


@transaction.atomic
def accept_task(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """Accept the work as done (销号).

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    assignment = accept_assignment(assignment, by=by, at=at)
    record(Deed("task.accepted", assignment, assignment.organisation_id), by=by, at=at)
    return assignment


@transaction.atomic
def send_back_task(assignment: Assignment, *, reason: str, by: Account, at: datetime) -> Assignment:
    """Send the answer back with what has still to be done.

    Raises:
        RuleBroken: ``assignment.reason_missing`` or ``assignment.move_not_allowed``.
    """
    assignment = send_back_assignment(assignment, reason=reason, by=by, at=at)
    record(Deed("task.sent_back", assignment, assignment.organisation_id), by=by, at=at)
    return assignment
