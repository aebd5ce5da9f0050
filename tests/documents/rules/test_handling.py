"""The way of a paper, as a graph."""

import pytest

from gonghui.documents.rules.handling import (
    NOT_YET_NUMBERED,
    NUMBERED,
    STEPS,
    PaperState,
    Step,
    next_state,
    numbers_of,
)
from gonghui.foundation.errors import RuleBroken


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.DRAFT])
@pytest.mark.parametrize("now", list(PaperState))
def test_only_what_the_table_holds_is_allowed(now, step):
    if then := STEPS[step].get(now):
        assert next_state(now, step) is then
        return
    with pytest.raises(RuleBroken) as refusal:
        next_state(now, step)
    assert refusal.value.code in ("paper.not_now", "paper.not_signed", "paper.not_reviewed")


def test_every_state_can_be_reached_and_two_are_the_end():
    reached = {then for moves in STEPS.values() for then in moves.values()}
    left = {now for moves in STEPS.values() for now in moves}

    assert reached == set(PaperState)
    assert set(PaperState) - left == {PaperState.ARCHIVED, PaperState.VOID}


def test_states_are_numbered_or_not():
    assert NUMBERED | NOT_YET_NUMBERED | {PaperState.VOID} == set(PaperState)
    assert frozenset() == NUMBERED & NOT_YET_NUMBERED


@pytest.mark.parametrize(
    ("before", "last", "borne", "missing"),
    [
        pytest.param(0, 0, [], (), id="none given"),
        pytest.param(0, 3, [3, 1, 2], (), id="none missing"),
        pytest.param(37, 39, [38, 39], (), id="begun on paper"),
        pytest.param(0, 3, [1, 3], (2,), id="a gap"),
    ],
)
def test_gaps_are_found(before, last, borne, missing):
    assert numbers_of(before, last, borne).missing == missing
