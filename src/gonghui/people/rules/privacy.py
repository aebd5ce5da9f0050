"""What persons can agree to, and what they can ask of those who keep their data."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken

ANSWERED_WITHIN = timedelta(days=15)


class Purpose(StrEnum):
    """What somebody can agree to, or not, without losing anything else."""

    CONTACT_LIST = "contact_list"  # officers who reach them see their telephone number whole
    E_MAIL = "e_mail"  # the daily digest and reminders come by e-mail


# The words in force (people/wording.py has all of them). New words only say the same more clearly,
# so what was agreed to before goes on and nobody is asked again; what allows more is a new purpose.
TEXT_VERSION: Mapping[Purpose, int] = {Purpose.CONTACT_LIST: 1, Purpose.E_MAIL: 1}


class Channel(StrEnum):
    """How a consent was given."""

    PAGE = "page"  # by themselves, signed in
    PAPER = "paper"  # signed on paper, entered by an administrator


class RequestKind(StrEnum):
    """What a person asks."""

    CORRECT = "correct"
    ERASE = "erase"
    EXPLAIN = "explain"


class RequestState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def check_signed(on: date, *, today: date) -> None:
    """Whether a paper can have been signed on that day.

    Raises:
        RuleBroken: ``consent.signed_ahead``.
    """
    if on > today:
        raise RuleBroken("consent.signed_ahead", day=on)
