"""Asking for the record to be checked; noting that it, or a contact list, was taken out."""

from datetime import datetime
from functools import partial

from django.db import transaction

from gonghui.audit.actions import Deed, record
from gonghui.audit.queries import chain_length
from gonghui.directory.announcements import check_asked
from gonghui.directory.queries.audit import CHECK, Wanted
from gonghui.directory.queries.contact import Counted
from gonghui.foundation.models import Work
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


@transaction.atomic
def ask_for_check(*, by: Account, at: datetime) -> Work:
    """Have the worker read the whole record again; one at a time, a running one is waited for."""
    running = Work.objects.filter(kind=CHECK, ended_at=None).first()
    if running is not None:
        return running
    work = Work.objects.create(kind=CHECK, owner_id=by.pk)
    record(Deed("record.check_asked", work), by=by, at=at)
    work.total = chain_length()
    work.save(update_fields=["total", "changed_at"])
    transaction.on_commit(partial(check_asked.send, sender=Work, work_pk=work.pk))
    return work


def note_contact_list(
    organisation: Organisation, kind: str, count: Counted, *, by: Account, at: datetime
) -> None:
    """Who took the contact list of an organisation, how many it names, how many numbers whole."""
    facts = {"file": kind, "persons": count.persons, "phones": count.phones, "whole": count.whole}
    record(Deed("contact_list.taken", organisation, organisation.pk, facts), by=by, at=at)


def note_export(wanted: Wanted, *, by: Account, at: datetime) -> None:
    """Who took a copy of the record, and of which part."""
    facts = {
        "text": wanted.text,
        "verb": wanted.verb,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }
    record(Deed("record.exported", by, facts=facts), by=by, at=at)
