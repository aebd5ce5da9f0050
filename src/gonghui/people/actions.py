"""Registering persons and opening accounts."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import name_pinyin, tidy_name
from gonghui.foundation.errors import RuleBroken
from gonghui.people.models import Account, Person

JOB = "gonghui"


@transaction.atomic
def register_person(name: str, *, by: Actor, at: datetime, invented: bool = False) -> Person:
    """Enter a person by name.

    Raises:
        RuleBroken: ``person.name_missing``.
    """
    name = tidy_name(name)
    if not name:
        raise RuleBroken("person.name_missing")
    person = Person.objects.create(name=name, sort_reading=name_pinyin(name), invented=invented)
    record(Deed("person.registered", person), by=by, at=at)
    return person


@transaction.atomic
def open_account(
    username: str, *, person: Person, password: str, by: Actor, at: datetime
) -> Account:
    """Give a person an account.

    Raises:
        RuleBroken: ``account.username_taken``.
        ValidationError: The password is too easy to guess.
    """
    if Account.objects.filter(username=username).exists():
        raise RuleBroken("account.username_taken", username=username)
    account = Account(username=username, person=person)
    validate_password(password, account)
    account.set_password(password)
    account.save()
    record(Deed("account.opened", account), by=by, at=at)
    return account


def job_account() -> Account:
    """The account in whose name commands and jobs act; it cannot sign in."""
    account, made = Account.objects.get_or_create(username=JOB, defaults={"is_job": True})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
