"""Opening accounts, setting passwords by link, closing accounts."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.timezone import now

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import (
    half_width,
)
from gonghui.foundation.errors import RuleBroken
from gonghui.people.actions.session import end_sessions
from gonghui.people.announcements import sign_in_changed
from gonghui.people.models import Account, Person, SignInLink
from gonghui.people.queries.account import digest_of, is_taken, link_behind

JOB = "gonghui"
LONGEST_REASON = 200
LINK_OPENS_FOR = timedelta(hours=72)
USERNAME = re.compile(r"[\w.-]{3,60}")


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
        RuleBroken: ``account.username_wrong``, ``account.username_taken`` or ``person.erased``.
    """
    if person.erased_at is not None:
        raise RuleBroken("person.erased", name=person.name)
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
def start_reset(account: Account, *, by: Actor, at: datetime) -> str:
    """A link by which the person sets another password; until then the old one holds.

    A second factor stays: who lost that too, see ``remove_second_factor``.

    Raises:
        RuleBroken: ``account.closed``.
    """
    account = _open_one(account)
    _announce(account, "sign_in.reset_started", by=by, at=at)
    record(Deed("account.reset_started", account), by=by, at=at)
    return _new_link(account)


@transaction.atomic
def remove_second_factor(account: Account, proof: str, *, by: Actor, at: datetime) -> None:
    """The person lost telephone and recovery codes; they are signed out and set up another.

    ``proof`` says how it was made sure that it is them who asks. Source: OWASP ASVS 5.0 V6.4.4.
    Of an administrator it takes two: ``access.actions.lost_factor``.

    Raises:
        RuleBroken: ``account.closed``; ``second_factor.proof_missing``; ``second_factor.none``.
    """
    account = _open_one(account)
    if not proof.strip():
        raise RuleBroken("second_factor.proof_missing")
    if not Authenticator.objects.filter(user=account).delete()[0]:
        raise RuleBroken("second_factor.none")
    end_sessions(account)
    _announce(account, "sign_in.second_factor_removed", by=by, at=at)
    facts = {"proof": proof.strip()[:LONGEST_REASON]}
    record(Deed("second_factor.removed", account, facts=facts), by=by, at=at)


def _open_one(account: Account) -> Account:
    """The account, held.

    Raises:
        RuleBroken: ``account.closed``.
    """
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if not account.is_active:
        raise RuleBroken("account.closed")
    return account


def _announce(account: Account, what: str, *, by: Actor, at: datetime) -> None:
    sign_in_changed.send(sender=None, account=account, what=what, by=by, at=at)


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
    _announce(account, "sign_in.password_set", by=account, at=at)
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
    """The person may sign in again, with the password they had. An open account stays as it is.

    Raises:
        RuleBroken: ``person.erased``.
    """
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if account.is_active:
        return
    if account.person is not None and account.person.erased_at is not None:
        raise RuleBroken("person.erased", name=account.person.name)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(Deed("account.reopened", account), by=by, at=at)


def job_account() -> Account:
    """The account in whose name commands and jobs act; it cannot sign in."""
    account, made = Account.objects.get_or_create(username=JOB, defaults={"is_job": True})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def change_email(account: Account, email: str, *, by: Actor, at: datetime) -> None:
    """Where the account is written to; empty: nowhere. The same address again is no deed."""
    if account.email == email:
        return
    account.email = email
    account.save(update_fields=["email"])
    _announce(account, "sign_in.email_changed", by=by, at=at)
    record(Deed("account.email_changed", account), by=by, at=at)
