"""Telling persons something, inside the transaction that has it happen."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from uuid import uuid4

from django.db import transaction

from gonghui.notices.actions.delivery import reached, write
from gonghui.notices.exports.letter import alarm
from gonghui.notices.models import Notice
from gonghui.notices.queries.delivery import languages_of
from gonghui.notices.rules.notice import Message, Weight
from gonghui.people.models import Account

AT_ONCE = 1000  # messages written by one statement, more or less


def tell(accounts: Iterable[Account], message: Message, *, at: datetime) -> None:
    """Tell each of these accounts the same; whoever was told under this key is not told again."""
    tell_each(((account.pk, message) for account in accounts), at=at)


@transaction.atomic
def tell_each(messages: Iterable[tuple[int, Message]], *, at: datetime) -> None:
    """Tell many accounts, each something of its own: pairs of an account's key and a message.

    Takes a million as well as one, a thousand at a time. Not recorded: the deed it tells of is.
    """
    rows = (_row(account, message, at) for account, message in messages)
    while chunk := list(islice(rows, AT_ONCE)):
        # told already under the same key: left as it is, read or not
        Notice.objects.bulk_create(chunk, ignore_conflicts=True)
        alarms = [one for one in chunk if one.weight == Weight.ALARM.value]
        if alarms:
            _write_alarms(alarms, at)


def _write_alarms(alarms: Sequence[Notice], at: datetime) -> None:
    """What must be looked at now does not wait for the day's digest."""
    accounts = {one.account_id for one in alarms}
    languages = languages_of(list(accounts))
    for gateway, found in reached(accounts):
        for one in alarms:
            if one.account_id in found:
                message = Message(one.code, one.facts)
                text = {one.account_id: alarm(message, languages[one.account_id])}
                key = f"alarm:{one.key or uuid4().hex}"
                write(text, gateway=gateway, key=key, at=at)


def _row(account: int, message: Message, at: datetime) -> Notice:
    return Notice(
        account_id=account,
        code=message.code,
        facts=dict(message.facts),
        page=message.page,
        of=message.of,
        weight=message.weight.value,
        key=message.key[:120],
        at=at,
    )


def mark_read(account: Account, keys: Iterable[int], *, at: datetime) -> int:
    """These messages of the account are read; how many were not yet."""
    unread = Notice.objects.filter(account=account, read_at=None)
    return unread.filter(pk__in=list(keys)).update(read_at=at)


def mark_all_read(account: Account, *, at: datetime) -> int:
    """All messages the account has got until now are read; how many were not yet."""
    return Notice.objects.filter(account=account, read_at=None, at__lte=at).update(read_at=at)
