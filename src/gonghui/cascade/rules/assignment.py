"""The only workflow states in the house, and the moves between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken


class DirectiveKind(StrEnum):
    """What is asked for."""

    RETURN = "return"  # figures: 报表
    TASK = "task"  # work: 任务
    ATTENDANCE = "attendance"  # people at a meeting: 参会回执
    ANSWER = "answer"  # anything else in words: 答复


class DirectiveState(StrEnum):
    """Where an ask as a whole is."""

    DRAFT = "draft"  # 起草
    SUBMITTED = "submitted"  # 送签
    APPROVED = "approved"  # 已签发
    ISSUED = "issued"  # 已下发
    CLOSED = "closed"  # 已办结
    WITHDRAWN = "withdrawn"  # 已撤回
    DROPPED = "dropped"  # 不发了


class State(StrEnum):
    """Where one organisation's share of an ask is."""

    SENT = "sent"  # 已下发
    RECEIVED = "received"  # 已签收
    WORKING = "working"  # 办理中
    FILED = "filed"  # 已上报
    SENT_BACK = "sent_back"  # 已退回
    ACCEPTED = "accepted"  # 已验收
    WAIVED = "waived"  # 免报
    WITHDRAWN = "withdrawn"  # 已撤销


MOVES: Mapping[State, frozenset[State]] = {
    State.SENT: frozenset(
        {State.RECEIVED, State.WORKING, State.FILED, State.WAIVED, State.WITHDRAWN}
    ),
    State.RECEIVED: frozenset({State.WORKING, State.FILED, State.WAIVED, State.WITHDRAWN}),
    State.WORKING: frozenset({State.FILED, State.WAIVED, State.WITHDRAWN}),
    State.FILED: frozenset({State.SENT_BACK, State.ACCEPTED, State.WORKING, State.WITHDRAWN}),
    State.SENT_BACK: frozenset({State.WORKING, State.FILED, State.WAIVED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.SENT_BACK}),
    State.WAIVED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

# Still something to do for the organisation that was asked.
OPEN = frozenset({State.SENT, State.RECEIVED, State.WORKING, State.SENT_BACK})
# Something was given in answer.
ANSWERED = frozenset({State.FILED, State.ACCEPTED})
# Nothing is expected any more.
EXCUSED = frozenset({State.WAIVED, State.WITHDRAWN})


def check_move(now: State, then: State) -> None:
    """Refuse a step the table of moves does not hold.

    Raises:
        RuleBroken: ``assignment.move_not_allowed``.
    """
    if then not in MOVES[now]:
        raise RuleBroken("assignment.move_not_allowed", now=now.value, then=then.value)


def check_relay_due(due_on: date, *, of_parent: date) -> None:
    """A relayed ask is due no later than the one it hands on.

    Raises:
        RuleBroken: ``assignment.relay_due_too_late``.
    """
    if due_on > of_parent:
        raise RuleBroken("assignment.relay_due_too_late", due_on=due_on, limit=of_parent)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ask has come among those it was sent to.

    Attributes:
        expected: Organisations asked, without those excused.
        received: Of these, how many have signed for it or gone further.
        answered: Of these, filed or accepted.
        accepted: Of these, accepted.
        late: Of these, open after their due date.
    """

    expected: int
    received: int
    answered: int
    accepted: int
    late: int

    @property
    def to_accept(self) -> int:
        """Filed, and not yet accepted or sent back."""
        return self.answered - self.accepted

    @property
    def open(self) -> int:
        """Something is still owed."""
        return self.expected - self.answered

    @property
    def unsigned(self) -> int:
        """Delivered, and nobody has signed for it."""
        return self.expected - self.received


def progress_of(states: Mapping[State, int], *, late: int) -> Progress:
    """Count an ask from how many assignments are in each state."""
    live = {state: count for state, count in states.items() if state not in EXCUSED}
    expected = sum(live.values())
    return Progress(
        expected=expected,
        received=expected - live.get(State.SENT, 0),
        answered=sum(live.get(state, 0) for state in ANSWERED),
        accepted=live.get(State.ACCEPTED, 0),
        late=late,
    )
