"""What the audit administrator must hear of at once.

Source: quality.md S66; GB/T 22239-2019, 安全审计 and 入侵防范.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.permissions import Role
from gonghui.access.queries import overseers_of
from gonghui.audit.actions import Deed, record
from gonghui.notices.actions.notice import tell
from gonghui.notices.rules.notice import Message, Weight
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

RECORD = "directory:audit"


def tell_of_administrator(
    role: Role, organisation: Organisation, to: object, *, grant: int, at: datetime
) -> None:
    """Somebody is an administrator from now on; in the transaction that gives the role."""
    facts = {"who": str(to), "organisation": organisation.name}
    key = f"grant:{grant}"
    message = Message(f"alert.{role.value}", facts, RECORD, weight=Weight.ALARM, key=key)
    tell(overseers_of(organisation, on=localtime(at).date()), message, at=at)


def tell_of_mass_export(*, persons: int, by: Account, at: datetime) -> None:
    """Somebody took a list of very many people out; in the transaction that records it."""
    facts = {"who": by.display_name, "persons": persons}
    message = Message("alert.mass_export", facts, RECORD, weight=Weight.ALARM)
    tell(overseers_of(None, on=localtime(at).date()), message, at=at)


def tell_of_broken_chain(number: int, *, at: datetime) -> None:
    """The record of deeds was touched; told once for each place."""
    key = f"chain:{number}"
    message = Message(
        "alert.chain_broken", {"number": number}, RECORD, weight=Weight.ALARM, key=key
    )
    tell(overseers_of(None, on=localtime(at).date()), message, at=at)


def note_refused(account: Account, *, at: datetime) -> None:
    """Something was not there for somebody; the twentieth time within ten minutes is told.

    Whoever tries one number after the other looks for what is not theirs. How often and in how
    many seconds: ``settings.LIMITS["refused"]``; without it nobody counts.
    """
    if "refused" not in settings.LIMITS:
        return
    most, seconds = settings.LIMITS["refused"]
    key = f"refused-{account.pk}"
    lately = [one for one in cache.get(key, []) if one > at - timedelta(seconds=seconds)] + [at]
    many = len(lately) >= most
    cache.set(key, [] if many else lately, seconds)
    if many:
        _tell_of_many_refused(account, most, seconds // 60, at=at)


@transaction.atomic
def _tell_of_many_refused(account: Account, count: int, minutes: int, *, at: datetime) -> None:
    facts = {"who": account.display_name, "count": count, "minutes": minutes}
    message = Message("alert.many_refused", facts, RECORD, weight=Weight.ALARM)
    tell(overseers_of(None, on=localtime(at).date()), message, at=at)
    record(Deed("account.refused_often", account, facts={"count": count}), by=account, at=at)
