from datetime import date

import pytest

from gonghui.foundation.calendar import add_working_days, is_working_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2023, 7, 25), True, id="a Tuesday"),
        pytest.param(date(2023, 7, 29), False, id="a Saturday"),
        pytest.param(date(2023, 10, 2), False, id="a Monday of the national holiday"),
        pytest.param(date(2023, 10, 7), True, id="a Saturday worked instead"),
        pytest.param(date(2099, 1, 5), True, id="a Monday beyond the table"),
        pytest.param(date(2099, 1, 4), False, id="a Sunday beyond the table"),
    ],
)
def test_is_working_day(day, expected):
    assert is_working_day(day) is expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        pytest.param(date(2023, 7, 27), 2, date(2023, 7, 31), id="over a weekend"),
        pytest.param(date(2023, 9, 28), 1, date(2023, 10, 7), id="over the national holiday"),
        pytest.param(date(2023, 7, 31), -2, date(2023, 7, 27), id="back"),
        pytest.param(date(2023, 7, 29), 0, date(2023, 7, 29), id="none"),
    ],
)
def test_add_working_days(day, count, expected):
    assert add_working_days(day, count) == expected
