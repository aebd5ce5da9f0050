"""One letter a day: what is due, late, came back, and what was not read."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from gonghui.notices.actions.delivery import reached, write
from gonghui.notices.exports.letter import digest
from gonghui.notices.models import Notice
from gonghui.notices.queries.delivery import languages_of
from gonghui.notices.rules.delivery import Line, Section
from gonghui.notices.sources import gateways, sources
from gonghui.people.models import Account

AT_ONCE = 500


def write_digests(*, on: date, at: datetime) -> int:
    """Write the day's digest to whoever agreed to one and has something to read; to how many.

    Account by account of some hundreds, each part in a short transaction; begun again, nobody is
    written to twice.
    """
    return sum(_write(part, on=on, at=at) for part in _parts()) if gateways() else 0


def _parts() -> Iterator[list[int]]:
    last = 0
    open_ones = Account.objects.filter(is_active=True, is_job=False).order_by("pk")
    while part := list(open_ones.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        yield part
        last = part[-1]


@transaction.atomic
def _write(accounts: Collection[int], *, on: date, at: datetime) -> int:
    ways = reached(accounts)
    keys = {account for _, found in ways for account in found}
    lines = _lines(keys, on) if keys else {}
    languages = languages_of(list(lines))
    texts = {account: digest(told, languages[account]) for account, told in lines.items()}
    for gateway, found in ways:
        own = {account: text for account, text in texts.items() if account in found}
        write(own, gateway=gateway, key=f"digest:{on}", at=at)
    Notice.objects.filter(account__in=list(texts), read_at=None, digested_at=None).update(
        digested_at=at
    )
    return len(texts)


def _lines(accounts: Collection[int], on: date) -> Mapping[int, list[Line]]:
    lines: dict[int, list[Line]] = {}
    for source in (*sources(), unread):
        for account, told in source(accounts, on).items():
            lines.setdefault(account, []).extend(told)
    return lines


def unread(accounts: Collection[int], _on: date) -> Mapping[int, list[Line]]:
    """What was told and neither read nor in an earlier digest."""
    lines: dict[int, list[Line]] = {}
    rows = Notice.objects.filter(account__in=accounts, read_at=None, digested_at=None)
    for notice in rows.order_by("at", "pk"):
        line = Line(Section.UNREAD, notice.code, notice.facts)
        lines.setdefault(notice.account_id, []).append(line)
    return lines
