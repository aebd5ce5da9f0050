"""Acts that take two: one person proposes, a second one confirms, and only then it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.checks import can
from gonghui.access.models import Proposal, State
from gonghui.access.permissions import Permission
from gonghui.audit.actions import Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

OPEN_FOR = timedelta(days=7)

# Carries a confirmed proposal out, in the name of the second person, inside the transaction.
Doer = Callable[[Proposal, Account, datetime], None]
_DOERS: dict[str, Doer] = {}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed.

    Attributes:
        kind: Which act; a room says in ``wiring`` who carries it out.
        permission: What both must hold over the organisation.
        label: What it would do, as the record tells it.
        facts: What carrying it out needs; plain JSON.
    """

    kind: str
    permission: Permission
    organisation: Organisation
    label: str
    facts: Mapping[str, object] = field(default_factory=dict)


def carries_out(kind: str, doer: Doer) -> None:
    """Confirmed proposals of this kind are carried out so."""
    _DOERS[kind] = doer


def doer_of(kind: str) -> Doer:
    """Who carries out proposals of this kind.

    Raises:
        KeyError: Nobody said so in ``wiring``.
    """
    return _DOERS[kind]


@transaction.atomic
def propose(proposed: Proposed, *, by: Account, at: datetime) -> Proposal:
    """Ask a second person to confirm an act; it lapses after seven days.

    Raises:
        RuleBroken: ``proposal.made_already`` when the same one waits.
    """
    waiting = Proposal.objects.filter(
        kind=proposed.kind, label=proposed.label, organisation=proposed.organisation
    )
    if waiting.filter(state=State.OPEN.value, until_at__gt=at).exists():
        raise RuleBroken("proposal.made_already")
    proposal = Proposal.objects.create(
        kind=proposed.kind,
        permission=proposed.permission.value,
        organisation=proposed.organisation,
        label=proposed.label[:300],
        facts=dict(proposed.facts),
        by=by,
        at=at,
        until_at=at + OPEN_FOR,
    )
    record(Deed("proposal.made", proposal, proposal.organisation_id), by=by, at=at)
    return proposal


@transaction.atomic
def confirm(proposal: Proposal, *, by: Account, at: datetime) -> None:
    """The second person agrees: the act is done now, in the name of both.

    Raises:
        RuleBroken: ``proposal.same_person``: the two must be two persons, whatever accounts they
            have; ``proposal.proposer_left`` when who proposed may not do it any more;
            ``proposal.decided``; ``proposal.lapsed``; and as the act itself.
            Source: quality.md S6; OWASP ASVS 5.0 V2.3.5.
    """
    proposal = _held(proposal, at)
    if by.pk == proposal.by_id or by.person_id == proposal.by.person_id:
        raise RuleBroken("proposal.same_person")
    permission = Permission(proposal.permission)
    if not can(proposal.by, permission, proposal.organisation, on=localtime(at).date()):
        raise RuleBroken("proposal.proposer_left", name=proposal.by.display_name)
    _decide(proposal, State.CONFIRMED, by, at)
    doer_of(proposal.kind)(proposal, by, at)
    deed = Deed(
        "proposal.confirmed",
        proposal,
        proposal.organisation_id,
        {"proposed_by": proposal.by.display_name},
    )
    record(deed, by=by, at=at)


@transaction.atomic
def refuse(proposal: Proposal, *, by: Account, at: datetime) -> None:
    """It is not done. Who proposed it takes it back; anybody else refuses it.

    Raises:
        RuleBroken: ``proposal.decided``; ``proposal.lapsed``.
    """
    proposal = _held(proposal, at)
    own = by.pk == proposal.by_id
    _decide(proposal, State.WITHDRAWN if own else State.REFUSED, by, at)
    verb = "proposal.withdrawn" if own else "proposal.refused"
    record(Deed(verb, proposal, proposal.organisation_id), by=by, at=at)


def _held(proposal: Proposal, at: datetime) -> Proposal:
    """Held until it is decided.

    Raises:
        RuleBroken: ``proposal.decided``; ``proposal.lapsed``.
    """
    held = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if held.state != State.OPEN.value:
        raise RuleBroken("proposal.decided")
    if held.until_at <= at:
        raise RuleBroken("proposal.lapsed", day=localtime(held.until_at).date())
    return held


def _decide(proposal: Proposal, state: State, by: Account, at: datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state.value, by, at
    proposal.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
