"""Tasks, and what is reported on them."""

from collections.abc import Sequence
from datetime import date, datetime

from gonghui.cascade.actions.directive import Source
from gonghui.cascade.models import Assignment
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.plans.actions.task import TaskOrder, draft_tasks, issue_task
from gonghui.plans.models import ProgressReport, Task
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

MEETING = Source(label="半年工作会", address="/meetings/7/")
REQUIREMENT = "要在新业态建会上下功夫，把快递小哥组织起来。"


def make_draft(issuer: Organisation | None = None, requirement: str = REQUIREMENT) -> Task:
    issuer = issuer or make_organisation("铜仁市总工会", kind=Kind.CITY)
    (task,) = draft_tasks([requirement], issuer=issuer, source=MEETING, by=make_job(), at=IN_JULY)
    return task


def make_issued(
    issuer: Organisation | None = None,
    to: Sequence[Organisation] | None = None,
    *,
    title: str = "新业态建会",
    due_on: date = DUE,
    at: datetime = IN_JULY,
) -> Task:
    """A task sent to ``to``; to one county when nobody is named."""
    issuer = issuer or make_organisation("铜仁市总工会", kind=Kind.CITY)
    to = to or [make_organisation("江口县总工会", kind=Kind.COUNTY, parent=issuer)]
    draft = make_draft(issuer, f"{title}要抓紧。")
    return issue_task(draft, TaskOrder(title, due_on), to=to, by=make_job(), at=at)


def share_of(task: Task, organisation: Organisation | None = None) -> Assignment:
    """The share of one organisation; of the only one when none is named."""
    shares = Assignment.objects.filter(directive=task.directive_id)
    return shares.get(organisation=organisation) if organisation else shares.get()


def make_report(
    assignment: Assignment,
    percent: int = 40,
    *,
    words: str = "已走访 12 家站点",
    at: datetime = IN_JULY,
) -> ProgressReport:
    return ProgressReport.objects.create(
        assignment=assignment, percent=percent, words=words, at=at, by_name="麻青松"
    )
