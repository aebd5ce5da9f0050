"""Asking: one directive, one assignment for every organisation addressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Deed, record
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import (
    EXCUSED,
    DirectiveKind,
    DirectiveState,
    State,
    check_move,
    check_relay_due,
)
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.queries.tree import below
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: a document or meeting, the sentence in it, its address here."""

    label: str = ""
    quotation: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a room wants to ask of organisations.

    Attributes:
        due_on: Last day to answer on, inclusive.
        basis: Where the ask comes from; nobody is asked without one (design.md promise 8).
    """

    kind: DirectiveKind
    title: str
    due_on: date
    basis: Source
    body: str = ""
    department: Department | None = None
    number: str = ""


@transaction.atomic
def issue(
    ask: Ask, *, issuer: Organisation, to: Sequence[Organisation], by: Account, at: datetime
) -> Directive:
    """Issue an ask; every addressee has an assignment when the transaction commits.

    Raises:
        RuleBroken: ``directive.basis_missing``, ``directive.nobody_addressed`` or
            ``directive.outside_reach`` when an addressee is not below the issuer.
    """
    if not ask.basis.label:
        raise RuleBroken("directive.basis_missing")
    _check_reach(issuer, to)
    directive = Directive.objects.create(
        issuer=issuer,
        department=ask.department,
        kind=ask.kind.value,
        number=ask.number,
        title=ask.title,
        body=ask.body,
        basis_label=ask.basis.label,
        basis_quotation=ask.basis.quotation,
        basis_address=ask.basis.address,
        due_on=ask.due_on,
        state=DirectiveState.ISSUED.value,
        issued_at=at,
        issued_by=by,
    )
    pattern = Assignment(directive=directive, answers_to=issuer, due_on=ask.due_on, sent_at=at)
    _deliver(to, pattern)
    record(Deed("directive.issued", directive, issuer.pk, {"addressed": len(to)}), by=by, at=at)
    return directive


def _check_reach(issuer: Organisation, to: Sequence[Organisation]) -> None:
    if not to:
        raise RuleBroken("directive.nobody_addressed")
    reached = set(below(issuer).filter(pk__in=[one.pk for one in to]).values_list("pk", flat=True))
    for organisation in to:
        if organisation.pk not in reached:
            raise RuleBroken("directive.outside_reach", organisation=organisation.name)


def _deliver(to: Sequence[Organisation], pattern: Assignment) -> list[Assignment]:
    """One assignment for each addressee, alike but for the organisation."""
    return Assignment.objects.bulk_create(
        [
            Assignment(
                directive=pattern.directive,
                organisation=organisation,
                answers_to=pattern.answers_to,
                parent=pattern.parent,
                due_on=pattern.due_on,
                instruction=pattern.instruction,
                sent_at=pattern.sent_at,
            )
            for organisation in to
        ],
        batch_size=500,
    )


@transaction.atomic
def relay(
    assignment: Assignment,
    *,
    to: Sequence[Organisation],
    due_on: date,
    by: Account,
    at: datetime,
    instruction: str = "",
) -> list[Assignment]:
    """Hand an ask on to organisations below; those already asked are left as they are.

    Raises:
        RuleBroken: ``assignment.relay_due_too_late``, ``directive.nobody_addressed``,
            ``directive.outside_reach`` or ``assignment.move_not_allowed``.
    """
    assignment = Assignment.objects.select_for_update(of=["self"]).get(pk=assignment.pk)
    check_relay_due(due_on, of_parent=assignment.due_on)
    _check_reach(assignment.organisation, to)
    asked = set(
        Assignment.objects.filter(
            directive=assignment.directive_id, organisation__in=to
        ).values_list("organisation_id", flat=True)
    )
    made = _deliver(
        [organisation for organisation in to if organisation.pk not in asked],
        Assignment(
            directive=assignment.directive,
            answers_to=assignment.organisation,
            parent=assignment,
            due_on=due_on,
            instruction=instruction,
            sent_at=at,
        ),
    )
    if State(assignment.state) in {State.SENT, State.RECEIVED, *EXCUSED}:
        check_move(State(assignment.state), State.WORKING)
        assignment.state = State.WORKING.value
        assignment.received_at = assignment.received_at or at
        assignment.received_by = assignment.received_by or by.display_name
        assignment.save(update_fields=["state", "received_at", "received_by", "changed_at"])
    record(
        Deed("assignment.relayed", assignment, assignment.organisation_id, {"to": len(made)}),
        by=by,
        at=at,
    )
    return made


@transaction.atomic
def relay_down(
    assignment: Assignment,
    tree: Mapping[int, Sequence[Organisation]],
    *,
    due_on: date,
    by: Account,
    at: datetime,
    instruction: str = "",
) -> int:
    """Hand an ask on to everybody below at once; how many were newly asked.

    Each answers to its own direct superior. Those in between are asked too, but have not signed.

    ``tree`` says who stands directly below whom, by the superior's key.

    Raises:
        RuleBroken: As ``relay``.
    """
    to = tree.get(assignment.organisation_id, ())
    count = len(relay(assignment, to=to, due_on=due_on, by=by, at=at, instruction=instruction))
    directive = assignment.directive_id
    asked = dict(
        Assignment.objects.filter(directive=directive).values_list("organisation_id", "pk")
    )
    wave = list(Assignment.objects.filter(parent=assignment).select_related("organisation"))
    while wave:
        made: list[Assignment] = []
        for parent in wave:
            below_it = [one for one in tree.get(parent.organisation_id, ()) if one.pk not in asked]
            pattern = Assignment(
                directive_id=directive,
                answers_to=parent.organisation,
                parent=parent,
                due_on=due_on,
                instruction=instruction,
                sent_at=at,
            )
            made += _deliver(below_it, pattern)
        count += len(made)
        wave = made
    deed = Deed("assignment.relayed_down", assignment, assignment.organisation_id, {"to": count})
    record(deed, by=by, at=at)
    return count
