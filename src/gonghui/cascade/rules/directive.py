"""How a directive comes about: drafted, approved by somebody else, issued, closed or withdrawn."""

from collections.abc import Mapping
from datetime import date

from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Level

LONGEST_TITLE = 200
LONGEST_BODY = 20_000
LONGEST_REASON = 1_000

D = DirectiveState
STEPS: Mapping[DirectiveState, frozenset[DirectiveState]] = {
    D.DRAFT: frozenset({D.SUBMITTED, D.DROPPED}),
    D.SUBMITTED: frozenset({D.DRAFT, D.APPROVED}),
    D.APPROVED: frozenset({D.DRAFT, D.ISSUED}),
    D.ISSUED: frozenset({D.CLOSED, D.WITHDRAWN}),
    D.CLOSED: frozenset(),
    D.WITHDRAWN: frozenset(),
    D.DROPPED: frozenset(),
}
# Nobody outside the issuing office has seen it.
UNISSUED = frozenset({D.DRAFT, D.SUBMITTED, D.APPROVED, D.DROPPED})

# From the top down; due days never rise on the way.
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.GRASSROOTS)


def check_step(now: DirectiveState, then: DirectiveState) -> None:
    """Refuse a step the table of steps does not hold.

    Raises:
        RuleBroken: ``directive.step_not_allowed``.
    """
    if then not in STEPS[now]:
        raise RuleBroken("directive.step_not_allowed", now=now.value, then=then.value)


def check_due(due_on: date, by_level: Mapping[Level, date], *, today: date) -> None:
    """No day lies behind us, and nobody is due later than whoever they answer to.

    Raises:
        RuleBroken: ``directive.due_passed`` with the day, or ``directive.due_rises`` with the day
            of a level and the day it may not be later than.
    """
    latest = due_on
    for level in LEVELS:
        on = by_level.get(level, latest)
        if on < today:
            raise RuleBroken("directive.due_passed", due_on=on)
        if on > latest:
            raise RuleBroken("directive.due_rises", level=level.value, due_on=on, limit=latest)
        latest = on
    if due_on < today:
        raise RuleBroken("directive.due_passed", due_on=due_on)


def due_for(level: Level, due_on: date, by_level: Mapping[Level, date]) -> date:
    """The last day of an organisation of that level: its own, else that of the next one above."""
    latest = due_on
    for one in LEVELS:
        latest = by_level.get(one, latest)
        if one is level:
            break
    return latest
