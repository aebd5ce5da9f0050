"""How long somebody must wait to try again."""

import hashlib
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet

from gonghui.people.models import Account, Tries
from gonghui.people.rules.session import FREE_FROM_ADDRESS, FREE_HERE, FREE_IN_ALL, wait_after

SEEN_EVERY = 60  # seconds: not every page writes that somebody was here
FORGOTTEN_AFTER = timedelta(days=1)  # wrong tries count no longer
NO_STRANGER_FOR = timedelta(days=30)  # after a sign-in from an address


def tries_keys(username: str, address: str) -> tuple[str, str, str]:
    """Under what is counted: the name from this address, the name from anywhere, the address."""
    name = username.strip().lower()
    parts = (f"here {address} {name}", f"name {name}", f"from {address}")
    here, name_key, from_key = (hashlib.sha256(part.encode()).hexdigest() for part in parts)
    return here, name_key, from_key


def seconds_to_wait(username: str, address: str, *, at: datetime) -> int:
    """How long until this name may be tried from this address again; the same for any name.

    Who signed in from here within the month waits only for wrong tries made from here: what others
    try elsewhere keeps nobody out.
    """
    here, name, place = tries_keys(username, address)
    rows = {row.key: row for row in Tries.objects.filter(key__in=(here, name, place))}
    own = rows.get(here)
    waits = [_rest(own, FREE_HERE, at)]
    if own is None or own.came_in_at is None or at - own.came_in_at > NO_STRANGER_FOR:
        waits += [_rest(rows.get(name), FREE_IN_ALL, at)]
        waits += [_rest(rows.get(place), FREE_FROM_ADDRESS, at)]
    return max(waits)


def _rest(row: Tries | None, free: int, at: datetime) -> int:
    if row is None or at - row.last_at > FORGOTTEN_AFTER:
        return 0
    passed = int((at - row.last_at).total_seconds())
    return max(0, wait_after(row.wrong, free=free) - passed)


def rested(account: Account, *, at: datetime) -> QuerySet[UserSession]:
    """Where the account was not used for so long that the next page would sign it out."""
    seen_last = at - timedelta(seconds=settings.SESSION_IDLE_FOR + SEEN_EVERY)
    found: QuerySet[UserSession] = UserSession.objects.filter(
        user=account, last_seen_at__lt=seen_last
    )
    return found


def places_signed_in(account: Account, *, at: datetime) -> int:
    """In how many places the account is signed in just now."""
    gone = set(rested(account, at=at).values_list("pk", flat=True))
    return sum(one.pk not in gone for one in UserSession.objects.purge_and_list(account))
