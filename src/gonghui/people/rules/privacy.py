"""What persons can agree to, and what they can ask of those who keep their data."""

from datetime import timedelta
from enum import StrEnum

ANSWERED_WITHIN = timedelta(days=15)


class Purpose(StrEnum):
    """What somebody can agree to, or not, without losing anything else."""

    CONTACT_LIST = "contact_list"  # officers who reach them see their telephone number whole
    E_MAIL = "e_mail"  # the daily digest and reminders come by e-mail


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
