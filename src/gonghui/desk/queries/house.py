"""The state of the house, for its three administrators."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from gonghui.audit.models import Entry, Head
from gonghui.foundation.daily import pieces
from gonghui.foundation.models import DailyWork
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Level
from gonghui.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Daily:
    """A piece of what the house does by itself every day.

    Attributes:
        done_on: The last day it was done; ``None``: never yet.
        failures: How often it failed since.
        error: The kind of the latest failure.
    """

    name: str
    done_on: date | None = None
    failures: int = 0
    error: str = ""


def daily_work() -> list[Daily]:
    """Every piece, in the order in which they are done. One query."""
    rows = {row.name: row for row in DailyWork.objects.all()}
    return [
        Daily(one.name, row.done_on, row.failures, row.error)
        if (row := rows.get(one.name))
        else Daily(one.name)
        for one in pieces()
    ]


@dataclass(frozen=True, slots=True)
class House:
    """Counts an administrator looks after.

    Attributes:
        accounts: Accounts people sign in with, the closed ones too.
        seldom: Open accounts that did not sign in for 30 days, or never.
        levels: Organisations by level, from the top down.
        deeds: Entries in the record.
        newest: The latest entry; ``None`` before the first.
        newest_day: Entries of the last 24 hours.
    """

    accounts: int
    closed: int
    seldom: int
    persons: int
    levels: dict[Level, int]
    deeds: int
    newest: Entry | None
    newest_day: int


def house(*, now: datetime) -> House:
    """How the house stands. Seven small queries."""
    seldom = Q(last_login__isnull=True) | Q(last_login__lt=now - timedelta(days=30))
    accounts = Account.objects.filter(is_job=False).aggregate(
        all=Count("pk"),
        closed=Count("pk", filter=Q(is_active=False)),
        seldom=Count("pk", filter=Q(is_active=True) & seldom),
    )
    by_level = dict(
        Organisation.objects.order_by().values_list("level").annotate(count=Count("pk"))
    )
    head = Head.objects.first()
    return House(
        accounts=accounts["all"],
        closed=accounts["closed"],
        seldom=accounts["seldom"],
        persons=Person.objects.count(),
        levels={level: by_level[level.value] for level in Level if level.value in by_level},
        deeds=head.number if head else 0,
        newest=Entry.objects.order_by("-number").first(),
        newest_day=Entry.objects.filter(at__gt=now - timedelta(days=1)).count(),
    )
