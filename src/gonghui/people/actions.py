"""Registering persons, correcting their names, and opening accounts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.utils.timezone import now

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
from gonghui.people.models import Account, Person, SignInLink, Tries
from gonghui.people.queries import (
    FORGOTTEN_AFTER,
    NO_STRANGER_FOR,
    digest_of,
    is_taken,
    link_behind,
    tries_keys,
)

JOB = "gonghui"

LONGEST_NAME = 60
LONGEST_CODE = 30
LONGEST_READING = 200
LONGEST_REASON = 200
LINK_OPENS_FOR = timedelta(hours=72)
USERNAME = re.compile(r"[\w.-]{3,60}")

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


@dataclass(frozen=True, slots=True)
class Invited:
    """An account and the one-time link by which its person sets the password.

    Attributes:
        token: Stands in the link; told once, kept nowhere.
    """

    account: Account
    token: str


@transaction.atomic
def open_account(username: str, *, person: Person, by: Actor, at: datetime) -> Invited:
    """Give a person an account; nobody but they ever knows its password.

    Raises:
        RuleBroken: ``account.username_wrong`` or ``account.username_taken``.
    """
    username = half_width(username).strip()
    if USERNAME.fullmatch(username) is None:
        raise RuleBroken("account.username_wrong")
    if is_taken(username):
        raise RuleBroken("account.username_taken", username=username)
    account = Account(username=username, person=person)
    account.set_unusable_password()
    account.save()
    record(Deed("account.opened", account), by=by, at=at)
    return Invited(account, _new_link(account))


@transaction.atomic
def start_reset(account: Account, *, second_factor_lost: bool, by: Actor, at: datetime) -> str:
    """A link by which the person sets another password; until then the old one holds.

    With the telephone lost too, the second factor is taken away; the person sets up another.

    Raises:
        RuleBroken: ``account.closed``.
    """
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if not account.is_active:
        raise RuleBroken("account.closed")
    if second_factor_lost and Authenticator.objects.filter(user=account).delete()[0]:
        record(Deed("second_factor.removed", account), by=by, at=at)
    record(Deed("account.reset_started", account), by=by, at=at)
    return _new_link(account)


def _new_link(account: Account) -> str:
    """Any earlier link of the account opens no longer. Links live by the real clock."""
    made_at = now()
    SignInLink.objects.filter(account=account, used_at=None, ends_at__gt=made_at).update(
        ends_at=made_at
    )
    token = token_urlsafe(32)
    SignInLink.objects.create(
        account=account, digest=digest_of(token), made_at=made_at, ends_at=made_at + LINK_OPENS_FOR
    )
    return token


@transaction.atomic
def set_password_by_link(token: str, password: str, *, at: datetime) -> Account:
    """The person sets their password; the link is used up and everything signed in ends.

    Raises:
        RuleBroken: ``link.over``.
        ValidationError: The password is too easy to guess.
    """
    link = link_behind(token, at=now())
    if link is None:
        raise RuleBroken("link.over")
    SignInLink.objects.select_for_update().get(pk=link.pk)
    account = link.account
    validate_password(password, account)
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now()):
        raise RuleBroken("link.over")
    account.set_password(password)
    account.save(update_fields=["password"])
    end_sessions(account)
    record(Deed("account.password_set", account), by=account, at=at)
    return account


@transaction.atomic
def close_account(account: Account, reason: str, *, by: Actor, at: datetime) -> None:
    """Nobody signs in with it any more, and who is signed in is signed out.

    Raises:
        RuleBroken: ``account.own``, ``account.closed`` or ``account.reason_missing``.
    """
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if account.pk == by.pk:
        raise RuleBroken("account.own")
    if not account.is_active:
        raise RuleBroken("account.closed")
    if not reason.strip():
        raise RuleBroken("account.reason_missing")
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account)
    facts = {"reason": reason.strip()[:LONGEST_REASON]}
    record(Deed("account.closed", account, facts=facts), by=by, at=at)


@transaction.atomic
def reopen_account(account: Account, *, by: Actor, at: datetime) -> None:
    """The person may sign in again, with the password they had. An open account stays as it is."""
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(Deed("account.reopened", account), by=by, at=at)


def end_sessions(account: Account, *, but: str | None = None) -> int:
    """Sign the account out everywhere, except in the session of the key ``but``; how many."""
    sessions = list(UserSession.objects.filter(user=account).exclude(session_key=but or ""))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_own_sessions(sessions: Collection[UserSession], *, by: Account, at: datetime) -> None:
    """Somebody signs themselves out elsewhere, as on a computer that was left."""
    for session in sessions:
        session.end()
    if sessions:
        record(Deed("session.ended", by, facts={"count": len(sessions)}), by=by, at=at)


@transaction.atomic
def count_wrong_try(username: str, address: str, *, at: datetime) -> int:
    """Remember a wrong password; returns how many there were for this name, from anywhere."""
    keys = tries_keys(username, address)
    for key in keys:
        row, made = Tries.objects.get_or_create(key=key, defaults={"wrong": 1, "last_at": at})
        if not made:
            over = at - row.last_at > FORGOTTEN_AFTER
            row.wrong, row.last_at = (1 if over else F("wrong") + 1), at
            row.save(update_fields=["wrong", "last_at"])
    return Tries.objects.values_list("wrong", flat=True).get(key=keys[1])


@transaction.atomic
def note_arrival(username: str, address: str, *, at: datetime) -> None:
    """The right password: this name is no stranger at this address, and starts anew there."""
    here, _name, _place = tries_keys(username, address)
    fresh = {"wrong": 0, "last_at": at, "came_in_at": at}
    Tries.objects.update_or_create(key=here, defaults=fresh)
    Tries.objects.filter(last_at__lt=at - NO_STRANGER_FOR).delete()


def job_account() -> Account:
    """The account in whose name commands and jobs act; it cannot sign in."""
    account, made = Account.objects.get_or_create(username=JOB, defaults={"is_job": True})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
