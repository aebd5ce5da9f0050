"""Entering a person's telephone and identity card number, and telling them whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.people.actions.contact import (
    Contact,
    change_contact,
    change_contacts,
    restore_contacts,
    tell,
)
from gonghui.people.models import Person
from gonghui.people.queries.contact import with_phone
from gonghui.people.rules.contact import Fact, Reason
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "13812345678", "13987654321"
NUMBER, OTHER_NUMBER = "11010519491231002X", "133100199001010015"  # invented


def enter(person, **facts):
    return change_contact(person, by=make_job(), at=IN_JULY, **facts)


def told(person, fact, reason, words=""):
    kept = Person.objects.get(pk=person.pk)
    return tell(kept, fact, reason, words=words, by=make_job(), at=IN_JULY)


def shown(person) -> tuple[str, str]:
    kept = Person.objects.get(pk=person.pk)
    return str(kept.phone), str(kept.id_number)


def deeds() -> list[tuple[str, int, dict]]:
    return [(one.verb, one.subject_id, one.facts) for one in Entry.objects.order_by("number")]


def test_numbers_are_entered_as_typed_and_shown_masked():
    person = make_person()

    enter(person, phone="138 1234 5678", id_number=NUMBER.lower())

    assert shown(person) == ("138****5678", "110***********002X")
    assert list(with_phone(PHONE)) == [person]
    assert deeds() == [
        ("person.contact_changed", person.pk, {"facts": ["id_number", "phone"]}),
    ]


def test_what_is_left_out_stays_and_what_is_emptied_goes():
    person = make_person()
    enter(person, phone=PHONE, id_number=NUMBER)

    enter(person, phone="", id_number=None)

    assert shown(person) == ("", "110***********002X")
    assert not with_phone(PHONE).exists()


def test_the_same_number_again_is_no_deed():
    person = make_person()
    enter(person, phone=PHONE)

    again = enter(person, phone="138-1234-5678")

    assert (dict(again.facts), len(deeds())) == ({}, 1)


def test_a_telephone_may_be_shared_an_identity_card_may_not():
    person, other = make_person("张三"), make_person("李四")
    enter(person, phone=PHONE, id_number=NUMBER)
    enter(other, phone=PHONE)

    with pytest.raises(RuleBroken) as refusal:
        enter(other, phone=OTHER_PHONE, id_number=NUMBER)

    assert refusal.value.code == "id_number.taken"
    assert {one.pk for one in with_phone(PHONE)} == {person.pk, other.pk}
    assert shown(other) == ("138****5678", "")


def test_one_number_for_two_persons_of_one_list_is_refused():
    contacts = [Contact(make_person(name), id_number=NUMBER) for name in ("张三", "李四")]

    with pytest.raises(RuleBroken) as refusal:
        change_contacts(contacts, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, deeds()) == ("id_number.taken", [])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param({"phone": "138****5678"}, "contact.masked", id="a mask given back"),
        pytest.param({"phone": "１３８＊＊＊＊5678"}, "contact.masked", id="a mask in full width"),
        pytest.param({"phone": "138123456"}, "mobile.wrong", id="digits missing"),
        pytest.param({"id_number": NUMBER[:-1] + "1"}, "id_number.wrong_check", id="a slip"),
    ],
)
def test_a_wrong_number_changes_nothing(facts, code):
    person = make_person()
    enter(person, phone=PHONE)

    with pytest.raises(RuleBroken) as refusal:
        enter(person, **facts)

    assert (refusal.value.code, shown(person), len(deeds())) == (code, ("138****5678", ""), 1)


def test_many_are_entered_with_as_many_queries_as_one():
    enter(make_person(), phone=PHONE)  # the first deed of a day begins the chain
    counts = []
    for n in (1, 50):
        contacts = [Contact(make_person(f"人{n}{i}"), phone=PHONE) for i in range(n)]
        with CaptureQueriesContext(connection) as asked:
            change_contacts(contacts, by=make_job(), at=IN_JULY)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_fact_is_told_whole_and_that_goes_into_the_record():
    person = make_person()
    enter(person, phone=PHONE, id_number=NUMBER)

    answers = (
        told(person, Fact.PHONE, Reason.MEETING, " 7月12日的会 "),
        told(person, Fact.ID_NUMBER, Reason.IDENTITY),
    )

    assert answers == (PHONE, NUMBER)
    assert deeds()[1:] == [
        (
            "person.fact_told",
            person.pk,
            {"fact": "phone", "reason": "meeting", "words": "7月12日的会"},
        ),
        ("person.fact_told", person.pk, {"fact": "id_number", "reason": "identity", "words": ""}),
    ]


@pytest.mark.parametrize(
    ("fact", "reason", "words", "code"),
    [
        pytest.param(Fact.PHONE, Reason.OTHER, " 看 ", "telling.words_missing", id="no words"),
        pytest.param(
            Fact.ID_NUMBER, Reason.MEETING, "", "telling.reason_missing", id="a call needs no card"
        ),
        pytest.param(Fact.ID_NUMBER, Reason.FORM, "", "telling.nothing_known", id="nothing known"),
    ],
)
def test_without_a_reason_nothing_is_told(fact, reason, words, code):
    person = make_person()
    enter(person, phone=PHONE)

    with pytest.raises(RuleBroken) as refusal:
        told(person, fact, reason, words)

    assert (refusal.value.code, len(deeds())) == (code, 1)


def test_what_was_before_comes_back_unless_somebody_entered_something_else():
    person, corrected = make_person("张三"), make_person("李四")
    enter(person, phone=PHONE, id_number=NUMBER)
    contacts = [
        Contact(person, phone=OTHER_PHONE, id_number=OTHER_NUMBER),
        Contact(corrected, phone=PHONE),
    ]
    entered = change_contacts(contacts, by=make_job(), at=IN_JULY)
    enter(corrected, phone=OTHER_PHONE)

    restore_contacts(entered, by=make_job(), at=IN_JULY)

    assert (shown(person), shown(corrected)) == (
        ("138****5678", "110***********002X"),
        ("139****4321", ""),
    )
    assert list(with_phone(PHONE)) == [person]
    assert PHONE not in str(entered)


def test_a_number_given_to_somebody_else_meanwhile_does_not_come_back():
    person, other = make_person("张三"), make_person("李四")
    enter(person, id_number=NUMBER)
    taken_out = enter(person, id_number="")
    enter(other, id_number=NUMBER)

    with pytest.raises(RuleBroken) as refusal:
        restore_contacts([taken_out], by=make_job(), at=IN_JULY)

    assert (refusal.value.code, shown(person)) == ("id_number.taken", ("", ""))
