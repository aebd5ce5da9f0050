"""Sending a directive out: the first addressees at once, the others by the worker."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.draft import (
    check_before_out,
    check_number,
    held_directive,
    levels_due,
    stepped,
)
from gonghui.cascade.announcements import delivery_waits
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.queries.addressed import answering, meant, next_of
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.cascade.rules.directive import LEVELS, due_for
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import standing
from gonghui.organisations.rules.organisation import Level
from gonghui.people.models import Account

AT_ONCE = 200  # of each level, before the page answers; the worker goes on with the others
STEP = 1_000  # addressees of one commit


@transaction.atomic
def issue_draft(directive: Directive, *, by: Account, at: datetime) -> Directive:
    """Send it out: the first have it when this is done, the worker goes on with the others.

    Raises:
        RuleBroken: ``directive.nobody_addressed``, ``directive.due_passed``,
            ``directive.number_taken`` or ``directive.step_not_allowed``.
    """
    directive = stepped(directive, DirectiveState.ISSUED)
    check_before_out(directive, at)
    check_number(directive.number, directive)
    directive.issued_at, directive.issued_by, directive.delivering = at, by, True
    fields = ["state", "issued_at", "issued_by", "delivering", "changed_at"]
    directive.save(update_fields=fields)
    count = meant(directive, on=localdate(at)).count()
    for _ in range(len(LEVELS) + 1):
        level, keys = next_of(directive, on=localdate(at))
        directive = deliver_to(directive, level, keys[:AT_ONCE], at=at)
    if directive.delivering:
        transaction.on_commit(lambda: _wait(directive.pk))
    deed = Deed("directive.issued", directive, directive.issuer_id, {"addressed": count})
    record(deed, by=by, at=at)
    directive.refresh_from_db(fields=["delivering"])
    return directive


def _wait(directive_pk: int) -> None:
    delivery_waits.send(sender=Directive, directive_pk=directive_pk)


def deliver_all(directive: Directive, *, clock: Callable[[], datetime]) -> None:
    """Put it on the desks of all who wait for it, a thousand in each commit.

    Called again after a break it goes on where it was: nobody has it twice, nobody is left out.
    """
    while directive.delivering and directive.issued_at:
        level, keys = next_of(directive, on=localdate(directive.issued_at))
        if level is None:
            directive = deliver_to(directive, None, [], at=clock())
        for first in range(0, len(keys), STEP):
            batch = keys[first : first + STEP]
            directive = deliver_to(directive, level, batch, at=clock())


@transaction.atomic
def deliver_to(
    directive: Directive, level: Level | None, keys: Sequence[int], *, at: datetime
) -> Directive:
    """Put it on the desks of these, all of one level; with ``None`` nobody is left."""
    directive = held_directive(directive)
    if not directive.delivering:
        return directive
    if level is None:
        directive.delivering = False
    else:
        directive.delivered_level, directive.delivered_pk = level.value, keys[-1]
        _deliver(directive, standing(Organisation.objects.filter(pk__in=keys)), at)
    fields = ["delivering", "delivered_level", "delivered_pk", "changed_at"]
    directive.save(update_fields=fields)
    return directive


def _deliver(directive: Directive, found: Iterable[Organisation], at: datetime) -> None:
    to = list(found)
    keys = [one.pk for one in to]  # a merger meanwhile may have asked one of them already
    asked = Assignment.objects.filter(directive=directive, organisation__in=keys)
    have_it = set(asked.values_list("organisation_id", flat=True))
    above, by_level = answering(directive, to), levels_due(directive)
    shares = []
    for one in to:
        if one.pk in have_it:
            continue
        parent = above.get(one.pk)
        share = Assignment(
            directive=directive,
            organisation=one,
            answers_to_id=parent.organisation_id if parent else directive.issuer_id,
            parent=parent,
            due_on=due_for(Level(one.level), directive.due_on, by_level),
            sent_at=at,
        )
        shares.append(share)
    Assignment.objects.bulk_create(shares, batch_size=500)
