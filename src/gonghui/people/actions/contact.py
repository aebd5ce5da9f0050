"""Telephone and identity card numbers: entering them, and telling them whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from gonghui.audit.actions import Actor, Deed, record, record_all
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.sealed import Sealed
from gonghui.people.models import Person
from gonghui.people.queries.contact import bearers_of
from gonghui.people.rules.contact import Fact, Reason, check_reason, read_fact

LONGEST_WORDS = 200
FIELDS = ["phone", "phone_likeness", "id_number", "id_number_likeness"]


@dataclass(frozen=True, slots=True)
class Contact:
    """What is to be entered of one person.

    Attributes:
        phone: As typed; ``None`` leaves what is entered, an empty text takes it out.
        id_number: As typed; likewise.
    """

    person: Person
    phone: str | None = None
    id_number: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered of one person in place of what, all of it under seal.

    Attributes:
        facts: By the fact's name: what was kept before, and what is kept now.
    """

    person: int
    facts: Mapping[str, tuple[str, str]]


def change_contact(
    person: Person,
    *,
    phone: str | None = None,
    id_number: str | None = None,
    by: Actor,
    at: datetime,
) -> Entered:
    """Enter one person's numbers; ``None`` leaves what is entered.

    Raises:
        RuleBroken: As ``change_contacts``.
    """
    return change_contacts([Contact(person, phone, id_number)], by=by, at=at)[0]


@transaction.atomic
def change_contacts(contacts: Sequence[Contact], *, by: Actor, at: datetime) -> list[Entered]:
    """Enter the numbers of many persons, each person once; the record names each.

    A telephone may be shared, an identity card number is one person's.

    Raises:
        RuleBroken: ``contact.masked``, ``mobile.wrong``, ``id_number.wrong_…``,
            ``id_number.taken`` or ``person.erased``.
    """
    persons = Person.objects.select_for_update(of=["self"]).in_bulk(
        [one.person.pk for one in contacts]
    )
    _check_kept(persons.values())
    wanted = {one.person.pk: _read(one, at=at) for one in contacts}
    _check_own({pk: typed[Fact.ID_NUMBER] for pk, typed in wanted.items()})
    entered = [_enter(persons[pk], typed) for pk, typed in wanted.items()]
    changed = [one for one in entered if one.facts]
    if changed:
        _save([persons[one.person] for one in changed])
        record_all([_deed(persons[one.person], one) for one in changed], by=by, at=at)
    return entered


@transaction.atomic
def restore_contacts(entered: Sequence[Entered], *, by: Actor, at: datetime) -> None:
    """Put back what was kept before, where nobody entered something else meanwhile.

    Raises:
        RuleBroken: ``seal.key_missing`` where what was kept before opens no longer, or
            ``id_number.taken`` where it was entered for somebody else meanwhile.
    """
    persons = Person.objects.select_for_update(of=["self"]).in_bulk([one.person for one in entered])
    restored = []
    for one in entered:
        person = persons.get(one.person)
        if person is None:
            continue
        facts = {
            name: (now, before)
            for name, (before, now) in one.facts.items()
            if _is_still(_kept(person, Fact(name)), now)
        }
        for name, (_now, before) in facts.items():
            former = Sealed(before, _kept(person, Fact(name)).purpose, str)
            setattr(person, name, former.unsealed())
        if facts:
            restored.append(Entered(person.pk, facts))
    if restored:
        _save([persons[one.person] for one in restored])
        record_all([_deed(persons[one.person], one) for one in restored], by=by, at=at)


@transaction.atomic
def tell(  # noqa: PLR0913 -- whose what, and the reason with its words
    person: Person, fact: Fact, reason: Reason, *, words: str = "", by: Actor, at: datetime
) -> str:
    """One fact of a person whole, to somebody who says what for; this goes into the record.

    Raises:
        RuleBroken: ``telling.reason_missing``, ``telling.words_missing`` or
            ``telling.nothing_known``.
    """
    check_reason(fact, reason, words)
    kept = _kept(person, fact)
    if not kept:
        raise RuleBroken("telling.nothing_known")
    told = kept.unsealed()
    facts = {"fact": fact.value, "reason": reason.value}
    facts |= {"words": tidy(words).strip()[:LONGEST_WORDS]}
    record(Deed("person.fact_told", person, facts=facts), by=by, at=at)
    return told


def note_found(persons: Collection[Person], *, by: Actor, at: datetime) -> None:
    """Somebody found out whose a telephone number is."""
    record_all([Deed("person.found_by_phone", one) for one in persons], by=by, at=at)


def _read(contact: Contact, *, at: datetime) -> dict[Fact, str | None]:
    typed = {Fact.PHONE: contact.phone, Fact.ID_NUMBER: contact.id_number}
    on = localtime(at).date()
    return {
        fact: None if text is None else read_fact(fact, text, on=on) for fact, text in typed.items()
    }


def _check_kept(persons: Collection[Person]) -> None:
    """Nothing more is entered of who asked to be erased.

    Raises:
        RuleBroken: ``person.erased``.
    """
    erased = next((one for one in persons if one.erased_at is not None), None)
    if erased is not None:
        raise RuleBroken("person.erased", name=erased.name)


def _check_own(numbers: Mapping[int, str | None]) -> None:
    """An identity card number is one person's."""
    given = [number for number in numbers.values() if number]
    if len(set(given)) < len(given):
        raise RuleBroken("id_number.taken")
    taken = bearers_of(given)
    if any(taken.get(number or "", pk) != pk for pk, number in numbers.items()):
        raise RuleBroken("id_number.taken")


def _is_still(kept: Sealed, entered: str) -> bool:
    """Whether what was entered is still there; sealed with another key it is the same."""
    if kept.kept == entered or not (kept and entered):
        return kept.kept == entered
    return replace(kept, kept=entered).unsealed() == kept.unsealed()


def _kept(person: Person, fact: Fact) -> Sealed:
    kept: Sealed = person.phone if fact is Fact.PHONE else person.id_number
    return kept


def _enter(person: Person, typed: Mapping[Fact, str | None]) -> Entered:
    """Put under seal what differs from what is kept."""
    facts = {}
    for fact, text in typed.items():
        before = _kept(person, fact)
        # what does not open any more is entered anew
        if text is not None and not (before.opens() and before.unsealed() == text):
            setattr(person, fact.value, text)
            facts[fact.value] = (before.kept, _kept(person, fact).kept)
    return Entered(person.pk, facts)


def _save(persons: Sequence[Person]) -> None:
    """Write them; two who enter one identity card number at once are told by the database."""
    try:
        with transaction.atomic():
            Person.objects.bulk_update(persons, FIELDS, batch_size=200)
    except IntegrityError as taken:
        raise RuleBroken("id_number.taken") from taken


def _deed(person: Person, entered: Entered) -> Deed:
    return Deed("person.contact_changed", person, facts={"facts": sorted(entered.facts)})
