"""Finding persons, links that still open, and how long somebody must wait to try again."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from gonghui.foundation.chinese import half_width, tidy_name, to_simplified
from gonghui.people.models import Account, Person, SignInLink, Tries
from gonghui.people.rules import FREE_FROM_ADDRESS, FREE_HERE, FREE_IN_ALL, wait_after

FORGOTTEN_AFTER = timedelta(days=1)  # wrong tries count no longer
NO_STRANGER_FOR = timedelta(days=30)  # after a sign-in from an address


def found(text: str) -> QuerySet[Person]:
    """Persons by a part of the name in either script, or how pinyin, initials or code begin.

    Nobody when nothing was typed.
    """
    typed = tidy_name(text)
    if not typed:
        return Person.objects.none()
    letters = half_width(typed).lower().replace("'", "").replace("ü", "v")
    return Person.objects.filter(
        Q(plain_name__contains=to_simplified(typed))
        | Q(sort_reading__startswith=letters)
        | Q(initials__startswith=letters)
        | Q(code__istartswith=half_width(typed))
    ).order_by("sort_reading", "pk")


def namesakes(name: str) -> QuerySet[Person]:
    """Everybody of just this name, who was entered first coming first."""
    return Person.objects.filter(name=tidy_name(name)).order_by("pk")


def namesakes_of(names: Collection[str]) -> dict[str, list[Person]]:
    """For each of many names, tidied, everybody who bears it; names nobody bears are left out."""
    known: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(name__in={*map(tidy_name, names)}).order_by("pk"):
        known[person.name].append(person)
    return dict(known)


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


def link_behind(token: str, *, at: datetime) -> SignInLink | None:
    """The link that bears this token, if it still opens: not used, not over, account open."""
    links = SignInLink.objects.filter(digest=digest_of(token), used_at=None, ends_at__gt=at)
    return links.filter(account__is_active=True).select_related("account__person").first()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_taken(username: str) -> bool:
    """Whether an account is called so, capitals or not."""
    return Account.objects.filter(username__iexact=username).exists()
