"""Answering in words, where words are asked: saved while typing, filed, accepted or sent back."""

from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.assignment import (
    accept_assignment,
    file_assignment,
    locked,
    send_back_assignment,
    start_work,
    withdraw_answer,
)
from gonghui.cascade.models import Answer, Assignment
from gonghui.cascade.rules.assignment import OPEN, DirectiveState, State
from gonghui.cascade.rules.directive import LONGEST_BODY
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.people.models import Account


@transaction.atomic
def save_answer(
    assignment: Assignment, words: str, *, edition: int, by: Account, at: datetime
) -> Answer:
    """Keep what is typed so far. ``edition`` is the one its author was looking at, 0 at first.

    Not recorded: it is a draft.

    Raises:
        RuleBroken: ``answer.too_long``, ``answer.changed_meanwhile``, ``answer.not_owed``.
    """
    assignment = start_work(assignment, by=by, at=at)
    _check_owed(assignment)
    words = tidy(words).strip()
    if len(words) > LONGEST_BODY:
        raise RuleBroken("answer.too_long", most=LONGEST_BODY)
    answer = Answer.objects.filter(assignment=assignment).first()
    answer = answer or Answer(assignment=assignment)
    if answer.edition != edition:
        raise RuleBroken("answer.changed_meanwhile")
    answer.words, answer.saved_by, answer.edition = words, by, edition + 1
    answer.save()
    return answer


def _check_owed(assignment: Assignment) -> None:
    out = assignment.directive.state == DirectiveState.ISSUED.value
    if not out or State(assignment.state) not in OPEN:
        raise RuleBroken("answer.not_owed")


@transaction.atomic
def file_answer(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """The answer goes up as it was saved.

    Raises:
        RuleBroken: ``answer.empty``, ``answer.not_owed`` or ``assignment.move_not_allowed``.
    """
    assignment = locked(assignment)
    _check_owed(assignment)
    answer = Answer.objects.filter(assignment=assignment).first()
    if answer is None or not answer.words:
        raise RuleBroken("answer.empty")
    return _recorded("answer.filed", file_assignment(assignment, by=by, at=at), by, at)


@transaction.atomic
def take_back_answer(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """To mend it, before it is accepted.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    return _recorded("answer.taken_back", withdraw_answer(assignment, by=by, at=at), by, at)


@transaction.atomic
def accept_answer(assignment: Assignment, *, by: Account, at: datetime) -> Assignment:
    """Whoever it goes to accepts it.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    return _recorded("answer.accepted", accept_assignment(assignment, by=by, at=at), by, at)


@transaction.atomic
def send_back_answer(
    assignment: Assignment, *, reason: str, by: Account, at: datetime
) -> Assignment:
    """Back to its author with what is to be mended.

    Raises:
        RuleBroken: ``assignment.reason_missing`` or ``assignment.move_not_allowed``.
    """
    moved = send_back_assignment(assignment, reason=reason, by=by, at=at)
    return _recorded("answer.sent_back", moved, by, at)


def _recorded(verb: str, assignment: Assignment, by: Account, at: datetime) -> Assignment:
    record(Deed(verb, assignment, assignment.organisation_id), by=by, at=at)
    return assignment
