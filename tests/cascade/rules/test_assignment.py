from datetime import date

import pytest

from gonghui.cascade.rules.assignment import (
    ANSWERED,
    EXCUSED,
    MOVES,
    OPEN,
    Progress,
    State,
    check_move,
    check_relay_due,
    progress_of,
)
from gonghui.foundation.errors import RuleBroken

DUE = date(2023, 7, 20)


def test_every_state_has_its_moves_and_its_meaning():
    assert set(MOVES) == set(State)
    assert set(State) == OPEN | ANSWERED | EXCUSED
    assert not (OPEN & ANSWERED) | (OPEN & EXCUSED) | (ANSWERED & EXCUSED)


@pytest.mark.parametrize(
    ("now", "then"), [(now, then) for now in State for then in sorted(MOVES[now])]
)
def test_check_move_lets_the_moves_of_the_table_pass(now, then):
    check_move(now, then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param(State.SENT, State.ACCEPTED, id="nothing is accepted that was not filed"),
        pytest.param(State.SENT, State.SENT_BACK, id="nothing is sent back that was not filed"),
        pytest.param(State.FILED, State.SENT, id="nobody goes back to the beginning"),
        pytest.param(State.ACCEPTED, State.FILED, id="what is accepted is not filed again"),
        pytest.param(State.WAIVED, State.FILED, id="excused is excused"),
        pytest.param(State.WITHDRAWN, State.WORKING, id="withdrawn is withdrawn"),
    ],
)
def test_check_move_refuses_all_others(now, then):
    with pytest.raises(RuleBroken) as refusal:
        check_move(now, then)

    assert (refusal.value.code, refusal.value.facts) == (
        "assignment.move_not_allowed",
        {"now": now.value, "then": then.value},
    )


@pytest.mark.parametrize("due_on", [date(2023, 7, 1), DUE])
def test_a_relayed_ask_may_be_due_as_late_as_the_one_above(due_on):
    check_relay_due(due_on, of_parent=DUE)


def test_a_relayed_ask_is_never_due_later():
    with pytest.raises(RuleBroken) as refusal:
        check_relay_due(date(2023, 7, 21), of_parent=DUE)

    assert (refusal.value.code, refusal.value.facts) == (
        "assignment.relay_due_too_late",
        {"due_on": date(2023, 7, 21), "limit": DUE},
    )


@pytest.mark.parametrize(
    ("states", "late", "expected"),
    [
        pytest.param({}, 0, Progress(0, 0, 0, 0, 0), id="nobody asked"),
        pytest.param({State.SENT: 3}, 3, Progress(3, 0, 0, 0, 3), id="nobody has signed"),
        pytest.param(
            {State.SENT: 1, State.RECEIVED: 1, State.WORKING: 1, State.SENT_BACK: 1, State.FILED: 2}
            | {State.ACCEPTED: 4},
            2,
            Progress(10, 9, 6, 4, 2),
            id="some of each",
        ),
        pytest.param(
            {State.ACCEPTED: 1, State.WAIVED: 5, State.WITHDRAWN: 2},
            0,
            Progress(1, 1, 1, 1, 0),
            id="the excused are not expected",
        ),
    ],
)
def test_progress_counts_how_far_an_ask_has_come(states, late, expected):
    assert progress_of(states, late=late) == expected


def test_progress_says_what_is_left():
    progress = Progress(expected=10, received=9, answered=6, accepted=4, late=2)

    assert (progress.open, progress.to_accept, progress.unsigned) == (4, 2, 1)
