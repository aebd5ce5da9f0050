from datetime import date

import pytest

from gonghui.access.permissions import Role
from gonghui.bulletins.actions.bulletin import publish_bulletin
from gonghui.cascade.actions.directive import Source
from gonghui.desk.queries.half_year import half_year
from gonghui.desk.queries.meeting import next_meeting
from gonghui.foundation.periods import Period
from gonghui.meetings.rules.meeting import MeetingState
from gonghui.plans.actions.task import draft_tasks
from gonghui.reports.actions import draft_report
from tests.factories.access import make_account
from tests.factories.bulletins import make_bulletin
from tests.factories.honours import make_presentation
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db
FIRST_HALF = Period.parse("2023H1")


@pytest.fixture
def tree():
    return make_tree()


def joined_for(tree, *, period=FIRST_HALF, role=Role.LEADER, at=None):
    at = at or tree.city
    return half_year(make_account(role, at), at, period, ranked_by="", today=TODAY)


def test_everything_of_the_half_year_stands_together(tree):
    made = make_round(tree.city)
    make_filed(made, tree.union)
    meeting = make_meeting(tree.city)
    source = Source("半年工作会", address=meeting.address)
    (task,) = draft_tasks(
        ["要抓好班组建设"], issuer=tree.city, source=source, by=make_job(), at=IN_JULY
    )
    award = make_presentation(tree.city, source_address=meeting.address)
    report = draft_report(tree.city, FIRST_HALF, by=make_job(), at=IN_JULY)
    draft = make_bulletin(meeting)
    bulletin = publish_bulletin(draft, by=make_job(), at=IN_JULY)

    joined = joined_for(tree)

    assert (joined.figures.round, joined.figures.totals.filed) == (made, 1)
    assert (joined.meeting, joined.report, joined.bulletins) == (meeting, report, [bulletin])
    assert [one.task for one in joined.lights.tasks] == [task]
    assert joined.awards == [award]


def test_a_half_year_of_which_nothing_is_known_is_empty(tree):
    joined = joined_for(tree, period=Period.parse("2019H2"))

    assert (joined.figures, joined.meeting, joined.report) == (None, None, None)
    assert (joined.awards, joined.bulletins, joined.lights.tasks) == ([], [], [])


def test_another_city_sees_nothing_of_it(tree):
    make_round(tree.city)
    make_meeting(tree.city)
    elsewhere = make_organisation("遵义市总工会")

    joined = joined_for(tree, at=elsewhere)

    assert (joined.figures, joined.meeting) == (None, None)


def test_a_draft_bulletin_is_not_shown(tree):
    make_bulletin(make_meeting(tree.city))

    assert joined_for(tree).bulletins == []


def test_the_next_meeting_is_the_nearest_planned_else_the_last_held(tree):
    account = make_account(Role.LEADER, tree.city)
    held = make_meeting(tree.city)
    assert next_meeting(account, today=TODAY) == held

    planned = make_meeting(tree.city)
    planned.state, planned.held_on = MeetingState.PLANNED.value, date(2023, 12, 1)
    planned.save()
    assert next_meeting(account, today=TODAY) == planned
    assert next_meeting(account, today=date(2024, 1, 1)) in (held, planned)


def test_there_may_be_no_meeting(tree):
    assert next_meeting(make_account(Role.FILER, tree.union), today=TODAY) is None
