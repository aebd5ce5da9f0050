"""Accounts and who may still get one."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.access.queries import accounts_where
from gonghui.directory.queries.person import named, persons_where
from gonghui.people.models import Account, Person

MANAGE = Permission.ACCOUNT_MANAGE
CHOICES = 20


def account_where(user: Visitor, pk: int) -> Account | None:
    """One account, if it belongs where the person keeps accounts."""
    return accounts_where(user, MANAGE).filter(pk=pk).distinct().first()


def without_account(user: Visitor, text: str) -> QuerySet[Person]:
    """Persons in reach whose name or pinyin holds the text and who cannot sign in yet."""
    able = Account.objects.filter(person=OuterRef("pk"), is_active=True)
    found = named(persons_where(user, MANAGE), text).filter(~Exists(able))
    first = list(found.values_list("pk", flat=True)[:CHOICES])
    return persons_where(user, MANAGE).filter(pk__in=first)


def with_second_factor(accounts: Sequence[Account]) -> set[int]:
    """Keys of those among the accounts that have a second factor. One query."""
    factors = Authenticator.objects.filter(user__in=accounts)
    return set(
        factors.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user", flat=True)
    )
