import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.bulletins.actions.confirmation import confirm_reading
from gonghui.bulletins.actions.reading import decide, drop_reading
from gonghui.bulletins.queries.bulletin import meetings_to_tell_where, untold
from gonghui.bulletins.queries.proposal import proposal_of
from gonghui.bulletins.queries.reading import readings_where, waiting_first
from gonghui.bulletins.rules.review import ItemState
from gonghui.organisations.rules.organisation import Kind
from tests.factories.access import make_account
from tests.factories.bulletins import make_bulletin, make_reading
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db


def test_readings_where_holds_those_in_reach_that_were_not_put_aside():
    tree = make_tree()
    own = make_reading(organisation=tree.counties[0])
    make_reading(organisation=tree.counties[1])
    drop_reading(make_reading(organisation=tree.counties[0]), by=make_job(), at=IN_JULY)
    organiser = make_account(Role.ORGANISER, tree.counties[0])

    assert list(readings_where(organiser, Permission.BULLETIN_READ)) == [own]
    assert list(readings_where(organiser, Permission.BULLETIN_PUBLISH)) == []


def test_what_waits_comes_first():
    tree = make_tree()
    waiting = make_reading(organisation=tree.city)
    done = make_reading(organisation=tree.city)
    confirm_reading(done, by=make_job(), at=IN_JULY)
    seen = readings_where(make_account(Role.ORGANISER, tree.city), Permission.BULLETIN_READ)

    assert list(seen) == [done, waiting]
    assert list(waiting_first(seen)) == [waiting, done]


def test_meetings_to_tell_are_those_kept_here_without_a_bulletin():
    tree = make_tree()
    own = make_meeting(tree.counties[0])
    told = make_bulletin(make_meeting(tree.counties[0])).meeting
    make_meeting(tree.city, host=tree.counties[0])
    publisher = make_account(Role.PUBLISHER, tree.counties[0])

    meetings = meetings_to_tell_where(publisher, Permission.BULLETIN_PUBLISH)

    assert set(meetings) == {own, told}
    assert list(untold(meetings)) == [own]


def test_a_proposal_finds_who_is_registered():
    tree = make_tree()
    known = make_person("石开泉")
    make_tenure(known, make_post(tree.city, "委员"))

    people = proposal_of(make_reading(organisation=tree.city)).people

    assert [(one.name, one.person, one.registers) for one in people] == [
        ("田晓岚", None, True),
        ("石开泉", known, False),
        ("冉茂林", None, True),
        ("麻青松", None, True),
    ]


def test_a_proposal_without_an_organiser_is_the_readers_own():
    city = make_organisation("毕节市总工会")
    text = "7月20日，工作推进会在会议中心召开。会议要求，要抓好落实。"

    proposal = proposal_of(make_reading(text, organisation=city))

    assert (proposal.organiser, proposal.organiser_told, proposal.host) == (city, "", None)


def test_a_short_name_no_place_fits_belongs_to_its_reading_alone():
    city = make_organisation("毕节市总工会")
    text = "7月20日，工作推进会在会议中心召开。县委副书记冉茂林致辞。会议要求，要抓好落实。"
    first, second = (make_reading(text, organisation=city) for _ in range(2))

    bodies = [proposal_of(reading).people[0].posts[0].body for reading in (first, second)]

    assert {body.name for body in bodies} == {"县委"}
    assert bodies[0].code != bodies[1].code


@pytest.mark.parametrize("told", ["松桃苗族自治县", "松桃自治县", "松桃县", "松桃自治县总工会"])
def test_a_host_is_found_by_the_short_forms_of_its_name(told):
    tree = make_tree()
    county = make_organisation("松桃苗族自治县总工会", parent=tree.city, kind=Kind.COUNTY)
    make_organisation("松江自治县总工会", parent=tree.city, kind=Kind.COUNTY)
    reading = make_reading(organisation=tree.city)
    decide(reading, "host", ItemState.CHANGED, told)
    reading.refresh_from_db()

    assert proposal_of(reading).host == county
