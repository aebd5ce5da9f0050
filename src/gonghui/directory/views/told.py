"""Roles and rights in words, as several pages tell them."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.access.actions.grant import Foreseen
from gonghui.access.checks import Held
from gonghui.access.rights import Difference, Reach
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES

Reached = tuple[str, int, list[str]]  # organisation, how many it and those below are, what


def listed(words: Iterable[object]) -> str:
    """Words one after the other."""
    return pgettext("between items of a list", ", ").join(map(str, words))


def held_words(one: Held) -> str:
    """A role with where it comes from."""
    facts = {
        "role": ROLE_NAMES[one.role],
        "organisation": one.organisation.name,
        "post": one.post,
        "name": one.capacity.name if one.capacity else "",
    }
    if facts["name"]:
        words = _(
            "%(role)s over %(organisation)s and all below, lent by %(name)s with the post %(post)s"
        )
        return words % facts
    if one.post:
        return _("%(role)s over %(organisation)s and all below, with the post %(post)s") % facts
    return _("%(role)s over %(organisation)s and all below, given to the account") % facts


def reached(found: Sequence[Reach]) -> list[Reached]:
    """Each organisation with what may be done there and below."""
    return [
        (
            one.organisation.name,
            one.count,
            [str(PERMISSION_NAMES[permission]) for permission in one.permissions],
        )
        for one in found
    ]


def differences(found: Foreseen) -> list[tuple[Difference, list[Reached], list[Reached]]]:
    """Account by account: what it gains and what it loses."""
    return [(one, reached(one.gained), reached(one.lost)) for one in found.differences]
