"""Entering a meeting as it was held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.periods import Period
from gonghui.meetings.models import AgendaItem, Attendance, Meeting, Part, Statement, Stop
from gonghui.meetings.rules.agenda import agenda_of
from gonghui.meetings.rules.meeting import (
    DatePrecision,
    MeetingState,
    Role,
    StatementKind,
    check_name,
    period_of,
)
from gonghui.organisations.models import Organisation
from gonghui.people.models import Person


@dataclass(frozen=True, slots=True)
class Title:
    """A post as told: where and which."""

    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What somebody did, with the posts of that day.

    Attributes:
        person: The registered person; ``None`` when only the name is known.
    """

    role: Role
    name: str
    titles: Sequence[Title] = ()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class StopRecord:
    """A place seen."""

    name: str
    uncertain: bool = False
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """A category of people and where they came from."""

    category: str
    organisations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """All that is known of a meeting; what is not known is left empty.

    Attributes:
        kept_by: In whose books it stands; ``None`` is the organiser itself.
        told_date: A date of which not all is known, as ``XXXX-07-25``; empty when ``held_on`` is.
        year_from: ``text`` when the date itself has the year, else where it was read.
        awards: Names of what was presented, one agenda item each.
        period: The half-year it sums up; ``None`` takes it from the name and the purposes.
    """

    name: str
    organiser: Organisation
    kept_by: Organisation | None = None
    themes: Sequence[str] = ()
    host: Organisation | None = None
    host_words: str = ""
    held_on: date | None = None
    until_on: date | None = None
    told_date: str = ""
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    year_from: str = ""
    venue: str = ""
    purposes: Sequence[str] = ()
    parts: Sequence[PartRecord] = ()
    stops: Sequence[StopRecord] = ()
    awards: Sequence[str] = ()
    attendance: Sequence[AttendanceRecord] = ()
    stated: Sequence[str] = ()
    required: Sequence[str] = ()
    state: MeetingState = MeetingState.HELD
    period: Period | None = None
    invented: bool = False


@transaction.atomic
def hold_meeting(told: MeetingRecord, *, by: Actor, at: datetime) -> Meeting:
    """Enter a meeting with its people, order, tour, statements and attendance.

    Raises:
        RuleBroken: ``meeting.name_missing``.
    """
    meeting = _enter(told)
    parts = _enter_parts(meeting, told.parts)
    _enter_agenda(meeting, told, parts)
    Stop.objects.bulk_create(
        Stop(
            meeting=meeting,
            order=order,
            name=stop.name[:200],
            organisation=stop.organisation,
            uncertain=stop.uncertain,
        )
        for order, stop in enumerate(told.stops, 1)
    )
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            order=order,
            category=who.category[:120],
            organisations=list(who.organisations),
        )
        for order, who in enumerate(told.attendance, 1)
    )
    _enter_statements(meeting, told)
    record(Deed("meeting.held", meeting, meeting.kept_by_id, {"parts": len(parts)}), by=by, at=at)
    return meeting


def _enter(told: MeetingRecord) -> Meeting:
    name = check_name(told.name)
    period = told.period or period_of([name, *told.purposes], held_on=told.held_on)
    return Meeting.objects.create(
        name=name[:200],
        themes=list(told.themes),
        organiser=told.organiser,
        kept_by=told.kept_by or told.organiser,
        host=told.host,
        host_words=told.host_words[:200],
        held_on=told.held_on,
        until_on=told.until_on,
        told_date=told.told_date,
        date_precision=told.date_precision.value,
        year_from=told.year_from,
        venue=told.venue[:200],
        purposes=list(told.purposes),
        state=told.state.value,
        period=period.code if period else "",
        invented=told.invented,
    )


def _enter_parts(meeting: Meeting, parts: Sequence[PartRecord]) -> list[Part]:
    return Part.objects.bulk_create(
        Part(
            meeting=meeting,
            role=part.role.value,
            order=order,
            person=part.person,
            name=part.name[:60],
            titles=[{"organisation": one.organisation, "title": one.title} for one in part.titles],
        )
        for order, part in enumerate(parts, 1)
    )


def _enter_agenda(meeting: Meeting, told: MeetingRecord, parts: Sequence[Part]) -> None:
    items = agenda_of(
        [part.role for part in told.parts], awards=told.awards, toured=bool(told.stops)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            order=order,
            kind=item.kind.value,
            title=item.title[:200],
            part=None if item.part is None else parts[item.part],
        )
        for order, item in enumerate(items, 1)
    )


def _enter_statements(meeting: Meeting, told: MeetingRecord) -> None:
    texts = [(StatementKind.STATED, text) for text in told.stated]
    texts += [(StatementKind.REQUIRED, text) for text in told.required]
    Statement.objects.bulk_create(
        Statement(meeting=meeting, order=order, kind=kind.value, text=text)
        for order, (kind, text) in enumerate(texts, 1)
    )
