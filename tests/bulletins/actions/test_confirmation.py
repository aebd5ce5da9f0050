from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.bulletins.actions.confirmation import confirm_reading
from gonghui.bulletins.actions.reading import decide, drop_reading
from gonghui.bulletins.queries.bulletin import record_of
from gonghui.bulletins.queries.proposal import proposal_of
from gonghui.bulletins.queries.seating import told_otherwise
from gonghui.bulletins.rules.review import ItemState, settled
from gonghui.foundation.errors import RuleBroken
from gonghui.honours.models import Presentation
from gonghui.meetings.models import Meeting
from gonghui.organisations.models import Organisation, Tenure
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Person
from gonghui.plans.models import Task
from tests.factories.bulletins import make_reading
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db


def counts():
    kinds = (Meeting, Organisation, Person, Tenure, Presentation, Task, Entry)
    return [kind.objects.count() for kind in kinds]


def test_confirm_reading_writes_everything_in_one_act():
    tree = make_tree()
    reading = make_reading(organisation=tree.city)

    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    reading.refresh_from_db()
    assert (reading.state, reading.meeting, reading.confirmed_at) == ("confirmed", meeting, IN_JULY)
    assert (meeting.organiser, meeting.kept_by, meeting.host) == (
        tree.city,
        tree.city,
        tree.counties[0],
    )
    assert (meeting.held_on, meeting.year_from, meeting.period) == (
        date(2023, 7, 20),
        "name",
        "2023H1",
    )
    told = settled(reading.record, reading.decisions)
    whole_names = {"市总工会": "铜仁市总工会", "县委": "江口县委"}
    for person in told["people"]:
        for post in person["posts"]:
            post["organisation"] = whole_names.get(post["organisation"], post["organisation"])
    assert record_of(meeting) == told
    assert [
        (task.requirement, task.basis_label, task.basis_address, task.issuer)
        for task in Task.objects.order_by("pk")
    ] == [(text, meeting.name, meeting.address, tree.city) for text in told["requirements"]]
    presentation = Presentation.objects.get()
    assert (presentation.source_address, presentation.count, presentation.representatives_only) == (
        meeting.address,
        None,
        True,
    )


def test_confirm_reading_seats_people_and_enters_outside_bodies():
    tree = make_tree()

    confirm_reading(make_reading(organisation=tree.city), by=make_job(), at=IN_JULY)

    seats = Tenure.objects.order_by("pk").values_list(
        "person__name", "post__organisation__name", "post__title", "from_on"
    )
    day = date(2023, 7, 20)
    assert list(seats) == [
        ("田晓岚", "铜仁市人大常委会", "副主任", day),
        ("田晓岚", "铜仁市总工会", "主席", day),
        ("石开泉", "铜仁市总工会", "党组书记", day),
        ("石开泉", "铜仁市总工会", "常务副主席", day),
        ("冉茂林", "江口县委", "副书记", day),
        ("麻青松", "铜仁市总工会", "党组成员", day),
        ("麻青松", "铜仁市总工会", "副主席", day),
    ]
    outside = Organisation.objects.filter(kind=Kind.OUTSIDE.value)
    assert sorted(outside.values_list("name", flat=True)) == ["江口县委", "铜仁市人大常委会"]


def test_a_post_the_register_gives_to_somebody_else_stays_theirs():
    tree = make_tree()
    chair = make_post(tree.city, "主席")
    holder = make_tenure(make_person("任小禾"), chair)
    reading = make_reading(organisation=tree.city)

    (otherwise,) = told_otherwise(proposal_of(reading), on=date(2023, 7, 20))
    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert (otherwise.seating.person.name, otherwise.seating.post) == ("田晓岚", chair)
    assert otherwise.refusal.code == "post.seats_taken"
    assert list(chair.tenures.all()) == [holder]
    assert Tenure.objects.filter(person__name="田晓岚").count() == 1
    assert "主席" in [post["title"] for post in record_of(meeting)["people"][0]["posts"]]


def test_confirm_reading_twice_acts_once():
    reading = make_reading(organisation=make_tree().city)
    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)
    before = counts()

    again = confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert again == meeting
    assert counts() == before


def test_a_second_reading_of_other_words_finds_the_same_people_and_bodies():
    tree = make_tree()
    confirm_reading(make_reading(organisation=tree.city), by=make_job(), at=IN_JULY)
    people, bodies, seats = (
        Person.objects.count(),
        Organisation.objects.count(),
        Tenure.objects.count(),
    )

    confirm_reading(make_reading(organisation=tree.city), by=make_job(), at=IN_JULY)

    assert (Person.objects.count(), Organisation.objects.count(), Tenure.objects.count()) == (
        people,
        bodies,
        seats,
    )


def test_somebody_of_the_name_elsewhere_is_somebody_else():
    tree = make_tree()
    elsewhere = make_person("冉茂林")
    make_tenure(elsewhere, make_post(make_organisation("某某公司工会委员会")))
    reading = make_reading(organisation=tree.city)

    proposed = proposal_of(reading).people[2]
    confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert (proposed.person, proposed.namesakes, proposed.registers) == (None, 1, True)
    assert Person.objects.filter(name="冉茂林").count() == 2


def test_nobody_is_chosen_among_two_of_a_name_at_the_same_body():
    tree = make_tree()
    for _ in range(2):
        make_tenure(make_person("石开泉"), make_post(tree.city, "委员"))
    reading = make_reading(organisation=tree.city)

    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert Person.objects.filter(name="石开泉").count() == 2
    assert meeting.parts.get(name="石开泉").person is None


def test_what_was_refused_is_not_written_and_what_was_changed_is():
    reading = make_reading(organisation=make_tree().city)
    decide(reading, "people.2", ItemState.REFUSED)
    decide(reading, "requirements.0", ItemState.REFUSED)
    decide(reading, "venue", ItemState.CHANGED, "江口县会议中心")

    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert meeting.venue == "江口县会议中心"
    assert not Person.objects.filter(name="冉茂林").exists()
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        pytest.param(
            lambda reading: decide(reading, "name", ItemState.REFUSED),
            "meeting.name_missing",
            id="a meeting without a name",
        ),
        pytest.param(
            lambda reading: drop_reading(reading, by=make_job(), at=IN_JULY),
            "reading.closed",
            id="put aside",
        ),
    ],
)
def test_confirm_reading_refused_changes_nothing(prepare, code):
    reading = make_reading(organisation=make_tree().city)
    prepare(reading)
    before = counts()

    with pytest.raises(RuleBroken) as refusal:
        confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert refusal.value.code == code
    assert counts() == before


def test_invented_readings_make_invented_people():
    reading = make_reading(organisation=make_tree().city, invented=True)

    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    assert meeting.invented
    assert set(
        Person.objects.exclude(pk=1).filter(name="石开泉").values_list("invented", flat=True)
    ) == {True}
    assert Organisation.objects.get(name="江口县委").invented
