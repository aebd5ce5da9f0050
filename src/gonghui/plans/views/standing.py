"""How a share of a task is shown: its light in words, and where the answer has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gonghui.cascade.rules.assignment import State
from gonghui.cascade.wording import STATE_WORDS
from gonghui.plans.queries.task import Standing
from gonghui.plans.rules.light import LightState
from gonghui.plans.wording import LIGHT_WORDS, reason_for

# Lights that need a person's eye; why they show so stands beside them.
LIT = frozenset({LightState.WARN, LightState.BAD})
PILLS = {State.SENT: "none", State.SENT_BACK: "warn", State.FILED: "info"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One share as a row.

    Attributes:
        reason: Why the light shows so; told only for slow and behind.
        stands_out: It is drawn as a light; what runs well stays plain.
        pill: Tint of the state; empty when it is written plainly.
        done_on: When it was filed; ``None`` while it is open.
    """

    standing: Standing
    light: str
    word: str
    reason: str
    stands_out: bool
    state_word: str
    pill: str
    done_on: datetime | date | None


def shown(standings: Iterable[Standing]) -> list[Shown]:
    """Rows for a table, in the order given."""
    return [_shown(one) for one in standings]


def _shown(one: Standing) -> Shown:
    state = one.light.state
    return Shown(
        standing=one,
        light="ok" if state is LightState.DONE else state.value,
        word=str(LIGHT_WORDS[state]),
        reason=reason_for(one.light) if state in LIT else "",
        stands_out=state in LIT or state is LightState.NONE,
        state_word=str(STATE_WORDS[one.state]),
        pill=PILLS.get(one.state, ""),
        done_on=one.assignment.accepted_at or one.assignment.filed_at if not one.is_open else None,
    )
