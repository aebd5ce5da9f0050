from datetime import date, timedelta

import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.cascade.actions.directive import relay
from gonghui.cascade.rules.assignment import State
from gonghui.plans.actions.task import drop_task, file_task
from gonghui.plans.queries.task import (
    answers_where,
    drafts_where,
    lights_of,
    listed,
    owed_by,
    own_answers_where,
    own_tasks_where,
    relayed_standing,
    reports_on,
    reviews_where,
    standing,
    task_of,
    tasks_from,
    tasks_seen_where,
    tasks_where,
)
from gonghui.plans.rules.light import LightCounts, LightState
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment
from tests.factories.moments import DUE, IN_JULY, TODAY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.plans import make_draft, make_issued, make_report, share_of

pytestmark = pytest.mark.django_db

AFTER = DUE + timedelta(days=2)


def test_who_sees_which_task():
    tree = make_tree()
    draft = make_draft(tree.city)
    task = make_issued(tree.city, [tree.county])
    city, county = make_account(Role.ISSUER, tree.city), make_account(Role.ISSUER, tree.county)
    elsewhere = make_account(Role.ISSUER, tree.other_county)

    assert set(tasks_where(city, Permission.TASK_VIEW)) == {draft, task}
    assert list(drafts_where(city, Permission.TASK_ISSUE)) == [draft]
    assert list(own_tasks_where(city, Permission.TASK_VIEW)) == [task]
    assert list(tasks_where(county, Permission.TASK_VIEW)) == []
    assert list(tasks_seen_where(county, Permission.TASK_VIEW)) == [task]
    assert list(tasks_seen_where(elsewhere, Permission.TASK_VIEW)) == []
    assert list(drafts_where(county, Permission.TASK_ISSUE)) == []


def test_nobody_reports_for_those_below_but_may_look():
    tree = make_tree()
    share = share_of(make_issued(tree.city, [tree.county]))
    at_city, at_county = make_account(Role.FILER, tree.city), make_account(Role.FILER, tree.county)

    assert list(answers_where(at_city, Permission.TASK_VIEW)) == [share]
    assert list(own_answers_where(at_city, Permission.TASK_REPORT)) == []
    assert list(own_answers_where(at_county, Permission.TASK_REPORT)) == [share]


def test_only_whoever_asked_reviews():
    tree = make_tree()
    share = share_of(make_issued(tree.city, [tree.county]))

    at_city = make_account(Role.REVIEWER, tree.city)
    at_county = make_account(Role.REVIEWER, tree.county)

    assert list(reviews_where(at_city, Permission.TASK_REVIEW)) == [share]
    assert list(reviews_where(at_county, Permission.TASK_REVIEW)) == []


def test_tasks_from_a_source_leave_out_what_was_dropped_and_what_has_no_source():
    draft = make_draft()
    drop_task(make_draft(draft.issuer, "另一条要求。"), by=make_job(), at=IN_JULY)

    assert list(tasks_from(draft.basis_address)) == [draft]
    assert list(tasks_from("")) == []


def test_task_of_a_share():
    task = make_issued()

    assert task_of(share_of(task)) == task


def test_standing_tells_each_in_order_with_its_own_last_words():
    tree = make_tree()
    task = make_issued(tree.city, tree.counties)
    share = share_of(task, tree.county)
    make_report(share, 30, words="早先的", at=IN_JULY)
    make_report(share, 60, words="后来的", at=IN_JULY + timedelta(hours=1))

    rows = standing(task, TODAY)

    assert [
        (one.organisation, one.percent, one.words, one.light.state, one.is_open) for one in rows
    ] == [
        (tree.county, 60, "后来的", LightState.OK, True),
        (tree.other_county, None, "", LightState.NONE, True),
    ]
    assert list(reports_on(share).values_list("percent", flat=True)) == [60, 30]


def test_standing_leaves_out_who_is_excused():
    tree = make_tree()
    task = make_issued(tree.city, tree.counties)
    share = share_of(task, tree.county)
    share.state = State.WAIVED.value
    share.save(update_fields=["state"])

    assert [one.organisation for one in standing(task, TODAY)] == [tree.other_county]


def test_lights_are_counted_for_each_task_and_for_the_issuer():
    tree = make_tree()
    late = make_issued(tree.city, tree.counties, title="甲")
    later = make_issued(tree.city, [tree.county], title="乙", due_on=date(2023, 12, 31))
    file_task(share_of(late, tree.county), words="建好了", by=make_job(), at=IN_JULY)

    rows = listed([late, later], today=AFTER)

    assert [(row.task, row.counts, list(row.stuck), row.all_done) for row in rows] == [
        (late, LightCounts(done=1, bad=1), ["石阡县"], False),
        (later, LightCounts(none=1), [], False),
    ]
    assert lights_of(tree.city, AFTER) == LightCounts(done=1, bad=1, none=1)
    assert lights_of(tree.county, AFTER) == LightCounts()


def test_relayed_shares_stand_below_the_one_that_handed_them_on():
    tree = make_tree()
    task = make_issued(tree.city, [tree.county])
    share = share_of(task)
    relay(share, to=tree.townships, due_on=DUE, by=make_job(), at=IN_JULY)

    assert [one.organisation for one in relayed_standing(share, today=TODAY)] == tree.townships
    assert [one.organisation for one in standing(task, TODAY)] == [tree.county]


def test_owed_by_counts_what_is_still_open():
    tree = make_tree()
    make_issued(tree.city, tree.counties)
    make_assignment(organisation=tree.county)
    make_assignment(organisation=tree.county, state=State.ACCEPTED)

    assert owed_by(tree.counties) == {tree.county.pk: 2, tree.other_county.pk: 1}


@pytest.mark.parametrize("n", [pytest.param(1, id="one task"), pytest.param(3, id="three tasks")])
def test_listing_tasks_takes_two_queries(n, django_assert_num_queries):
    tree = make_tree()
    tasks = [make_issued(tree.city, tree.counties, title=f"第{i}项") for i in range(n)]
    for task in tasks:
        make_report(share_of(task, tree.county))

    with django_assert_num_queries(2):
        rows = listed(tasks, today=TODAY)

    assert [row.counts.total for row in rows] == [2] * n
