"""Answering: each step of one assignment. The room that asked calls these inside its own action."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from gonghui.audit.actions import Deed, record, record_all
from gonghui.cascade.actions.reminder import tell_of_sending_back, urged
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.reminder import in_parts
from gonghui.cascade.rules.assignment import OPEN, State, check_move
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import held
from gonghui.notices.actions.notice import tell_each
from gonghui.people.models import Account

MOST_AT_ONCE = 5000  # urged by one click, in a second or two


def locked(assignment: Assignment) -> Assignment:
    """The assignment as it is now, held until the transaction ends."""
    return (
        held(Assignment.objects.filter(pk=assignment.pk))
        .select_related("directive", "organisation", "answers_to")
        .get(pk=assignment.pk)
    )


def _all_locked(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Many at once, always in the same order, so that two batches never wait for each other."""
    keys = [assignment.pk for assignment in assignments]
    return list(Assignment.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _moved(assignment: Assignment, then: State, fields: Sequence[str]) -> Assignment:
    check_move(State(assignment.state), then)
    assignment.state = then.value
    assignment.save(update_fields=["state", "changed_at", *fields])
    return assignment


@transaction.atomic
def receive_assignment(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """Sign for an ask: who and when.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    assignment = locked(assignment)
    assignment.received_at, assignment.received_by = at, by.display_name
    _moved(assignment, State.RECEIVED, ["received_at", "received_by"])
    record(Deed("assignment.received", assignment, assignment.organisation_id), by=by, at=at)
    return assignment


def start_work(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """The first thing typed signs for the ask and sets it to working; later calls change nothing.

    Not recorded: what was typed is a draft.
    """
    assignment = locked(assignment)
    if State(assignment.state) in (State.SENT, State.RECEIVED, State.SENT_BACK):
        assignment.received_at = assignment.received_at or at
        assignment.received_by = assignment.received_by or by.display_name
        _moved(assignment, State.WORKING, ["received_at", "received_by"])
    return assignment


def file_assignment(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """The answer is given. Recorded by the room whose answer it is.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    assignment = locked(assignment)
    assignment.filed_at, assignment.filed_by, assignment.remark = at, by.display_name, ""
    assignment.received_at = assignment.received_at or at
    assignment.received_by = assignment.received_by or by.display_name
    return _moved(
        assignment,
        State.FILED,
        ["filed_at", "filed_by", "remark", "received_at", "received_by"],
    )


def accept_assignment(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """The organisation asked for it accepts the answer. Recorded by the calling room.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    assignment = locked(assignment)
    assignment.accepted_at, assignment.accepted_by = at, by.display_name
    return _moved(assignment, State.ACCEPTED, ["accepted_at", "accepted_by"])


def send_back_assignment(
    assignment: Assignment, *, reason: str, by: Account, at: datetime
) -> Assignment:
    """The answer goes back with a reason, to be mended; who answers is told.

    Recorded by the calling room.

    Raises:
        RuleBroken: ``assignment.reason_missing`` or ``assignment.move_not_allowed``.
    """
    if not reason.strip():
        raise RuleBroken("assignment.reason_missing")
    assignment = locked(assignment)
    assignment.remark = reason.strip()
    assignment.accepted_at, assignment.accepted_by = None, ""
    _moved(assignment, State.SENT_BACK, ["remark", "accepted_at", "accepted_by"])
    tell_of_sending_back(assignment, at=at)
    return assignment


def file_all(assignments: Sequence[Assignment], *, by: Account, at: datetime) -> None:
    """Many answers are given at once. Recorded by the room whose answers they are.

    Raises:
        RuleBroken: ``assignment.move_not_allowed`` when one of them may not; then none is filed.
    """
    rows = _all_locked(assignments)
    for assignment in rows:
        check_move(State(assignment.state), State.FILED)
    Assignment.objects.filter(pk__in=[one.pk for one in rows]).update(
        state=State.FILED.value,
        filed_at=at,
        filed_by=by.display_name,
        remark="",
        received_at=Coalesce("received_at", Value(at)),
        received_by=Case(When(received_by="", then=Value(by.display_name)), default="received_by"),
        changed_at=at,
    )


def accept_all(assignments: Sequence[Assignment], *, by: Account, at: datetime) -> None:
    """Many answers are accepted at once. Recorded by the room whose answers they are.

    Raises:
        RuleBroken: ``assignment.move_not_allowed`` when one of them may not; then none is accepted.
    """
    rows = _all_locked(assignments)
    for assignment in rows:
        check_move(State(assignment.state), State.ACCEPTED)
    Assignment.objects.filter(pk__in=[one.pk for one in rows]).update(
        state=State.ACCEPTED.value, accepted_at=at, accepted_by=by.display_name, changed_at=at
    )


def withdraw_answer(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """The organisation takes its answer back before it is accepted, to mend it.

    Recorded by the calling room.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    assignment = locked(assignment)
    if State(assignment.state) is not State.FILED:
        raise RuleBroken(
            "assignment.move_not_allowed", now=assignment.state, then=State.WORKING.value
        )
    assignment.filed_at, assignment.filed_by = None, ""
    return _moved(assignment, State.WORKING, ["filed_at", "filed_by"])


@transaction.atomic
def urge(assignments: Sequence[Assignment], *, by: Account, at: datetime) -> int:
    """Remind those still open, once a day at most; how many were reminded.

    Whoever answers there gets a message, and it stands on their desk, with who asks and until when.
    """
    day_start = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    still_open = [
        assignment
        for assignment in assignments
        if State(assignment.state) in OPEN
        and (assignment.urged_at is None or assignment.urged_at < day_start)
    ]
    for assignment in still_open:
        assignment.urged_at = at
    Assignment.objects.bulk_update(still_open, ["urged_at"], batch_size=500)
    tell_each(urged(still_open, on=localtime(at).date()), at=at)
    record_all(
        [Deed("assignment.urged", one, one.organisation_id) for one in still_open], by=by, at=at
    )
    return len(still_open)


def urge_late(late: QuerySet[Assignment], *, by: Account, at: datetime) -> int:
    """Remind all of these at one click, part by part; how many were reminded.

    Those reminded today already do not count. Five thousand at a time: called again it goes on.
    """
    count = 0
    day_start = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = late.exclude(urged_at__gte=day_start).select_related("directive", "answers_to")
    for part in in_parts(waiting):
        count += urge(part, by=by, at=at)
        if count >= MOST_AT_ONCE:
            break
    return count
