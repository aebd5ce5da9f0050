"""Registering persons and correcting their names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models.deletion import ProtectedError

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import (
    half_width,
    name_initials,
    name_pinyin,
    tidy,
    tidy_name,
    to_simplified,
)
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.strokes import stroke_key
from gonghui.people.models import Person

LONGEST_NAME = 60
LONGEST_CODE = 30
LONGEST_READING = 200

_READING = re.compile(r"[a-z]+(?:[\s'·]+[a-z]+)*")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What must be known to register a person.

    Attributes:
        code: The office's own number of the person; empty when it has none.
        sort_reading: Pinyin of the name, syllables apart where wished; empty: as usually read.
    """

    name: str
    code: str = ""
    sort_reading: str = ""


@transaction.atomic
def register_all(
    newcomers: Sequence[NewPerson], *, by: Actor, at: datetime, invented: bool = False
) -> list[Person]:
    """Enter many persons as one deed, in their order.

    Raises:
        RuleBroken: ``person.name_missing``, ``person.name_too_long``, ``person.code_too_long``,
            ``person.code_taken`` with the codes, or ``person.reading_wrong``.
    """
    persons = [_person(newcomer, invented=invented) for newcomer in newcomers]
    codes = [person.code for person in persons if person.code]
    known = Person.objects.filter(code__in=codes).values_list("code", flat=True)
    taken = {*known, *(code for code, count in Counter(codes).items() if count > 1)}
    if taken:
        raise RuleBroken("person.code_taken", codes="、".join(sorted(taken)))
    made = Person.objects.bulk_create(persons, batch_size=500)
    if made:
        record(Deed("person.registered", made[0], facts={"count": len(made)}), by=by, at=at)
    return made


@transaction.atomic
def unregister_all(persons: Collection[Person], *, by: Actor, at: datetime) -> int:
    """Take persons out again who were entered by mistake; returns how many.

    Raises:
        RuleBroken: ``person.in_use`` with the name of one who holds or held a post, has an account
            or took part in anything.
    """
    going = Person.objects.select_for_update(of=["self"]).in_bulk([one.pk for one in persons])
    if not going:
        return 0
    try:
        Person.objects.filter(pk__in=going).delete()
    except ProtectedError as refusal:
        used = {
            getattr(one, field.attname)
            for one in refusal.protected_objects
            for field in one._meta.concrete_fields
            if field.related_model is Person
        }
        name = next(one.name for pk, one in going.items() if pk in used)
        raise RuleBroken("person.in_use", name=name) from refusal
    first = going[min(going)]
    record(Deed("person.unregistered", first, facts={"count": len(going)}), by=by, at=at)
    return len(going)


def register_person(  # noqa: PLR0913 -- what is known of a person, who enters them and when
    name: str,
    *,
    by: Actor,
    at: datetime,
    code: str = "",
    sort_reading: str = "",
    invented: bool = False,
) -> Person:
    """Enter one person.

    Raises:
        RuleBroken: As ``register_all``.
    """
    newcomer = NewPerson(name, code, sort_reading)
    return register_all([newcomer], by=by, at=at, invented=invented)[0]


@transaction.atomic
def rename_person(person: Person, name: str, *, by: Actor, at: datetime) -> Person:
    """Give a person another name; reading and strokes follow the new one.

    Raises:
        RuleBroken: ``person.name_missing`` or ``person.name_too_long``.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    former, name = person.name, _checked_name(name)
    if name == former:
        return person
    _call(person, name)
    person.save(update_fields=[*CALLED, "changed_at"])
    record(Deed("person.renamed", person, facts={"former_name": former}), by=by, at=at)
    return person


@transaction.atomic
def correct_reading(person: Person, reading: str, *, by: Actor, at: datetime) -> Person:
    """Say how a person's name is read, so that it is sorted and found so.

    Raises:
        RuleBroken: ``person.reading_wrong``.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    former = person.sort_reading
    _read(person, reading)
    person.save(update_fields=["sort_reading", "initials", "changed_at"])
    facts = {"former_reading": former, "reading": person.sort_reading}
    record(Deed("person.reading_corrected", person, facts=facts), by=by, at=at)
    return person


CALLED = ("name", "sort_reading", "initials", "stroke_key", "plain_name")


def _person(newcomer: NewPerson, *, invented: bool) -> Person:
    person = Person(code=half_width(tidy(newcomer.code)).strip(), invented=invented)
    if len(person.code) > LONGEST_CODE:
        raise RuleBroken("person.code_too_long", most=LONGEST_CODE)
    _call(person, _checked_name(newcomer.name))
    if newcomer.sort_reading.strip():
        _read(person, newcomer.sort_reading)
    return person


def _checked_name(name: str) -> str:
    name = tidy_name(name)
    if not name:
        raise RuleBroken("person.name_missing")
    if len(name) > LONGEST_NAME:
        raise RuleBroken("person.name_too_long", most=LONGEST_NAME)
    return name


def _call(person: Person, name: str) -> None:
    """The name and all that follows from it."""
    person.name = name
    person.sort_reading = name_pinyin(name)[:LONGEST_READING]
    person.initials = name_initials(name)[:LONGEST_NAME]
    person.stroke_key = stroke_key(name)
    person.plain_name = to_simplified(name)[:LONGEST_NAME]


def _read(person: Person, reading: str) -> None:
    """Pinyin as typed: tones and capitals fall away, ü is v; a gap ends a syllable."""
    apart = unicodedata.normalize("NFD", half_width(tidy(reading)).strip().lower())
    plain = re.sub(r"[\u0300-\u036f]", "", apart.replace("u\u0308", "v"))
    if _READING.fullmatch(plain) is None or len(plain) > LONGEST_READING:
        raise RuleBroken("person.reading_wrong", reading=reading.strip()[:40])
    syllables = re.split(r"[\s'·]+", plain)
    person.sort_reading = re.sub(r"[\s']+", "", plain)
    alone = len(syllables) == 1
    person.initials = (
        syllables[0][0] + person.initials[1:]
        if alone
        else "".join(syllable[0] for syllable in syllables)[:LONGEST_NAME]
    )
