"""Noting that a list of people was taken out."""

from datetime import datetime

from gonghui.audit.actions import Deed, record
from gonghui.people.models import Account


def note_taken(name: str, kind: str, *, persons: int, by: Account, at: datetime) -> None:
    """Who took which list of people out as a file, and how many it names."""
    facts = {"list": name, "file": kind, "persons": persons}
    record(Deed("list.taken", by, facts=facts), by=by, at=at)
