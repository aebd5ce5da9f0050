from datetime import date

import pytest

from gonghui.cascade.rules.assignment import State
from gonghui.cascade.rules.board import Cell, Stand, Step, cells, is_late

SENT, SIGNED, FILED, ACCEPTED = (date(2023, 7, day) for day in (1, 3, 8, 10))
DUE = date(2023, 7, 20)


@pytest.mark.parametrize(
    ("state", "days", "late", "expected"),
    [
        pytest.param(
            State.SENT,
            (SENT, None, None, None),
            False,
            [Stand.DONE, Stand.NOW, Stand.AHEAD, Stand.AHEAD],
            id="sent",
        ),
        pytest.param(
            State.SENT,
            (SENT, None, None, None),
            True,
            [Stand.DONE, Stand.STUCK, Stand.AHEAD, Stand.AHEAD],
            id="sent and late: stuck at signing",
        ),
        pytest.param(
            State.WORKING,
            (SENT, SIGNED, None, None),
            True,
            [Stand.DONE, Stand.DONE, Stand.STUCK, Stand.AHEAD],
            id="working and late: stuck at filing",
        ),
        pytest.param(
            State.FILED,
            (SENT, SIGNED, FILED, None),
            False,
            [Stand.DONE, Stand.DONE, Stand.DONE, Stand.REVIEW],
            id="filed: waits for whoever asked",
        ),
        pytest.param(
            State.SENT_BACK,
            (SENT, SIGNED, FILED, None),
            False,
            [Stand.DONE, Stand.DONE, Stand.SENT_BACK, Stand.AHEAD],
            id="sent back: filed once, to be filed again",
        ),
        pytest.param(
            State.SENT_BACK,
            (SENT, SIGNED, FILED, None),
            True,
            [Stand.DONE, Stand.DONE, Stand.STUCK, Stand.AHEAD],
            id="sent back and late",
        ),
        pytest.param(
            State.ACCEPTED,
            (SENT, SIGNED, FILED, ACCEPTED),
            False,
            [Stand.DONE] * 4,
            id="accepted",
        ),
        pytest.param(
            State.WAIVED,
            (SENT, None, None, None),
            False,
            [Stand.DONE, Stand.EXCUSED, Stand.AHEAD, Stand.AHEAD],
            id="excused",
        ),
    ],
)
def test_cells_tell_dates_where_done_and_one_present_step(state, days, late, expected):
    row = cells(state, days, late=late)

    assert [cell.stand for cell in row] == expected
    assert [cell.step for cell in row] == list(Step)
    assert row[0] == Cell(Step.DELIVERED, Stand.DONE, SENT)
    assert [cell.on is not None for cell in row] == [stand is Stand.DONE for stand in expected]


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        pytest.param(State.WORKING, DUE, False, id="on the last day"),
        pytest.param(State.WORKING, date(2023, 7, 21), True, id="the day after"),
        pytest.param(State.SENT_BACK, date(2023, 7, 21), True, id="sent back is open again"),
        pytest.param(State.FILED, date(2023, 7, 21), False, id="filed is not late"),
        pytest.param(State.WAIVED, date(2023, 7, 21), False, id="excused is not late"),
    ],
)
def test_is_late_after_the_last_day_while_something_is_owed(state, today, expected):
    assert is_late(state, DUE, today) is expected
