"""A person's telephone and identity card numbers in the database."""

import pytest
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import override

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.sealed import like
from gonghui.people.models import Consent, Person
from gonghui.people.queries.contact import Phone, phones_shown
from gonghui.people.rules.privacy import Channel, Purpose
from tests.factories.moments import IN_JULY
from tests.factories.people import make_person


def test_nobody_reads_a_fact_in_the_database(db):
    person = make_person(name="张三")
    person.phone = "13812345678"
    person.save()

    kept = Person.objects.get(pk=person.pk).phone
    assert str(kept) == "138****5678"
    assert kept.unsealed() == "13812345678"
    assert "1381234" not in kept.kept
    assert "13812345678" not in f"{kept!r} {person.__dict__}"


def test_a_person_is_found_by_the_whole_number(db):
    person = make_person(name="张三")
    other = make_person(name="李四")
    person.phone, other.phone = "13812345678", "13812345679"
    Person.objects.bulk_update([person, other], ["phone", "phone_likeness"])

    found = Person.objects.filter(phone_likeness__in=like("13812345678", "people.phone"))
    assert [*found] == [person]


def test_nothing_known_is_nothing_not_a_star(db):
    person = Person.objects.get(pk=make_person(name="张三").pk)

    assert (str(person.phone), bool(person.phone), person.phone_likeness) == ("", False, "")


def spoil(person: Person) -> Person:
    """As somebody did who reached the database: one byte is another."""
    kept = Person.objects.annotate(text=Cast("phone", TextField())).get(pk=person.pk).text
    spoilt = kept[:-3] + ("A" if kept[-3] != "A" else "B") + kept[-2:]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = %s WHERE id = %s", [spoilt, person.pk])
    return Person.objects.get(pk=person.pk)


def test_a_fact_with_a_changed_byte_says_so_and_the_rest_can_be_saved(db):
    person = make_person(name="张三")
    person.phone, person.id_number = "13812345678", "330102199001010011"
    person.save()
    person = spoil(person)

    with override("zh-hans"):
        assert str(person.phone) == "此项无法解密：数据库中的密文已被改动。"
    assert str(person.id_number) == "330***********0011"
    with pytest.raises(RuleBroken, match=r"seal\.broken"):
        person.phone.unsealed()
    person.name = "张四"
    person.save()
    assert Person.objects.get(phone_likeness__in=like("13812345678", "people.phone")).name == "张四"


def test_a_changed_byte_spoils_one_line_of_the_contact_list_not_the_list(db):
    first, other = make_person(name="张三"), make_person(name="李四")
    for person, phone in ((first, "13812345678"), (other, "13912345678")):
        person.phone = phone
        person.save()
        agree_to(person)
    first = spoil(first)

    with override("en"):
        shown = phones_shown([first, Person.objects.get(pk=other.pk)])

    broken = "This fact cannot be opened: it was changed in the database."
    assert shown == {
        first.pk: Phone(broken, is_whole=False),
        other.pk: Phone("13912345678", is_whole=True),
    }


def agree_to(person: Person) -> None:
    Consent.objects.create(
        person=person, purpose=Purpose.CONTACT_LIST.value, text_version=1,
        channel=Channel.PAGE.value, given_at=IN_JULY,
    )  # fmt: skip
