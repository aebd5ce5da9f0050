"""Who is signed in where, and wrong passwords counted."""

from collections.abc import Collection
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from gonghui.audit.actions import Deed, record
from gonghui.people.models import Account, Tries
from gonghui.people.queries.session import (
    FORGOTTEN_AFTER,
    NO_STRANGER_FOR,
    rested,
    tries_keys,
)


def end_sessions(account: Account, *, but: str | None = None) -> int:
    """Sign the account out everywhere, except in the session of the key ``but``; how many."""
    sessions = list(UserSession.objects.filter(user=account).exclude(session_key=but or ""))
    for session in sessions:
        session.end()
    return len(sessions)


def end_rested(account: Account, *, at: datetime) -> None:
    """Those that would end with their next page end now: nobody sees as open what is closed."""
    for session in rested(account, at=at):
        session.end()


@transaction.atomic
def end_own_sessions(sessions: Collection[UserSession], *, by: Account, at: datetime) -> None:
    """Somebody signs themselves out elsewhere, as on a computer that was left."""
    for session in sessions:
        session.end()
    if sessions:
        record(Deed("session.ended", by, facts={"count": len(sessions)}), by=by, at=at)


@transaction.atomic
def count_wrong_try(username: str, address: str, *, at: datetime) -> int:
    """Remember a wrong password; returns how many there were for this name, from anywhere."""
    keys = tries_keys(username, address)
    for key in keys:
        row, made = Tries.objects.get_or_create(key=key, defaults={"wrong": 1, "last_at": at})
        if not made:
            over = at - row.last_at > FORGOTTEN_AFTER
            row.wrong, row.last_at = (1 if over else F("wrong") + 1), at
            row.save(update_fields=["wrong", "last_at"])
    return Tries.objects.values_list("wrong", flat=True).get(key=keys[1])


@transaction.atomic
def note_arrival(username: str, address: str, *, at: datetime) -> None:
    """The right password: this name is no stranger at this address, and starts anew there."""
    here, _name, _place = tries_keys(username, address)
    fresh = {"wrong": 0, "last_at": at, "came_in_at": at}
    Tries.objects.update_or_create(key=here, defaults=fresh)
    Tries.objects.filter(last_at__lt=at - NO_STRANGER_FOR).delete()
