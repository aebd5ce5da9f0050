"""More time."""

from datetime import date

import pytest

from gonghui.cascade.rules.extension import check_until
from gonghui.foundation.errors import RuleBroken

DUE, TODAY = date(2023, 7, 20), date(2023, 7, 12)


@pytest.mark.parametrize(
    ("until", "limit", "today", "code"),
    [
        pytest.param(DUE, None, TODAY, "extension.not_later", id="the same day"),
        pytest.param(date(2023, 7, 22), date(2023, 7, 21), TODAY, "extension.too_late", id="above"),
        pytest.param(date(2023, 7, 21), None, date(2023, 7, 25), "extension.passed", id="past"),
    ],
)
def test_time_that_is_none(until, limit, today, code):
    with pytest.raises(RuleBroken) as refusal:
        check_until(until, due_on=DUE, limit=limit, today=today)

    assert refusal.value.code == code


def test_up_to_the_day_of_those_above():
    check_until(date(2023, 7, 21), due_on=DUE, limit=date(2023, 7, 21), today=TODAY)
