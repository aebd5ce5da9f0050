"""Carrying out acts on the tree: each with its day, reason and approval, written once for good.

What an act brings with it elsewhere (asks, returns) is done by the rooms concerned in the same
transaction; ``foreseen`` shows it before by doing it and taking it back, so that what was shown is
what happens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from gonghui.audit.actions import Deed, record_all
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.ancestry import lock_trees_of
from gonghui.organisations.announcements import Consequence, Reorganisation, reorganised
from gonghui.organisations.models import Change, ChangeParty, Organisation
from gonghui.organisations.rules.change import (
    ChangeKind,
    Decision,
    PartyRole,
    check_after,
    check_decision,
)
from gonghui.organisations.rules.organisation import Kind, Line
from gonghui.people.models import Account

Party = tuple[PartyRole, Organisation]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out, and what it brought with it."""

    change: Change
    consequences: Sequence[Consequence]


@dataclass(frozen=True, slots=True)
class Act:
    """What every act begins from: who decides what, when.

    Attributes:
        at: The moment it is entered; the decision may name an earlier day.
    """

    decision: Decision
    by: Account
    at: datetime

    @property
    def last_day(self) -> date:
        """The last day on which things were as before."""
        return self.decision.effective_on - DAY


def foreseen(act: Callable[[], Done]) -> Done:
    """What an act would bring with it: it is done and taken back at once."""
    with transaction.atomic():
        done = act()
        transaction.set_rollback(True)
    return done


def begin(
    act: Act,
    changed: Sequence[Organisation],
    *,
    beside: Sequence[Organisation] = (),
    leaves: bool = False,
) -> None:
    """Check what every act needs, and hold the tree until it is done.

    ``changed`` are those it is about; ``beside`` only take part. ``leaves`` says that their place
    in the tree ends the day before: they must have been there for a day.

    Raises:
        RuleBroken: ``change.reason_missing``, ``change.in_the_future``, ``change.too_early``,
            ``organisation.ended``, ``organisation.outside``.
    """
    check_decision(act.decision, today=localtime(act.at).date())
    lock_trees_of([*changed, *beside])
    for one in [*changed, *beside]:
        one.refresh_from_db()
        if one.kind == Kind.OUTSIDE.value:
            raise RuleBroken("organisation.outside", organisation=one.name)
        if one.ended_on is not None:
            raise RuleBroken("organisation.ended", organisation=one.name, day=one.ended_on)
    for one in [*changed, *beside]:
        check_after(act.decision, one.founded_on - DAY if one.founded_on else None)
    for one in changed:
        check_after(act.decision, _changed_on(one))
        if leaves:
            check_after(act.decision, one.placements.aggregate(day=Max("from_on"))["day"])


def _changed_on(organisation: Organisation) -> date | None:
    """The day of the newest act it was the subject or the outcome of."""
    as_changed = [PartyRole.SUBJECT.value, PartyRole.INTO.value]
    acts = organisation.changes.filter(role__in=as_changed)
    newest: date | None = acts.aggregate(day=Max("change__effective_on"))["day"]
    return newest


def enter(
    act: Act, kind: ChangeKind, parties: Iterable[Party], reorganisation: Reorganisation
) -> Done:
    """Write the act down, have every room carry it out, and record it last.

    Only here: whoever files holds totals and then the record's head, and so does this.
    """
    decision = act.decision
    change = Change.objects.create(
        kind=kind.value,
        line=reorganisation.line.value,
        effective_on=decision.effective_on,
        reason=tidy(decision.reason).strip()[:300],
        approval_number=tidy(decision.approval_number).strip()[:60],
        by=act.by,
        at=act.at,
    )
    written = ChangeParty.objects.bulk_create(
        [
            ChangeParty(change=change, organisation=one, role=role.value, name=one.name)
            for role, one in parties
        ]
    )
    answers = reorganised.send(Change, reorganisation=reorganisation, by=act.by, at=act.at)
    consequences = [one for _, told in answers for one in cast("list[Consequence]", told)]
    subject = written[0].organisation
    facts = {
        "on": decision.effective_on.isoformat(),
        "approval": change.approval_number,
        "consequences": {one.code: one.facts.get("count", 1) for one in consequences},
    }
    deeds = [
        Deed("organisation.founded", one.organisation, one.organisation.pk)
        for one in reorganisation.born
    ]
    deeds.append(Deed(f"organisation.{kind.value}", subject, subject.pk, facts))
    record_all(deeds, by=act.by, at=act.at)
    return Done(change, consequences)


def only(act: Act, *, paused: Sequence[Organisation] = ()) -> Reorganisation:
    """An act that moves nobody."""
    return Reorganisation(Line.TERRITORIAL, act.decision.effective_on, paused=paused)
