import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.foundation.periods import Period
from gonghui.meetings.queries.meeting import (
    Participant,
    meeting_of_period,
    meetings_where,
    participants,
)
from gonghui.meetings.rules.meeting import Role as Doing
from tests.factories.access import make_account
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_tree
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_meetings_where_holds_those_kept_organised_or_hosted_in_reach():
    tree = make_tree()
    hosted = make_meeting(tree.city, host=tree.counties[0])
    make_meeting(tree.city)
    own = make_meeting(tree.counties[0])
    make_meeting(tree.counties[1])

    seen = meetings_where(make_account(Role.LEADER, tree.counties[0]), Permission.MEETING_VIEW)

    assert set(seen) == {hosted, own}


def test_meetings_where_is_empty_without_the_permission():
    tree = make_tree()
    make_meeting(tree.city)

    seen = meetings_where(make_account(Role.CASE_OFFICER, tree.city), Permission.MEETING_VIEW)

    assert list(seen) == []


def test_meeting_of_period_finds_the_one_that_sums_it_up():
    tree = make_tree()
    meeting = make_meeting(tree.city)

    assert meeting_of_period(tree.city, Period.parse("2023H1")) == meeting
    assert meeting_of_period(tree.city, Period.parse("2023H2")) is None
    assert meeting_of_period(tree.counties[0], Period.parse("2023H1")) is None


def test_participants_gather_all_parts_of_one_person():
    meeting = make_meeting(person=make_person("任小禾"))

    assert participants(meeting) == [
        Participant(
            "任小禾",
            "铜仁市人大常委会副主任、铜仁市总工会主席",
            [Doing.SPEECH, Doing.ATTEND],
        ),
        Participant("石开泉", "铜仁市总工会党组书记", [Doing.REPORT]),
        Participant("麻青松", "铜仁市总工会副主席", [Doing.PRESIDE]),
    ]
