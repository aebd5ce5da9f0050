from datetime import date

import pytest

from gonghui.plans.rules.light import (
    Light,
    LightCounts,
    LightState,
    count_lights,
    light,
    sum_of,
    time_gone,
)

SENT = date(2023, 7, 1)
DUE = date(2023, 7, 11)


@pytest.mark.parametrize(
    ("today", "gone"),
    [
        pytest.param(date(2023, 6, 1), 0, id="before it was sent"),
        pytest.param(SENT, 0, id="the day it was sent"),
        pytest.param(date(2023, 7, 6), 50, id="half way"),
        pytest.param(DUE, 100, id="the last day"),
        pytest.param(date(2023, 8, 1), 100, id="afterwards"),
    ],
)
def test_time_gone(today, gone):
    assert time_gone(SENT, DUE, today=today) == gone


def test_a_task_due_the_day_it_is_sent_has_no_time_left():
    assert time_gone(SENT, SENT, today=SENT) == 100


@pytest.mark.parametrize(
    ("percent", "day", "expected"),
    [
        pytest.param(
            None,
            2,
            Light(LightState.NONE, "light.not_begun", {"days": 9}),
            id="silence early is no fault",
        ),
        pytest.param(
            0, 3, Light(LightState.OK, "light.begun", {"percent": 0}), id="a zero early is on time"
        ),
        pytest.param(
            None,
            4,
            Light(LightState.WARN, "light.silent", {"percent": 0, "gone": 30, "days": 7}),
            id="silence when a third has gone is slow",
        ),
        pytest.param(
            None,
            6,
            Light(LightState.BAD, "light.silent", {"percent": 0, "gone": 50, "days": 5}),
            id="silence at half time is behind",
        ),
        pytest.param(
            21,
            6,
            Light(LightState.WARN, "light.slow", {"percent": 21, "gone": 50, "days": 5}),
            id="29 points short is slow",
        ),
        pytest.param(
            20,
            6,
            Light(LightState.BAD, "light.behind", {"percent": 20, "gone": 50, "days": 5}),
            id="30 points short at half time is behind",
        ),
        pytest.param(
            0,
            5,
            Light(LightState.WARN, "light.slow", {"percent": 0, "gone": 40, "days": 6}),
            id="40 points short before half time is only slow",
        ),
        pytest.param(
            41,
            6,
            Light(LightState.OK, "light.on_time", {"percent": 41, "gone": 50, "days": 5}),
            id="9 points short is on time",
        ),
        pytest.param(
            100,
            11,
            Light(LightState.OK, "light.on_time", {"percent": 100, "gone": 100, "days": 0}),
            id="on the last day it is not late",
        ),
        pytest.param(
            100,
            12,
            Light(LightState.BAD, "light.overdue", {"days": 1}),
            id="done but not filed is late",
        ),
    ],
)
def test_light(percent, day, expected):
    assert light(percent, started_on=SENT, due_on=DUE, today=date(2023, 7, day)) == expected


def test_a_closed_share_is_done_however_late_somebody_looks():
    assert light(100, started_on=SENT, due_on=DUE, today=date(2024, 1, 1), closed=True) == Light(
        LightState.DONE, "light.closed"
    )


def test_count_lights_counts_each_state_and_sums_add_up():
    lights = [Light(state, "x") for state in LightState] + [Light(LightState.BAD, "x")]

    counts = count_lights(lights)

    assert counts == LightCounts(ok=1, warn=1, bad=2, done=1, none=1)
    assert counts.total == 6
    assert sum_of([counts, LightCounts(ok=4)]) == LightCounts(ok=5, warn=1, bad=2, done=1, none=1)
    assert count_lights([]).total == 0
