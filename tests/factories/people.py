"""Persons and accounts. Accounts with a role are made in ``tests.factories.access``."""

from itertools import count

from gonghui.foundation.chinese import name_initials, name_pinyin, to_simplified
from gonghui.foundation.strokes import stroke_key
from gonghui.people.models import Account, Person

_numbers = count(1)


def make_person(name: str = "麻青松", *, code: str = "", invented: bool = False) -> Person:
    return Person.objects.create(
        name=name,
        sort_reading=name_pinyin(name),
        initials=name_initials(name),
        stroke_key=stroke_key(name),
        plain_name=to_simplified(name),
        code=code,
        invented=invented,
    )


def make_plain_account(
    name: str = "麻青松", *, username: str | None = None, password: str | None = None
) -> Account:
    """A person's account without any role; it can sign in only when a password is given."""
    account = Account(username=username or f"account{next(_numbers)}", person=make_person(name))
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    return account


def make_job(username: str = "gonghui") -> Account:
    return Account.objects.get_or_create(username=username, defaults={"is_job": True})[0]
