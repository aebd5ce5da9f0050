"""Noting that a list of people was taken out, and telling of a very long one."""

from datetime import datetime

from django.db import transaction

from gonghui.access.actions.alert import tell_of_mass_export
from gonghui.audit.actions import Deed, record
from gonghui.people.models import Account

MANY = 1_000  # persons; more of them are a mass export (quality.md S22, S66)


@transaction.atomic
def note_taken(name: str, kind: str, *, persons: int, by: Account, at: datetime) -> None:
    """Who took which list of people out as a file, and how many it names."""
    if persons > MANY:
        tell_of_mass_export(persons=persons, by=by, at=at)
    facts = {"list": name, "file": kind, "persons": persons}
    record(Deed("list.taken", by, facts=facts), by=by, at=at)
