"""What is told to everybody about the personal data kept here, made from the rooms' own maps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from gonghui.access.checks import roles_with
from gonghui.access.permissions import Permission, Role
from gonghui.access.wording import EVERY_ROLE
from gonghui.foundation.privacy import (
    NOBODY,
    SEEN_WORDS,
    THEMSELVES,
    DataClass,
    Kept,
    Purpose,
    Retention,
    personal_data,
)

OF_PEOPLE = frozenset(
    {
        DataClass.OFFICE,
        DataClass.PERSONAL,
        DataClass.WORDS,
        DataClass.SENSITIVE,
        DataClass.SECRET,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of people for one purpose.

    Attributes:
        retentions: How long, each once; the words have their days.
        seen: Who sees it: words of the map, roles, or ``every_role``; ``nobody`` only alone.
    """

    purpose: Purpose
    retentions: Sequence[Retention]
    seen: Sequence[str]


@cache
def told() -> tuple[Told, ...]:
    """Purpose by purpose; what is about no person is left out."""
    rows = [kept for kept in personal_data() if kept.data_class in OF_PEOPLE]
    return tuple(
        Told(
            purpose,
            [one for one in Retention if any(kept.retention is one for kept in own)],
            _in_order({who for kept in own for who in seen_by(kept)}),
        )
        for purpose in Purpose
        if (own := [kept for kept in rows if kept.purpose is purpose])
    )


def seen_by(kept: Kept) -> list[str]:
    """Who sees a field: words of the map as they are, a permission by the roles that give it."""
    seen: list[str] = []
    for who in kept.seen:
        seen += [who] if who in SEEN_WORDS else _roles(who)
    return seen


def _roles(permission: str) -> list[str]:
    roles = roles_with(Permission(permission))
    return [EVERY_ROLE] if set(roles) == set(Role) else list(roles)


def _in_order(seen: Iterable[str]) -> list[str]:
    """The person first, then roles as they stand; whoever holds any role stands for all of them."""
    found = set(seen)
    if len(found) > 1:
        found.discard(NOBODY)
    if EVERY_ROLE in found:
        found -= set(Role)
    order = [THEMSELVES, "everybody", "signed_in", EVERY_ROLE, *Role, "masked", NOBODY]
    return [who for who in order if who in found]


def edition() -> str:
    """Which edition of the text this is: the program's version, and a mark of what it says."""
    said = repr([(one.purpose, one.retentions, one.seen) for one in told()])
    return f"{version('gonghui')}-{sha256(said.encode()).hexdigest()[:8]}"
