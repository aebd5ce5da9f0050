"""What a bulletin needs before it may be public."""

from datetime import date

from gonghui.foundation.errors import RuleBroken

LONGEST_TITLE = 200


def check_title(title: str) -> str:
    """The title without blanks around it.

    Raises:
        RuleBroken: ``bulletin.title_missing``.
    """
    if not title.strip():
        raise RuleBroken("bulletin.title_missing")
    return title.strip()[:LONGEST_TITLE]


def check_body(body: str) -> str:
    """The text with one kind of line break and no blanks around it.

    Raises:
        RuleBroken: ``bulletin.body_missing``.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not plain:
        raise RuleBroken("bulletin.body_missing")
    return plain


def slug_of(day: date, number: int) -> str:
    """The public address of a bulletin: its day and a number of its own."""
    return f"{day:%Y%m%d}-{number}"
