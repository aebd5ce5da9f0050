"""How many rows one step of a sweep takes."""

import pytest

from gonghui.people.rules.retention import next_step


@pytest.mark.parametrize(
    ("rows", "seconds", "expected"),
    [
        pytest.param(100, 0.001, 200, id="quick: twice as many"),
        pytest.param(100, 0.1, 50, id="slow: half as many"),
        pytest.param(400, 0.0, 500, id="never more than five hundred"),
        pytest.param(100, 60.0, 10, id="never fewer than ten"),
    ],
)
def test_next_step(rows, seconds, expected):
    assert next_step(rows, seconds) == expected
