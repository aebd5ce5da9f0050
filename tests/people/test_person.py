import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st

from gonghui.audit.models import Entry
from gonghui.foundation.chinese import tidy_name
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.strokes import stroke_key
from gonghui.people.actions.account import job_account
from gonghui.people.actions.person import (
    NewPerson,
    correct_reading,
    register_all,
    register_person,
    rename_person,
    unregister_all,
)
from gonghui.people.models import Person
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person, make_plain_account
from tests.foundation.test_strokes import GOLDEN

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"


def verbs():
    return list(Entry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("typed", "name", "reading"),
    [
        pytest.param("任小禾", "任小禾", "renxiaohe", id="plain"),
        pytest.param(" 任 小禾 ", "任小禾", "renxiaohe", id="spaces between"),
        pytest.param("单一鸣", "单一鸣", "shanyiming", id="the surname read as a surname"),
        pytest.param("阿依古丽•买买提", "阿依古丽·买买提", "ayiguli·maimaiti", id="the dot"),
    ],
)
def test_register_person_tidies_the_name_and_knows_its_reading(typed, name, reading):
    person = register_person(typed, by=make_job(), at=IN_JULY, invented=True)

    person.refresh_from_db()
    assert (person.name, person.sort_reading, person.invented, str(person)) == (
        name,
        reading,
        True,
        name,
    )
    assert verbs() == ["person.registered"]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b"])
def test_register_person_refuses_an_empty_name_and_changes_nothing(typed):
    with pytest.raises(RuleBroken) as refusal:
        register_person(typed, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == ("person.name_missing", {})
    assert (Person.objects.count(), verbs()) == (0, [])


def deeds():
    return list(Entry.objects.values_list("verb", "subject_label", "facts"))


def kept(person):
    person.refresh_from_db()
    return (person.name, person.sort_reading, person.initials, person.plain_name, person.code)


def test_register_person_keeps_all_that_sorts_and_finds_a_name():
    person = register_person(
        "單一鳴", by=make_job(), at=IN_JULY, code="　Ｔ－００１ ", sort_reading="Shàn Yī míng"
    )

    assert kept(person) == ("單一鳴", "shanyiming", "sym", "单一鸣", "T-001")
    assert person.stroke_key == stroke_key("單一鳴")
    assert deeds() == [("person.registered", "單一鳴", {"count": 1})]


def test_register_all_enters_many_as_one_deed_in_their_order():
    newcomers = [NewPerson("麻青松", "1"), NewPerson("麻青松", "2"), NewPerson("𬱖明")]

    made = register_all(newcomers, by=make_job(), at=IN_JULY)

    assert [kept(person) for person in made] == [
        ("麻青松", "maqingsong", "mqs", "麻青松", "1"),
        ("麻青松", "maqingsong", "mqs", "麻青松", "2"),
        ("𬱖明", "diming", "dm", "𬱖明", ""),
    ]
    assert deeds() == [("person.registered", "麻青松", {"count": 3})]


def test_register_all_asks_as_often_for_fifty_as_for_one():
    job = make_job()
    register_all([NewPerson("第一")], by=job, at=IN_JULY)
    asked = []
    for count in (1, 50):
        newcomers = [NewPerson(f"甲{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            register_all(newcomers, by=job, at=IN_JULY)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_register_all_of_nobody_does_nothing():
    assert register_all([], by=make_job(), at=IN_JULY) == []
    assert deeds() == []


@pytest.mark.parametrize(
    ("newcomers", "code", "facts"),
    [
        pytest.param([NewPerson(" ")], "person.name_missing", {}, id="no name"),
        pytest.param([NewPerson("长" * 61)], "person.name_too_long", {"most": 60}, id="too long"),
        pytest.param(
            [NewPerson("任小禾", "7" * 31)], "person.code_too_long", {"most": 30}, id="long number"
        ),
        pytest.param(
            [NewPerson("任小禾", "T-1")], "person.code_taken", {"codes": "T-1"}, id="taken number"
        ),
        pytest.param(
            [NewPerson("任小禾", "8"), NewPerson("任小禾", "8")],
            "person.code_taken",
            {"codes": "8"},
            id="one number twice",
        ),
        pytest.param(
            [NewPerson("任小禾", sort_reading="任 xiao he")],
            "person.reading_wrong",
            {"reading": "任 xiao he"},
            id="no pinyin",
        ),
    ],
)
def test_register_all_refuses_and_changes_nothing(newcomers, code, facts):
    make_person(code="T-1")

    with pytest.raises(RuleBroken) as refusal:
        register_all([NewPerson("第一"), *newcomers], by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == (code, facts)
    assert (Person.objects.count(), deeds()) == (1, [])


@pytest.mark.parametrize(
    ("typed", "reading", "initials"),
    [
        pytest.param("gai yi ming", "gaiyiming", "gym", id="syllables apart"),
        pytest.param("GAIYIMING", "gaiyiming", "gym", id="in one: the first letter is known"),
        pytest.param("lǚ yīmíng", "lvyiming", "ly", id="tones fall away, ü is v"),
        pytest.param("ａｎ’", None, None, id="a stray sign"),
        pytest.param("xi'an", "xian", "xa", id="an apostrophe parts syllables"),
        pytest.param("ayi·mai", "ayi·mai", "am", id="the dot stays"),
        pytest.param("  ", None, None, id="nothing"),
        pytest.param("盖一鸣", None, None, id="characters"),
        pytest.param("gai1", None, None, id="digits"),
        pytest.param("a" * 201, None, None, id="too long"),
    ],
)
def test_correct_reading(typed, reading, initials):
    person = make_person("盖一鸣")

    if reading is None:
        with pytest.raises(RuleBroken, match="person.reading_wrong"):
            correct_reading(person, typed, by=make_job(), at=IN_JULY)
        assert (kept(person)[1:3], deeds()) == (("geyiming", "gym"), [])
    else:
        correct_reading(person, typed, by=make_job(), at=IN_JULY)
        assert kept(person)[1:3] == (reading, initials)
        assert deeds() == [
            (
                "person.reading_corrected",
                "盖一鸣",
                {"former_reading": "geyiming", "reading": reading},
            )
        ]


def test_rename_person_changes_all_that_follows_from_the_name():
    person = make_person("任小禾", code="T-1")

    renamed = rename_person(person, " 單 小禾", by=make_job(), at=IN_JULY)

    assert kept(renamed) == ("單小禾", "shanxiaohe", "sxh", "单小禾", "T-1")
    assert renamed.stroke_key == stroke_key("單小禾")
    assert deeds() == [("person.renamed", "單小禾", {"former_name": "任小禾"})]


def test_rename_person_to_the_same_name_is_no_deed():
    person = make_person("任小禾")

    assert rename_person(person, "任 小禾", by=make_job(), at=IN_JULY) == person
    assert deeds() == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("\u200b", "person.name_missing"), ("长" * 61, "person.name_too_long")],
    ids=["nothing", "too long"],
)
def test_rename_person_refuses_and_changes_nothing(typed, code):
    person = make_person("任小禾")

    with pytest.raises(RuleBroken, match=code):
        rename_person(person, typed, by=make_job(), at=IN_JULY)

    assert (kept(person)[0], deeds()) == ("任小禾", [])


@given(st.text(min_size=1, max_size=60))
def test_a_name_comes_back_as_it_was_stored(text):
    name = tidy_name(text)
    assume(name)

    person = register_person(name, by=make_job(), at=IN_JULY)

    person.refresh_from_db()
    assert person.name.encode() == name.encode()
    assert person.stroke_key == stroke_key(name)


def test_the_database_sorts_by_strokes_as_the_golden_list_has_it():
    register_all([NewPerson(name) for name in GOLDEN.split()[::-1]], by=make_job(), at=IN_JULY)

    ordered = Person.objects.order_by("stroke_key").values_list("name", flat=True)

    assert " ".join(ordered) == GOLDEN


def test_the_job_account_is_one_and_cannot_sign_in():
    job = job_account()

    assert job_account() == job
    assert (job.is_job, job.person, job.display_name) == (True, None, "gonghui")
    assert not job.has_usable_password()


def test_who_was_entered_by_mistake_is_taken_out_again():
    stays = make_person("任小禾")
    made = register_all([NewPerson("麻青松"), NewPerson("龚德才")], by=make_job(), at=IN_JULY)

    assert unregister_all(made, by=make_job(), at=IN_JULY) == 2
    assert unregister_all(made, by=make_job(), at=IN_JULY) == 0

    assert list(Person.objects.all()) == [stays]
    assert [(one.verb, one.facts) for one in Entry.objects.order_by("number")][1:] == [
        ("person.unregistered", {"count": 2})
    ]


def test_who_has_an_account_is_not_taken_out():
    account = make_plain_account("任小禾")
    (other,) = register_all([NewPerson("龚德才")], by=make_job(), at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        unregister_all([account.person, other], by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == ("person.in_use", {"name": "任小禾"})
    assert Person.objects.count() == 2
