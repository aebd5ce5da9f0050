"""Drafting a directive and having it approved by somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.access.permissions import Permission
from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.directive import Source
from gonghui.cascade.actions.told import tell_office
from gonghui.cascade.models import Directive
from gonghui.cascade.queries.addressed import meant
from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState
from gonghui.cascade.rules.directive import (
    LONGEST_BODY,
    LONGEST_REASON,
    LONGEST_TITLE,
    check_due,
    check_step,
)
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.notices.actions.notice import tell
from gonghui.notices.rules.notice import Message, Weight
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.rules.organisation import Level
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be asked, of whom, until when, and why.

    Attributes:
        due_on: Last day to answer on, inclusive.
        by_level: Earlier days for lower levels; a level without one takes that of the level above.
        to: Who is meant.
        to_words: The same in words, as the author chose it.
        number: Of the paper it goes out under; may be empty.
    """

    title: str
    body: str
    basis: Source
    due_on: date
    to: Description
    to_words: str
    by_level: Mapping[Level, date] = field(default_factory=dict)
    department: Department | None = None
    number: str = ""


@transaction.atomic
def draft_directive(draft: Draft, *, issuer: Organisation, by: Account, at: datetime) -> Directive:
    """Begin a directive; nobody outside sees it until it is issued.

    Raises:
        RuleBroken: As ``change_draft``.
    """
    directive = Directive(issuer=issuer, kind=DirectiveKind.ANSWER.value, drafted_by=by)
    _take(directive, draft, at)
    directive.save()
    record(Deed("directive.drafted", directive, issuer.pk), by=by, at=at)
    return directive


@transaction.atomic
def change_draft(
    directive: Directive, draft: Draft, *, edition: int, by: Account, at: datetime
) -> Directive:
    """Write the draft anew. ``edition`` is the one its author was looking at.

    Raises:
        RuleBroken: ``directive.title_missing``, ``directive.title_too_long``,
            ``directive.body_too_long``, ``directive.basis_missing``,
            ``directive.nobody_addressed``, ``directive.department_elsewhere``,
            ``directive.number_taken``, ``directive.due_passed``, ``directive.due_rises``,
            ``directive.changed_meanwhile`` or ``directive.step_not_allowed``.
    """
    directive = held_directive(directive)
    if directive.state != DirectiveState.DRAFT.value:
        raise RuleBroken("directive.step_not_allowed", now=directive.state, then="draft")
    if directive.edition != edition:
        raise RuleBroken("directive.changed_meanwhile")
    _take(directive, draft, at)
    directive.edition += 1
    directive.save()
    record(Deed("directive.redrafted", directive, directive.issuer_id), by=by, at=at)
    return directive


def _take(directive: Directive, draft: Draft, at: datetime) -> None:
    """What was typed, checked, into the row."""
    title, body = tidy(draft.title).strip(), tidy(draft.body).strip()
    if not title:
        raise RuleBroken("directive.title_missing")
    if len(title) > LONGEST_TITLE:
        raise RuleBroken("directive.title_too_long", most=LONGEST_TITLE)
    if len(body) > LONGEST_BODY:
        raise RuleBroken("directive.body_too_long", most=LONGEST_BODY)
    if not draft.basis.label.strip():
        raise RuleBroken("directive.basis_missing")
    if not draft.to.parts:
        raise RuleBroken("directive.nobody_addressed")
    if draft.department and draft.department.organisation_id != directive.issuer_id:
        raise RuleBroken("directive.department_elsewhere", department=draft.department.name)
    check_due(draft.due_on, draft.by_level, today=localdate(at))
    number = draft.number.strip()
    check_number(number, directive)
    directive.title, directive.body, directive.number = title, body, number
    directive.basis_label = draft.basis.label.strip()
    directive.basis_quotation = draft.basis.quotation.strip()
    directive.basis_address = draft.basis.address
    directive.department = draft.department
    directive.due_on = draft.due_on
    directive.due_by_level = {level.value: on.isoformat() for level, on in draft.by_level.items()}
    directive.audience, directive.audience_words = draft.to.to_json(), draft.to_words


def check_number(number: str, directive: Directive) -> None:
    """A number stands on one directive of an issuer."""
    others = Directive.objects.filter(issuer_id=directive.issuer_id).exclude(pk=directive.pk)
    if number and others.filter(number=number).exists():
        raise RuleBroken("directive.number_taken", number=number)


def held_directive(directive: Directive) -> Directive:
    """As it is now, held until the transaction ends."""
    return (
        Directive.objects.select_for_update(of=["self"])
        .select_related("issuer", "department")
        .get(pk=directive.pk)
    )


def stepped(directive: Directive, then: DirectiveState) -> Directive:
    """Held, and in the next state; not yet saved."""
    directive = held_directive(directive)
    check_step(DirectiveState(directive.state), then)
    directive.state = then.value
    return directive


@transaction.atomic
def submit_draft(directive: Directive, *, by: Account, at: datetime) -> Directive:
    """Hand the draft to whoever approves; it changes no more until it comes back.

    Raises:
        RuleBroken: ``directive.nobody_addressed``, ``directive.due_passed`` or
            ``directive.step_not_allowed``.
    """
    directive = stepped(directive, DirectiveState.SUBMITTED)
    check_before_out(directive, at)
    directive.remark = ""
    directive.save(update_fields=["state", "remark", "changed_at"])
    tell_office(
        directive.issuer_id,
        Permission.DIRECTIVE_APPROVE,
        _message("directive.submitted", directive, Weight.ACT),
        but=by,
        at=at,
    )
    record(Deed("directive.submitted", directive, directive.issuer_id), by=by, at=at)
    return directive


def check_before_out(directive: Directive, at: datetime) -> None:
    """Whatever was true when it was drafted may be so no longer."""
    check_due(directive.due_on, levels_due(directive), today=localdate(at))
    if not meant(directive, on=localdate(at)).exists():
        raise RuleBroken("directive.nobody_addressed")


def levels_due(directive: Directive) -> dict[Level, date]:
    """The days of single levels."""
    kept = directive.due_by_level
    return {Level(level): date.fromisoformat(on) for level, on in kept.items()}


@transaction.atomic
def approve_draft(directive: Directive, *, by: Account, at: datetime) -> Directive:
    """Somebody other than its author says that it may go out.

    Raises:
        RuleBroken: ``directive.own_draft`` or ``directive.step_not_allowed``.
    """
    directive = stepped(directive, DirectiveState.APPROVED)
    if directive.drafted_by_id == by.pk:
        raise RuleBroken("directive.own_draft")
    directive.approved_by, directive.approved_at = by, at
    directive.save(update_fields=["state", "approved_by", "approved_at", "changed_at"])
    record(Deed("directive.approved", directive, directive.issuer_id), by=by, at=at)
    return directive


@transaction.atomic
def return_draft(directive: Directive, *, reason: str, by: Account, at: datetime) -> Directive:
    """Back to its author, with what is to be changed.

    Raises:
        RuleBroken: ``directive.reason_missing`` or ``directive.step_not_allowed``.
    """
    directive = stepped(directive, DirectiveState.DRAFT)
    directive.remark = checked_reason(reason)
    directive.approved_by = directive.approved_at = None
    fields = ["state", "remark", "approved_by", "approved_at", "changed_at"]
    directive.save(update_fields=fields)
    if directive.drafted_by and directive.drafted_by_id != by.pk:
        tell([directive.drafted_by], _message("directive.returned", directive, Weight.ACT), at=at)
    record(Deed("directive.returned", directive, directive.issuer_id), by=by, at=at)
    return directive


def _message(code: str, directive: Directive, weight: Weight) -> Message:
    facts = {"title": directive.title, "reason": directive.remark}
    return Message(code, facts, page="cascade:draft", of=directive.pk, weight=weight)


def checked_reason(reason: str) -> str:
    """Tidied; never empty."""
    tidied = tidy(reason).strip()[:LONGEST_REASON]
    if not tidied:
        raise RuleBroken("directive.reason_missing")
    return tidied


@transaction.atomic
def drop_draft(directive: Directive, *, by: Account, at: datetime) -> Directive:
    """It will not be sent; it stays on record.

    Raises:
        RuleBroken: ``directive.step_not_allowed``.
    """
    directive = stepped(directive, DirectiveState.DROPPED)
    directive.ended_at = at
    directive.save(update_fields=["state", "ended_at", "changed_at"])
    record(Deed("directive.dropped", directive, directive.issuer_id), by=by, at=at)
    return directive
