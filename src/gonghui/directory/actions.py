"""Checks of the record, what of it or of contact lists was taken out, and erasing by two."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.actions.alert import tell_of_mass_export
from gonghui.access.actions.proposal import Proposed, propose
from gonghui.audit.actions import Deed, record
from gonghui.audit.queries import chain_length
from gonghui.directory.announcements import check_asked
from gonghui.directory.queries.audit import CHECK, Wanted
from gonghui.directory.queries.contact import Counted
from gonghui.directory.queries.request import DECIDE, ERASE, offices_of
from gonghui.documents.actions.listing import MANY
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import Work
from gonghui.organisations.models import Organisation
from gonghui.people.actions.own import check_no_hold, erase
from gonghui.people.actions.request import check_other, held_open
from gonghui.people.models import Account, DataRequest, Person


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


@transaction.atomic
def note_contact_list(
    organisation: Organisation, kind: str, count: Counted, *, by: Account, at: datetime
) -> None:
    """Who took the contact list of an organisation, how many it names, how many numbers whole."""
    if count.persons > MANY:
        tell_of_mass_export(persons=count.persons, by=by, at=at)
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


@transaction.atomic
def propose_erasure(
    request: DataRequest, place: Organisation, *, by: Account, at: datetime
) -> None:
    """One person has looked at it; a second one who may answer for ``place`` confirms.

    Raises:
        RuleBroken: ``data_request.decided``; ``data_request.own``; ``data_request.in_office``;
            ``data_request.held``; ``proposal.made_already``.
    """
    request = held_open(request)
    check_other(request, by)
    check_no_hold(on=localtime(at).date())
    _check_out_of_office(request.person, on=localtime(at).date())
    # in one language, as all of the record; it names nobody, for it outlives the person's data
    label = f"清除第{request.pk}号申请的个人信息"
    propose(Proposed(ERASE, DECIDE, place, label, {"request": request.pk}), by=by, at=at)


def erase_proposed(proposal: Any, by: Account, at: datetime) -> None:  # noqa: ANN401 -- a Proposal, whose class stays in its room
    """What a confirmed proposal does.

    Raises:
        RuleBroken: As ``propose_erasure``; the request may have been taken back meanwhile.
    """
    request = DataRequest.objects.filter(pk=proposal.facts["request"]).first()
    if request is None:
        raise RuleBroken("data_request.decided")
    _check_out_of_office(request.person, on=localtime(at).date())
    erase(request, by=by, at=at)


def _check_out_of_office(person: Person, *, on: date) -> None:
    """Who holds a post or a role leaves it first: their data are needed for it.

    Raises:
        RuleBroken: ``data_request.in_office``.
    """
    held = offices_of(person, on=on)
    if held:
        raise RuleBroken("data_request.in_office", what=held)
