"""Reminding by itself, before and after the last day; and telling superiors who is late."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.permissions import Permission
from gonghui.access.queries import seated_at
from gonghui.audit.actions import Deed, record_all
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.queries.reminder import Behind, behind, owed_by
from gonghui.cascade.rules.reminder import LATE, Stage, to_tell, working_days
from gonghui.notices.actions.notice import tell_each
from gonghui.notices.rules.notice import Message, Weight
from gonghui.people.models import Account

Told = Iterator[tuple[int, Message]]


def remind(*, on: date, since: date | None, by: Account, at: datetime) -> int:
    """Tell whoever has to answer that the day is near or over; how many asks were reminded of.

    Part by part, each in a short transaction of its own: begun again, nobody is told twice.
    ``since`` is the day it was done last; ``None``: never. Recorded once for each directive.
    """
    stages = to_tell(on, since=since)
    counts: Counter[int] = Counter()
    for part in owed_by(list(stages)):
        with transaction.atomic():
            tell_each(_to_answer(part, stages, on), at=at)
        counts.update(one.directive_id for one in part)
    for group in behind([day for day, stage in stages.items() if stage in LATE], today=on):
        with transaction.atomic():
            tell_each(_to_urge(group, on), at=at)
    _record(counts, by=by, at=at)
    return counts.total()


def _to_answer(part: Sequence[Assignment], stages: Mapping[date, Stage], on: date) -> Told:
    seats = {one.organisation_id for one in part}
    who = seated_at(seats, Permission.ASSIGNMENT_RECEIVE, on=on)
    for one in part:
        stage = stages[one.due_on]
        facts: dict[str, object] = {"title": one.directive.title, "due_on": one.due_on}
        code = "reminder.late" if stage in LATE else f"reminder.{stage.value}"
        if stage in LATE:
            facts["days"] = working_days(one.due_on, on)
        message = Message(
            code,
            {**facts, "organisation": one.organisation.short_name},
            page="cascade:assignment",
            of=one.pk,
            weight=Weight.ACT,
            key=f"{code}:{one.pk}:{one.due_on}:{stage.value}",
        )
        for account in who[one.organisation_id]:
            yield account, message


def _to_urge(group: Sequence[Behind], on: date) -> Told:
    seats = {one.answers_to for one in group}
    who = seated_at(seats, Permission.ASSIGNMENT_REVIEW, on=on)
    for one in group:
        message = Message(
            "reminder.behind",
            {"title": one.title, "count": one.late},
            page="cascade:board-below" if one.parent else "cascade:board",
            of=one.parent or one.directive,
            weight=Weight.ACT,
            key=f"behind:{one.directive}:{one.parent or 0}:{one.answers_to}:{on}",
        )
        for account in who[one.answers_to]:
            yield account, message


@transaction.atomic
def _record(counts: Mapping[int, int], *, by: Account, at: datetime) -> None:
    deeds = [
        Deed("directive.reminded", one, one.issuer_id, {"count": counts[one.pk]})
        for one in Directive.objects.filter(pk__in=list(counts)).order_by("pk")
    ]
    if deeds:
        record_all(deeds, by=by, at=at)


def urged(assignments: Sequence[Assignment], *, on: date) -> Told:
    """What those are told whom somebody urges: by whom, about what, until when."""
    seats = {one.organisation_id for one in assignments}
    who = seated_at(seats, Permission.ASSIGNMENT_RECEIVE, on=on)
    for one in assignments:
        message = _from_superior(one, "assignment.urged", key=f"urged:{one.pk}:{on}")
        for account in who[one.organisation_id]:
            yield account, message


def tell_of_sending_back(assignment: Assignment, *, at: datetime) -> None:
    """Whoever answers there hears that it came back."""
    on, organisation = localtime(at).date(), assignment.organisation_id
    who = seated_at([organisation], Permission.ASSIGNMENT_RECEIVE, on=on)[organisation]
    key = f"sent_back:{assignment.pk}:{at.isoformat()}"
    message = _from_superior(assignment, "assignment.sent_back", key=key)
    tell_each(((account, message) for account in who), at=at)


def _from_superior(assignment: Assignment, code: str, *, key: str) -> Message:
    facts = {
        "sender": assignment.answers_to.short_name,
        "title": assignment.directive.title,
        "due_on": assignment.due_on,
    }
    return Message(code, facts, "cascade:assignment", assignment.pk, Weight.ACT, key)
