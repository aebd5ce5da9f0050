"""The day of a record as dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day, where they are known whole.

    Attributes:
        told: The date as read when a part of it is not known: ``XXXX-07-25``.
    """

    first: date | None
    last: date | None
    told: str


def days_of(value: Mapping[str, Any] | None) -> Days:
    """Read ``{"iso": "2023-07-25"}``, also a range with ``/`` and dates with unknown parts."""
    iso = (value or {}).get("iso") or ""
    days = [_day(part) for part in iso.split("/")]
    if not iso or None in days:
        return Days(None, None, iso)
    return Days(days[0], days[-1] if len(days) > 1 else None, "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
