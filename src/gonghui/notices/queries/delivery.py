"""Who is written to, and in which language."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from gonghui.notices.models import Delivery, Preference
from gonghui.notices.rules.delivery import State
from gonghui.people.models import Account


def language_of(account: Account) -> str:
    """In which language an account is written to."""
    return languages_of([account.pk])[account.pk]


def languages_of(accounts: Collection[int]) -> dict[int, str]:
    """The same for many, by key."""
    chosen = Preference.objects.filter(account__in=accounts).values_list("account", "language")
    return dict.fromkeys(accounts, settings.LANGUAGE_CODE) | dict(chosen)


def waiting(channel: str, *, at: datetime) -> QuerySet[Delivery]:
    """Letters to be sent now, the longest due first."""
    found = Delivery.objects.filter(channel=channel, state=State.WAITING.value, next_at__lte=at)
    return found.order_by("next_at", "pk")


def next_at() -> datetime | None:
    """When the next letter is to be tried; ``None`` when none waits."""
    found = Delivery.objects.filter(state=State.WAITING.value).order_by("next_at")
    return found.values_list("next_at", flat=True).first()
