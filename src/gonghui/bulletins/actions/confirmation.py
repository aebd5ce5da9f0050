"""Confirming a reading: everything it proposes is written in one act."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.proposal import (
    Body,
    Proposal,
    ProposedPerson,
    proposal_of,
    registered,
)
from gonghui.bulletins.rules.review import ReadingState
from gonghui.cascade.actions.directive import Source
from gonghui.foundation.errors import RuleBroken
from gonghui.honours.actions.presentation import Presented, note_presentation
from gonghui.meetings.actions.meeting import (
    AttendanceRecord,
    MeetingRecord,
    PartRecord,
    StopRecord,
    Title,
    hold_meeting,
)
from gonghui.meetings.models import Meeting
from gonghui.meetings.rules.meeting import DatePrecision, Role
from gonghui.organisations.actions.post import post_in, take_up_post
from gonghui.organisations.actions.tree import Founding, found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.post import tenures_of
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.actions.person import register_person
from gonghui.people.models import Account, Person
from gonghui.plans.actions.task import draft_tasks


@transaction.atomic
def confirm_reading(reading: Reading, *, by: Account, at: datetime) -> Meeting:
    """Write the meeting, its people in their posts, stops, awards and draft tasks.

    A reading confirmed before gives the meeting it became; nothing is written twice.

    Raises:
        RuleBroken: ``reading.closed`` when it was dropped, ``meeting.name_missing``.
    """
    reading = (
        Reading.objects.select_for_update(of=["self"])
        .select_related("organisation", "meeting")
        .get(pk=reading.pk)
    )
    if reading.meeting is not None:
        return reading.meeting
    if reading.state != ReadingState.OPEN.value:
        raise RuleBroken("reading.closed")
    proposal = proposal_of(reading)
    on = proposal.days.first or localdate(at)
    people = _Registrar(reading, on, by, at).enter(proposal)
    meeting = hold_meeting(_meeting_record(reading, proposal, people), by=by, at=at)
    _note_awards(reading, meeting, proposal, by=by, at=at)
    draft_tasks(
        proposal.record["requirements"],
        issuer=reading.organisation,
        source=Source(label=meeting.name, address=meeting.address),
        by=by,
        at=at,
    )
    return _close(reading, meeting, by=by, at=at)


def _close(reading: Reading, meeting: Meeting, *, by: Account, at: datetime) -> Meeting:
    reading.state = ReadingState.CONFIRMED.value
    reading.meeting, reading.confirmed_at, reading.confirmed_by = meeting, at, by
    reading.save(update_fields=["state", "meeting", "confirmed_at", "confirmed_by", "changed_at"])
    record(
        Deed("reading.confirmed", reading, reading.organisation_id, {"meeting": meeting.pk}),
        by=by,
        at=at,
    )
    return meeting


class _Registrar:
    """Enters the people a reading names, with the bodies and posts they need."""

    def __init__(self, reading: Reading, on: date, by: Account, at: datetime) -> None:
        self.invented = reading.invented
        self.on = on
        self.by = by
        self.at = at
        self.entered: dict[str, Organisation] = {}

    def enter(self, proposal: Proposal) -> list[Person | None]:
        """The person of each one named; ``None`` for a name without a post."""
        return [self._person(told) for told in proposal.people]

    def _person(self, told: ProposedPerson) -> Person | None:
        person = told.person
        if person is None and told.registers:
            person = register_person(told.name, by=self.by, at=self.at, invented=self.invented)
        if person is not None:
            self._seat(person, told)
        return person

    def _seat(self, person: Person, told: ProposedPerson) -> None:
        """They hold these posts at least since the day of the text.

        What the register gives otherwise (``queries.seating``) stays as the register has it; the
        meeting keeps what was told.
        """
        held = {
            (tenure.post.organisation_id, tenure.post.title)
            for tenure in tenures_of(person, on=self.on)
        }
        for post in told.posts:
            organisation = self._organisation(post.body)
            title = post.title[:80]
            if (organisation.pk, title) not in held:
                held.add((organisation.pk, title))
                with suppress(RuleBroken):
                    office = post_in(organisation, title)
                    take_up_post(person, office, on=self.on, by=self.by, at=self.at)

    def _organisation(self, body: Body) -> Organisation:
        if body.organisation is not None:
            return body.organisation
        if body.code not in self.entered:
            founding = Founding(
                code=body.code,
                name=body.name,
                short_name=body.name[:60],
                kind=Kind.OUTSIDE,
                invented=self.invented,
            )
            self.entered[body.code] = found_organisation(
                founding, on=self.on, by=self.by, at=self.at
            )
        return self.entered[body.code]


def _meeting_record(
    reading: Reading, proposal: Proposal, people: list[Person | None]
) -> MeetingRecord:
    record, day = proposal.record, proposal.record["date"] or {}
    return MeetingRecord(
        name=record["name"] or "",
        organiser=proposal.organiser,
        kept_by=reading.organisation,
        themes=record["themes"],
        host=proposal.host,
        host_words=record["host"] or "",
        held_on=proposal.days.first,
        until_on=proposal.days.last,
        told_date=proposal.days.told,
        date_precision=DatePrecision(day.get("precision") or "unknown"),
        year_from=day.get("year_from") or "",
        venue=record["venue"] or "",
        purposes=record["purposes"],
        parts=[
            part
            for told, person in zip(proposal.people, people, strict=True)
            for part in _parts(told, person)
        ],
        stops=[
            StopRecord(site["name"], bool(site["uncertain"]), registered(site["name"]))
            for site in record["sites"]
        ],
        awards=[award["title"] for award in record["awards"]],
        attendance=[
            AttendanceRecord(who["category"], who["organisations"]) for who in record["attendees"]
        ],
        stated=record["statements"],
        required=record["requirements"],
        invented=reading.invented,
    )


def _parts(told: ProposedPerson, person: Person | None) -> list[PartRecord]:
    titles = [Title(post.body.name, post.title) for post in told.posts]
    return [PartRecord(Role(role), told.name, titles, person) for role in told.roles]


def _note_awards(
    reading: Reading, meeting: Meeting, proposal: Proposal, *, by: Account, at: datetime
) -> None:
    for award in proposal.record["awards"]:
        note_presentation(_presented(reading, meeting, award), by=by, at=at)


def _presented(reading: Reading, meeting: Meeting, award: Mapping[str, object]) -> Presented:
    count = award.get("count")
    return Presented(
        title=str(award["title"]),
        organisation=reading.organisation,
        source_label=meeting.name,
        source_address=meeting.address,
        on=meeting.held_on,
        count=count if isinstance(count, int) else None,
        representatives_only=bool(award.get("representatives_only")),
    )
