"""More time for an answer: asked for, and decided by whoever the answer goes to."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.access.permissions import Permission
from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.assignment import locked
from gonghui.cascade.actions.told import tell_office
from gonghui.cascade.models import Assignment, Extension
from gonghui.cascade.rules.assignment import OPEN, DirectiveState, State
from gonghui.cascade.rules.directive import LONGEST_REASON
from gonghui.cascade.rules.extension import ExtensionState, check_until
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.notices.actions.notice import tell
from gonghui.notices.rules.notice import Message, Weight
from gonghui.people.models import Account


@transaction.atomic
def ask_extension(
    assignment: Assignment, *, until: date, reason: str, by: Account, at: datetime
) -> Extension:
    """Ask for more time, before or after the day it is due.

    Raises:
        RuleBroken: ``extension.reason_missing``, ``extension.not_owed``, ``extension.open``,
            ``extension.not_later``, ``extension.passed`` or ``extension.too_late``.
    """
    assignment = locked(assignment)
    reason = tidy(reason).strip()[:LONGEST_REASON]
    if not reason:
        raise RuleBroken("extension.reason_missing")
    _check_owed(assignment)
    if assignment.extensions.filter(state=ExtensionState.OPEN.value).exists():
        raise RuleBroken("extension.open")
    _check_until(assignment, until, at)
    made = Extension.objects.create(
        assignment=assignment, until=until, reason=reason, asked_by=by, asked_at=at
    )
    facts = {"until": until.isoformat(), "reason": reason}
    tell_office(
        assignment.answers_to_id,
        Permission.ASSIGNMENT_REVIEW,
        Message(
            "extension.asked",
            {
                "title": assignment.directive.title,
                "organisation": assignment.organisation.short_name,
                "until_on": until,
            },
            page="cascade:extension",
            of=made.pk,
            weight=Weight.ACT,
        ),
        but=by,
        at=at,
    )
    record(Deed("extension.asked", made, assignment.organisation_id, facts), by=by, at=at)
    return made


def _check_owed(assignment: Assignment) -> None:
    out = assignment.directive.state == DirectiveState.ISSUED.value
    if not out or State(assignment.state) not in OPEN:
        raise RuleBroken("extension.not_owed")


def _check_until(assignment: Assignment, until: date, at: datetime) -> None:
    limit = assignment.parent.due_on if assignment.parent else None
    check_until(until, due_on=assignment.due_on, limit=limit, today=localdate(at))


def _held(extension: Extension) -> tuple[Extension, Assignment]:
    """The assignment first, as everybody who answers locks it."""
    assignment = locked(extension.assignment)
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    if extension.state != ExtensionState.OPEN.value:
        raise RuleBroken("extension.decided")
    return extension, assignment


@transaction.atomic
def grant_extension(extension: Extension, *, by: Account, at: datetime) -> Extension:
    """Give the time asked for; the day it was first due stays on record.

    Raises:
        RuleBroken: ``extension.decided``, ``extension.not_owed``, ``extension.passed`` or
            ``extension.too_late`` when things moved on meanwhile.
    """
    extension, assignment = _held(extension)
    _check_owed(assignment)
    _check_until(assignment, extension.until, at)
    assignment.first_due_on = assignment.first_due_on or assignment.due_on
    assignment.due_on = extension.until
    assignment.save(update_fields=["first_due_on", "due_on", "changed_at"])
    return _decided(extension, ExtensionState.GRANTED, "", by, at)


@transaction.atomic
def refuse_extension(extension: Extension, *, answer: str, by: Account, at: datetime) -> Extension:
    """The day stays; they are told why.

    Raises:
        RuleBroken: ``extension.answer_missing`` or ``extension.decided``.
    """
    extension, _assignment = _held(extension)
    answer = tidy(answer).strip()[:LONGEST_REASON]
    if not answer:
        raise RuleBroken("extension.answer_missing")
    return _decided(extension, ExtensionState.REFUSED, answer, by, at)


@transaction.atomic
def withdraw_extension(extension: Extension, *, by: Account, at: datetime) -> Extension:
    """Who asked needs no more time.

    Raises:
        RuleBroken: ``extension.decided``.
    """
    extension, _assignment = _held(extension)
    return _decided(extension, ExtensionState.WITHDRAWN, "", by, at)


def _decided(
    extension: Extension, state: ExtensionState, answer: str, by: Account, at: datetime
) -> Extension:
    extension.state, extension.answer = state.value, answer
    extension.decided_by, extension.decided_at = by, at
    fields = ["state", "answer", "decided_by", "decided_at", "changed_at"]
    extension.save(update_fields=fields)
    if state is not ExtensionState.WITHDRAWN:
        told = {"title": extension.assignment.directive.title, "until_on": extension.until}
        message = Message(
            f"extension.{state.value}",
            told,
            page="cascade:assignment",
            of=extension.assignment_id,
            weight=Weight.KNOW,
        )
        tell([extension.asked_by], message, at=at)
    facts = {"until": extension.until.isoformat()} | ({"answer": answer} if answer else {})
    organisation = extension.assignment.organisation_id
    record(Deed(f"extension.{state.value}", extension, organisation, facts), by=by, at=at)
    return extension
