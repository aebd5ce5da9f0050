"""A person's telephone and identity card numbers in the database."""

from gonghui.foundation.sealed import like
from gonghui.people.models import Person
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
