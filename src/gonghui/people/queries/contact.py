"""Whose a number is, and numbers as they may be shown."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import QuerySet

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.sealed import Sealed, like
from gonghui.people.models import Person
from gonghui.people.queries.consent import who_agreed
from gonghui.people.rules.privacy import Purpose

SOME = 500  # numbers asked for at a time


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it is shown in a list.

    Attributes:
        words: Whole where its owner agreed to that, else masked; empty where none is known.
    """

    words: str
    is_whole: bool


UNKNOWN = Phone("", is_whole=False)


def with_phone(number: str) -> QuerySet[Person]:
    """Everybody with just this telephone number, as ``read_phone`` gives it."""
    return Person.objects.filter(phone_likeness__in=like(number, "people.phone"))


def bearers_of(id_numbers: Collection[str]) -> dict[str, int]:
    """Of these identity card numbers, those that are entered: each with its person's key."""
    numbers, found = sorted({*id_numbers} - {""}), dict[str, int]()
    for start in range(0, len(numbers), SOME):
        looks = {
            one: number
            for number in numbers[start : start + SOME]
            for one in like(number, "people.id_number")
        }
        known = Person.objects.filter(id_number_likeness__in=looks)
        found |= {looks[one]: pk for one, pk in known.values_list("id_number_likeness", "pk")}
    return found


def phones_shown(persons: Sequence[Person]) -> dict[int, Phone]:
    """The telephone of each as whoever may be told it sees it in a list. One query.

    Whole for those who agreed to stand in the contact list; nobody has to say what for.
    """
    known = [one for one in persons if one.phone]
    agreed = who_agreed([one.pk for one in known], Purpose.CONTACT_LIST)
    return {one.pk: _shown(one.phone, whole=one.pk in agreed) for one in known}


def _shown(phone: Sealed, *, whole: bool) -> Phone:
    """One that does not open says so, and the list beside it stays readable."""
    if whole:
        with suppress(RuleBroken):
            return Phone(phone.unsealed(), is_whole=True)
    return Phone(str(phone), is_whole=False)
