"""Agreeing to something, and taking it back."""

from datetime import timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.people.actions.consent import agree, withdraw
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Consent, Person
from gonghui.people.queries.consent import agreements_of, has_agreed, who_agreed
from gonghui.people.queries.contact import Phone, phones_shown
from gonghui.people.rules.privacy import TEXT_VERSION, Channel, Purpose
from gonghui.people.wording import CONSENT_TEXTS
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
LATER = IN_JULY + timedelta(hours=1)


def say_yes(person, purpose=Purpose.CONTACT_LIST, *, at=IN_JULY, **facts):
    return agree(person, purpose, Channel.PAGE, by=make_job(), at=at, **facts)


def test_who_agrees_is_asked_no_second_time():
    person = make_person()

    first = say_yes(person)
    again = say_yes(person, at=LATER)

    assert again == first
    assert (first.text_version, first.channel, first.given_at) == (1, "page", IN_JULY)
    assert [one.verb for one in Entry.objects.all()] == ["consent.given"]


def test_a_paper_holds_from_the_day_it_was_signed():
    signed = IN_JULY - timedelta(days=30)

    consent = say_yes(make_person(), given_at=signed)

    assert consent.given_at == signed


def test_taken_back_it_no_longer_holds_and_stays_on_record():
    person = make_person()
    say_yes(person)

    withdraw(person, Purpose.CONTACT_LIST, by=make_job(), at=LATER)
    withdraw(person, Purpose.CONTACT_LIST, by=make_job(), at=LATER)

    agreement = agreements_of(person)[0]
    assert (has_agreed(person, Purpose.CONTACT_LIST), agreement.standing) == (False, None)
    assert [(one.given_at, one.withdrawn_at) for one in agreement.past] == [(IN_JULY, LATER)]
    assert [one.verb for one in Entry.objects.order_by("number")] == [
        "consent.given",
        "consent.withdrawn",
    ]


def test_one_purpose_says_nothing_of_another():
    person, other = make_person("张三"), make_person("李四")
    say_yes(person, Purpose.E_MAIL)
    say_yes(other)

    assert who_agreed([person.pk, other.pk], Purpose.CONTACT_LIST) == {other.pk}
    assert [one.standing is not None for one in agreements_of(person)] == [False, True]


def test_a_list_shows_whole_only_the_telephones_of_those_who_agreed(django_assert_num_queries):
    agreed, silent, nobody = make_person("张三"), make_person("李四"), make_person("王五")
    for person in (agreed, silent):
        change_contact(person, phone="13812345678", by=make_job(), at=IN_JULY)
    say_yes(agreed)
    say_yes(nobody)
    persons = list(Person.objects.order_by("pk"))

    with django_assert_num_queries(1):
        shown = phones_shown(persons)

    assert shown == {
        agreed.pk: Phone("13812345678", is_whole=True),
        silent.pk: Phone("138****5678", is_whole=False),
    }
    withdraw(agreed, Purpose.CONTACT_LIST, by=make_job(), at=LATER)
    assert phones_shown(persons)[agreed.pk] == Phone("138****5678", is_whole=False)


def test_words_of_every_version_ever_agreed_to_are_kept():
    expected = {
        (purpose, version)
        for purpose, newest in TEXT_VERSION.items()
        for version in range(1, newest + 1)
    }

    assert set(CONSENT_TEXTS) == expected
    assert Consent.objects.count() == 0
