from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import State
from gonghui.foundation.errors import RuleBroken
from gonghui.plans.actions.task import (
    TaskOrder,
    accept_task,
    draft_tasks,
    drop_task,
    file_task,
    issue_task,
    report_progress,
    send_back_task,
)
from gonghui.plans.models import ProgressReport, Task
from tests.factories.access import make_account
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_department, make_tree
from tests.factories.people import make_job
from tests.factories.plans import MEETING, make_draft, make_issued, make_report, share_of

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_draft_tasks_keeps_sentence_source_and_order_and_asks_nobody():
    city = make_tree().city

    drafts = draft_tasks(
        ["一、抓好新业态建会，不落一家。", " ", "二、办好职工服务中心。"],
        issuer=city, source=MEETING, by=make_job(), at=IN_JULY,
    )  # fmt: skip

    assert [
        (task.title, task.requirement, task.basis_label, task.basis_quotation, task.basis_address)
        for task in Task.objects.order_by("pk")
    ] == [
        (
            "抓好新业态建会",
            "一、抓好新业态建会，不落一家。",
            "半年工作会",
            "一、抓好新业态建会，不落一家。",
            "/meetings/7/",
        ),
        (
            "办好职工服务中心",
            "二、办好职工服务中心。",
            "半年工作会",
            "二、办好职工服务中心。",
            "/meetings/7/",
        ),
    ]
    assert [task.pk for task in drafts] == [task.pk for task in Task.objects.order_by("pk")]
    assert (Directive.objects.count(), verbs()) == (0, ["task.drafted", "task.drafted"])


def test_draft_tasks_drafts_a_sentence_of_a_source_once():
    draft = make_draft()

    again = draft_tasks(
        [draft.requirement, "新的一条要求。"],
        issuer=draft.issuer, source=MEETING, by=make_job(), at=IN_JULY,
    )  # fmt: skip

    assert [task.requirement for task in again] == ["新的一条要求。"]
    assert Task.objects.count() == 2


def test_issue_task_sends_it_through_the_cascade():
    tree = make_tree()
    draft = make_draft(tree.city)
    department = make_department(tree.city)
    by = make_account()

    issue_task(
        draft,
        TaskOrder("新业态建会", DUE, department, "每县新建 3 家"),
        to=tree.counties, by=by, at=IN_JULY,
    )  # fmt: skip

    draft.refresh_from_db()
    directive = draft.directive
    assert (draft.title, draft.due_on, draft.lead_department, draft.target) == (
        "新业态建会",
        DUE,
        department,
        "每县新建 3 家",
    )
    assert (directive.kind, directive.title, directive.due_on, directive.department) == (
        "task",
        "新业态建会",
        DUE,
        department,
    )
    assert (directive.basis_label, directive.basis_quotation, directive.basis_address) == (
        "半年工作会",
        draft.requirement,
        "/meetings/7/",
    )
    assert [
        (one.organisation, one.state, one.due_on)
        for one in Assignment.objects.order_by("organisation__order")
    ] == [(county, "sent", DUE) for county in tree.counties]
    assert verbs() == ["task.drafted", "directive.issued", "task.issued"]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        pytest.param(TaskOrder(" ", DUE), "task.title_missing", id="no title"),
        pytest.param(TaskOrder("建会", date(2023, 7, 11)), "task.due_passed", id="due yesterday"),
    ],
)
def test_issue_task_refuses_and_changes_nothing(order, code):
    tree = make_tree()
    draft = make_draft(tree.city)

    with pytest.raises(RuleBroken) as refusal:
        issue_task(draft, order, to=tree.counties, by=make_job(), at=IN_JULY)

    draft.refresh_from_db()
    assert refusal.value.code == code
    assert (draft.directive, draft.due_on, Directive.objects.count()) == (None, None, 0)


def test_issue_task_refuses_a_department_of_another_house():
    tree = make_tree()
    order = TaskOrder("建会", DUE, make_department(tree.county))

    with pytest.raises(RuleBroken) as refusal:
        issue_task(make_draft(tree.city), order, to=tree.counties, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, Directive.objects.count()) == ("task.department_elsewhere", 0)


def test_issue_task_refuses_the_second_time():
    task = make_issued()

    with pytest.raises(RuleBroken) as refusal:
        issue_task(task, TaskOrder("再来", DUE), to=[], by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == (
        "task.already_issued",
        {"title": "新业态建会"},
    )


def test_drop_task_leaves_it_on_record_and_it_cannot_be_issued():
    draft, by = make_draft(), make_account()

    drop_task(draft, by=by, at=IN_JULY)

    draft.refresh_from_db()
    assert (draft.dropped_at, draft.dropped_by, verbs()) == (
        IN_JULY,
        by,
        ["task.drafted", "task.dropped"],
    )
    with pytest.raises(RuleBroken) as refusal:
        issue_task(draft, TaskOrder("建会", DUE), to=[], by=by, at=IN_JULY)
    assert refusal.value.code == "task.dropped"


def test_report_progress_signs_for_the_task_and_keeps_the_words():
    share = share_of(make_issued())
    by = make_account(name="任小禾")

    report_progress(share, percent=40, words=" 走访了 12 家站点 ", by=by, at=IN_JULY)

    share.refresh_from_db()
    report = ProgressReport.objects.get()
    assert (report.percent, report.words, report.at, report.by_name) == (
        40,
        "走访了 12 家站点",
        IN_JULY,
        "任小禾",
    )
    assert (share.state, share.received_at, share.received_by) == ("working", IN_JULY, "任小禾")
    assert verbs()[-1] == "task.progress_reported"


@pytest.mark.parametrize(
    ("percent", "words", "code"),
    [
        pytest.param(101, "做完了", "progress.not_a_share", id="more than all"),
        pytest.param(40, " ", "progress.words_missing", id="no words"),
    ],
)
def test_report_progress_refuses_and_changes_nothing(percent, words, code):
    share = share_of(make_issued())

    with pytest.raises(RuleBroken) as refusal:
        report_progress(share, percent=percent, words=words, by=make_job(), at=IN_JULY)

    share.refresh_from_db()
    assert (refusal.value.code, share.state, ProgressReport.objects.count()) == (code, "sent", 0)


def test_nothing_is_reported_on_what_was_filed():
    share = share_of(make_issued())
    file_task(share, words="都建好了", by=make_job(), at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        report_progress(share, percent=50, words="再报", by=make_job(), at=IN_JULY)

    assert (refusal.value.code, ProgressReport.objects.count()) == ("progress.closed", 1)


def test_filed_sent_back_filed_again_and_accepted():
    share = share_of(make_issued())
    by = make_account(name="任小禾")
    make_report(share, 40)

    file_task(share, words="都建好了", by=by, at=IN_JULY)
    send_back_task(share, reason="还差 2 家", by=by, at=IN_JULY)
    share.refresh_from_db()
    assert (share.state, share.remark) == ("sent_back", "还差 2 家")
    file_task(share, words="2 家也建好了", by=by, at=IN_JULY)
    accept_task(share, by=by, at=IN_JULY)

    share.refresh_from_db()
    assert (State(share.state), share.filed_by, share.accepted_by, share.remark) == (
        State.ACCEPTED,
        "任小禾",
        "任小禾",
        "",
    )
    assert list(ProgressReport.objects.order_by("pk").values_list("percent", "words")) == [
        (40, "已走访 12 家站点"),
        (100, "都建好了"),
        (100, "2 家也建好了"),
    ]
    assert verbs()[-6:] == [
        "task.progress_reported",
        "task.filed",
        "task.sent_back",
        "task.progress_reported",
        "task.filed",
        "task.accepted",
    ]


def test_accept_task_refuses_what_was_not_filed():
    share = share_of(make_issued())

    with pytest.raises(RuleBroken) as refusal:
        accept_task(share, by=make_job(), at=IN_JULY)

    share.refresh_from_db()
    assert (refusal.value.code, share.state) == ("assignment.move_not_allowed", "sent")
