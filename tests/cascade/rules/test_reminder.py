from datetime import date, timedelta

import pytest

from gonghui.cascade.rules.reminder import Stage, stage_of, to_tell, working_days


def july(day: int) -> date:
    return date(2023, 7, day)


# 2023-07-12 is a Wednesday
@pytest.mark.parametrize(
    ("due_on", "today", "expected"),
    [
        pytest.param(july(20), july(12), None, id="time enough"),
        pytest.param(july(17), july(12), Stage.SOON, id="three working days, a weekend between"),
        pytest.param(july(18), july(12), None, id="four working days"),
        pytest.param(july(13), july(12), Stage.SOON, id="tomorrow"),
        pytest.param(july(12), july(12), Stage.LAST, id="today"),
        pytest.param(july(16), july(14), Stage.LAST, id="a Sunday has its last day on Friday"),
        pytest.param(july(14), july(15), Stage.LAST, id="on a Saturday nothing is late yet"),
        pytest.param(july(14), july(17), Stage.LATE_1, id="due on Friday, late on Monday"),
        pytest.param(july(11), july(14), Stage.LATE_3, id="three days late"),
        pytest.param(july(3), july(12), Stage.LATE_7, id="seven working days late"),
        pytest.param(july(4), july(12), Stage.LATE_3, id="six working days late"),
        pytest.param(date(2023, 9, 28), date(2023, 10, 7), Stage.LATE_1,
                     id="the holidays of October do not count, the moved working day does"),
    ],
)  # fmt: skip
def test_the_stage_goes_by_working_days(due_on, today, expected):
    assert stage_of(due_on, today) is expected


def test_each_stage_of_each_last_day_is_told_on_one_working_day_only():
    due_on, told, since = july(20), [], july(3)
    for step in range(4, 32):
        today = july(step)
        if working_days(today - timedelta(days=1), today):
            told += [
                (today, stage)
                for day, stage in to_tell(today, since=since).items()
                if day == due_on
            ]
            since = today

    assert told == [
        (july(17), Stage.SOON),
        (july(20), Stage.LAST),
        (july(21), Stage.LATE_1),
        (july(25), Stage.LATE_3),
        (july(31), Stage.LATE_7),
    ]


def test_what_was_missed_is_made_up_for_by_one_reminder():
    assert to_tell(july(21), since=july(12))[july(20)] is Stage.LATE_1


def test_the_first_time_all_of_the_last_month_are_told_and_nothing_older():
    told = to_tell(july(31), since=None)

    assert (min(told), told[july(31)], told[july(3)]) == (july(1), Stage.LAST, Stage.LATE_7)
