from dataclasses import replace

import pytest

from gonghui.directory.rules.onboarding import Counts, Progress, Stage, left, next_stage, progress

EMPTY = Counts(leading=1)
RUNS = Counts(organisations=9, leading=3, leading_staffed=3, people=4, accounts=2, rounds=1)


@pytest.mark.parametrize(
    ("counts", "waiting"),
    [
        pytest.param(EMPTY, Stage.TREE, id="nothing is there"),
        pytest.param(replace(EMPTY, accounts=5), Stage.TREE, id="nothing comes before the tree"),
        pytest.param(replace(RUNS, wrong=1), Stage.CHECK, id="something contradicts itself"),
        pytest.param(replace(RUNS, leading_staffed=2), Stage.PEOPLE, id="somewhere nobody leads"),
        pytest.param(replace(RUNS, accounts=0), Stage.ACCOUNTS, id="nobody can fill in"),
        pytest.param(replace(RUNS, rounds=0), Stage.RETURN, id="nothing was asked yet"),
        pytest.param(RUNS, None, id="it runs"),
    ],
)
def test_what_comes_next(counts, waiting):
    assert next_stage(counts) is waiting


def test_how_far_each_is():
    half = Counts(organisations=9, wrong=2, leading=3, leading_staffed=1, people=1)

    assert [progress(stage, half) for stage in Stage] == [
        Progress.DONE,
        Progress.BEGUN,
        Progress.BEGUN,
        Progress.AHEAD,
        Progress.AHEAD,
    ]
    assert left(EMPTY) == list(Stage)
