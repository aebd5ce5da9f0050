import pytest

from gonghui.documents.rules.batch import (
    LARGEST_STEP,
    State,
    check_may_commit,
    check_may_undo,
    next_step,
)
from gonghui.foundation.errors import RuleBroken


@pytest.mark.parametrize("state", State)
def test_what_may_be_taken_in(state):
    if state in (State.CHECKED, State.STOPPED):
        check_may_commit(state, faults=0, undone=0)
    else:
        with pytest.raises(RuleBroken, match="import.not_now"):
            check_may_commit(state, faults=0, undone=0)


def test_what_was_partly_taken_back_does_not_go_on():
    with pytest.raises(RuleBroken, match="import.not_now"):
        check_may_commit(State.STOPPED, faults=0, undone=1)


def test_what_is_wrong_does_not_go_in():
    with pytest.raises(RuleBroken, match="import.has_faults"):
        check_may_commit(State.CHECKED, faults=1, undone=0)


@pytest.mark.parametrize("state", State)
def test_what_may_be_taken_back(state):
    if state in (State.DONE, State.STOPPED):
        check_may_undo(state)
    else:
        with pytest.raises(RuleBroken, match="import.not_now"):
            check_may_undo(state)


@pytest.mark.parametrize(
    ("rows", "seconds", "following"),
    [
        pytest.param(20, 0.15, 20, id="just right"),
        pytest.param(20, 0.6, 5, id="too slow"),
        pytest.param(20, 0.01, 40, id="quick, but no leap"),
        pytest.param(1, 30, 1, id="never less than a row"),
        pytest.param(900, 0.1, LARGEST_STEP, id="never too large"),
    ],
)
def test_steps_keep_to_half_a_second(rows, seconds, following):
    assert next_step(rows, seconds) == following
