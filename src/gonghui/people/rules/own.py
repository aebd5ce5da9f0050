"""What becomes of the rows about a person who asks to be erased."""

from enum import StrEnum

from gonghui.foundation.privacy import DataClass, Retention

# it stays only for the person's own sake: with them it goes
GOES = frozenset(
    {
        Retention.ACCOUNT,
        Retention.IN_OFFICE,
        Retention.SESSION,
        Retention.TRIES,
        Retention.LINK,
        Retention.RECEIPT,
        Retention.WORK,
        Retention.MESSAGE,
    }
)
# facts of a person that a copy of their data tells
TOLD = frozenset(
    {
        DataClass.PUBLISHED,
        DataClass.OFFICE,
        DataClass.PERSONAL,
        DataClass.WORDS,
        DataClass.SENSITIVE,
    }
)


class Fate(StrEnum):
    """What becomes of a row."""

    GOES = "goes"
    STAYS = "stays"  # by law, or as long as the map says


def fate(retention: Retention) -> Fate:
    """By how long such rows are kept.

    Source: PIPL art. 47: what must be kept by law stays, and serves nothing else.
    """
    return Fate.GOES if retention in GOES else Fate.STAYS
