"""What becomes of a directive once it is out: amended, closed, withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Least
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.draft import checked_reason, held_directive, stepped
from gonghui.cascade.models import Amendment, Assignment, Directive
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, DirectiveState, State
from gonghui.cascade.rules.directive import LONGEST_BODY, check_due
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.people.models import Account

_OPEN = [state.value for state in OPEN]


@transaction.atomic
def amend_directive(  # noqa: PLR0913 -- what is amended, why, by whom and when
    directive: Directive, *, body: str, due_on: date, reason: str, by: Account, at: datetime
) -> Amendment:
    """Change what is asked or until when, once it is out; what it said before stays on record.

    Whoever still owes an answer is due on the new day, at most; more time granted to one stays.

    Raises:
        RuleBroken: ``directive.reason_missing``, ``directive.nothing_changed``,
            ``directive.body_too_long``, ``directive.due_passed``, ``directive.not_out`` or
            ``directive.elsewhere`` when another room keeps what is asked.
    """
    directive = held_directive(directive)
    _check_ours(directive)
    if directive.state != DirectiveState.ISSUED.value:
        raise RuleBroken("directive.not_out")
    reason, body = checked_reason(reason), tidy(body).strip()
    if len(body) > LONGEST_BODY:
        raise RuleBroken("directive.body_too_long", most=LONGEST_BODY)
    was = {"body": directive.body, "due_on": directive.due_on.isoformat()}
    now = {"body": body, "due_on": due_on.isoformat()}
    changed = [name for name in was if was[name] != now[name]]
    if not changed:
        raise RuleBroken("directive.nothing_changed")
    if "due_on" in changed:
        check_due(due_on, {}, today=localdate(at))
        _due_anew(directive, due_on)
    directive.body, directive.due_on = body, due_on
    directive.save(update_fields=["body", "due_on", "changed_at"])
    made = Amendment.objects.create(
        directive=directive,
        was={name: was[name] for name in changed},
        now={name: now[name] for name in changed},
        reason=reason,
        by=by,
        at=at,
    )
    facts = {"changed": changed, "reason": reason}
    record(Deed("directive.amended", directive, directive.issuer_id, facts), by=by, at=at)
    return made


def _check_ours(directive: Directive) -> None:
    """Figures and tasks end in the rooms that keep them."""
    if directive.kind != DirectiveKind.ANSWER.value:
        raise RuleBroken("directive.elsewhere")


def _due_anew(directive: Directive, due_on: date) -> None:
    """A later day moves those due on the old one; an earlier day draws all others with it."""
    owing = Assignment.objects.filter(directive=directive, state__in=_OPEN)
    kept = {"first_due_on": Coalesce("first_due_on", F("due_on"))}
    if due_on > directive.due_on:
        owing.filter(due_on=directive.due_on).update(due_on=due_on, **kept)
    else:
        later = owing.filter(due_on__gt=due_on, first_due_on__isnull=True)
        later.update(due_on=Least("due_on", Value(due_on)), **kept)


@transaction.atomic
def close_directive(directive: Directive, *, by: Account, at: datetime) -> Directive:
    """It is done with: what is not answered now is not expected any more.

    Raises:
        RuleBroken: ``directive.still_delivering``, ``directive.elsewhere`` or
            ``directive.step_not_allowed``.
    """
    return _ended(directive, DirectiveState.CLOSED, "", by, at)


@transaction.atomic
def withdraw_directive(
    directive: Directive, *, reason: str, by: Account, at: datetime
) -> Directive:
    """Taken back: nobody needs to answer; what was answered stays on record.

    Raises:
        RuleBroken: ``directive.reason_missing``, and as ``close_directive``.
    """
    return _ended(directive, DirectiveState.WITHDRAWN, checked_reason(reason), by, at)


def _ended(
    directive: Directive, state: DirectiveState, reason: str, by: Account, at: datetime
) -> Directive:
    directive = stepped(directive, state)
    _check_ours(directive)
    if directive.delivering:
        raise RuleBroken("directive.still_delivering")
    directive.ended_at, directive.remark = at, reason
    directive.save(update_fields=["state", "ended_at", "remark", "changed_at"])
    owing = Assignment.objects.filter(directive=directive, state__in=_OPEN)
    gone = owing.update(state=State.WITHDRAWN.value, changed_at=at)
    facts = {"unanswered": gone} | ({"reason": reason} if reason else {})
    verb = f"directive.{state.value}"
    record(Deed(verb, directive, directive.issuer_id, facts), by=by, at=at)
    return directive
