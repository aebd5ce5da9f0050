from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.cascade.actions.assignment import send_back_assignment, urge, urge_late
from gonghui.cascade.actions.reminder import remind
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import late
from gonghui.cascade.rules.assignment import DirectiveState, State
from gonghui.notices.models import Notice
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def tree():
    return make_tree()


def told(account) -> list[tuple[object, ...]]:
    rows = Notice.objects.filter(account=account).order_by("pk")
    return list(rows.values_list("code", "facts", "page", "of", "weight"))


def run(on: date = TODAY, since: date | None = None) -> int:
    return remind(on=on, since=since, by=make_job(), at=IN_JULY)


def test_whoever_answers_there_is_told_and_nobody_above_or_beside(tree):
    filer = make_account(Role.FILER, tree.county)
    others = [make_account(Role.FILER, tree.city), make_account(Role.LEADER, tree.county)]
    directive = make_directive(issuer=tree.city, due_on=TODAY)
    mine = make_assignment(directive, tree.county)

    assert run() == 1

    facts = {"title": "报送建会情况", "due_on": "2023-07-12", "organisation": "江口县"}
    assert told(filer) == [("reminder.last", facts, "cascade:assignment", mine.pk, "act")]
    assert [told(one) for one in others] == [[], []]
    deeds = Entry.objects.values_list("verb", "subject_id", "organisation_id", "facts")
    assert list(deeds) == [("directive.reminded", directive.pk, tree.city.pk, {"count": 1})]


def test_who_is_late_is_told_how_long_and_the_superior_how_many(tree):
    filer = make_account(Role.FILER, tree.county)
    reviewer = make_account(Role.REVIEWER, tree.city)
    directive = make_directive(issuer=tree.city, due_on=TODAY - timedelta(days=1))
    for county in tree.counties:
        make_assignment(directive, county)

    assert run() == 2

    [(code, facts, *_)] = told(filer)
    assert (code, facts["days"]) == ("reminder.late", 1)
    assert told(reviewer) == [
        (
            *("reminder.behind", {"title": "报送建会情况", "count": 2}),
            *("cascade:board", directive.pk, "act"),
        )
    ]


def test_who_handed_it_on_is_told_of_those_below(tree):
    reviewer = make_account(Role.REVIEWER, tree.county)
    directive = make_directive(issuer=tree.city, due_on=TODAY)
    above = make_assignment(directive, tree.county)
    make_assignment(directive, tree.township, parent=above, due_on=TODAY - timedelta(days=1))

    run()

    behind = [one for one in told(reviewer) if one[0] == "reminder.behind"]
    assert behind == [
        (
            *("reminder.behind", {"title": "报送建会情况", "count": 1}),
            *("cascade:board-below", above.pk, "act"),
        )
    ]


def test_done_twice_nobody_is_told_twice(tree):
    filer = make_account(Role.FILER, tree.county)
    reviewer = make_account(Role.REVIEWER, tree.city)
    make_assignment(make_directive(issuer=tree.city, due_on=YESTERDAY), tree.county)

    run()
    run()

    assert (len(told(filer)), len(told(reviewer))) == (1, 1)


def test_the_next_day_of_the_same_stage_is_quiet_and_a_put_off_day_begins_anew(tree):
    filer = make_account(Role.FILER, tree.county)
    asked = make_assignment(make_directive(issuer=tree.city, due_on=TODAY), tree.county)
    run()

    tomorrow = TODAY + timedelta(days=1)
    assert run(tomorrow, TODAY) == 1  # late by a day
    Assignment.objects.filter(pk=asked.pk).update(due_on=tomorrow + timedelta(days=1))
    assert run(tomorrow + timedelta(days=1), tomorrow) == 1

    codes = [row[0] for row in told(filer)]
    assert codes == ["reminder.last", "reminder.late", "reminder.last"]


@pytest.mark.parametrize("state", [State.FILED, State.ACCEPTED, State.WAIVED, State.WITHDRAWN])
def test_nobody_is_reminded_of_what_is_answered_or_asked_no_more(tree, state):
    make_account(Role.FILER, tree.county)
    make_assignment(make_directive(issuer=tree.city, due_on=YESTERDAY), tree.county, state=state)

    assert (run(), Notice.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_nobody_is_reminded_of_a_closed_directive(tree):
    make_account(Role.FILER, tree.county)
    closed = make_directive(issuer=tree.city, due_on=YESTERDAY, state=DirectiveState.CLOSED)
    make_assignment(closed, tree.county)

    assert (run(), Notice.objects.count()) == (0, 0)


def test_to_remind_costs_queries_by_parts_not_by_asks(tree):
    def cost(count: int) -> int:
        directive = make_directive(issuer=tree.city, due_on=TODAY)
        for _ in range(count):
            union = make_organisation(parent=tree.city)
            make_account(Role.FILER, union)
            make_assignment(directive, union)
        with CaptureQueriesContext(connection) as asked:
            run()
        return len(asked)

    few = cost(2)
    assert cost(30) <= few + 2  # a statement for some hundred messages


def test_to_urge_tells_whoever_answers_there_once_a_day(tree):
    filer = make_account(Role.FILER, tree.county)
    asked = make_assignment(make_directive(issuer=tree.city), tree.county)

    assert urge([asked], by=make_job(), at=IN_JULY) == 1
    asked.refresh_from_db()
    assert urge([asked], by=make_job(), at=IN_JULY + timedelta(hours=1)) == 0

    facts = {"sender": "铜仁市", "title": "报送建会情况", "due_on": "2023-07-20"}
    assert told(filer) == [("assignment.urged", facts, "cascade:assignment", asked.pk, "act")]


def test_all_late_ones_are_urged_at_once_but_those_urged_today(tree):
    directive = make_directive(issuer=tree.city, due_on=YESTERDAY)
    first, second = (make_assignment(directive, county) for county in tree.counties)
    urge([first], by=make_job(), at=IN_JULY)
    behind = late(Assignment.objects.filter(directive=directive), today=TODAY)

    count = urge_late(behind, by=make_job(), at=IN_JULY + timedelta(hours=1))

    second.refresh_from_db()
    assert (count, second.urged_at) == (1, IN_JULY + timedelta(hours=1))


def test_who_answers_there_hears_that_it_came_back_each_time(tree):
    filer = make_account(Role.FILER, tree.county)
    asked = make_assignment(make_directive(issuer=tree.city), tree.county, state=State.FILED)

    for hours in (0, 1):
        later = IN_JULY + timedelta(hours=hours)
        Assignment.objects.filter(pk=asked.pk).update(state=State.FILED.value)
        send_back_assignment(asked, reason="少了一位", by=make_job(), at=later)

    facts = {"sender": "铜仁市", "title": "报送建会情况", "due_on": "2023-07-20"}
    row = ("assignment.sent_back", facts, "cascade:assignment", asked.pk, "act")
    assert told(filer) == [row, row]
