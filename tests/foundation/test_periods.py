from datetime import date

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period, half_of


@pytest.mark.parametrize(
    ("code", "starts_on", "ends_on", "a_year_before", "before"),
    [
        pytest.param("2023H1", date(2023, 1, 1), date(2023, 6, 30), "2022H1", "2022H2", id="half"),
        pytest.param(
            "2023Q2", date(2023, 4, 1), date(2023, 6, 30), "2022Q2", "2023Q1", id="quarter"
        ),
        pytest.param(
            "2024-02", date(2024, 2, 1), date(2024, 2, 29), "2023-02", "2024-01", id="leap"
        ),
        pytest.param("2023", date(2023, 1, 1), date(2023, 12, 31), "2022", "2022", id="year"),
    ],
)
def test_a_period_knows_its_days_and_neighbours(code, starts_on, ends_on, a_year_before, before):
    period = Period.parse(code)

    assert (period.code, period.starts_on, period.ends_on) == (code, starts_on, ends_on)
    assert (period.a_year_before.code, period.before.code) == (a_year_before, before)


@pytest.mark.parametrize("text", ["", "23", "2023H3", "2023-13", "2023Q0", "上半年"])
def test_what_is_no_period_is_refused_with_what_was_typed(text):
    with pytest.raises(RuleBroken) as refusal:
        Period.parse(text)

    assert (refusal.value.code, refusal.value.facts) == ("period.unreadable", {"text": text})


def test_halves_follow_each_other():
    assert half_of(date(2023, 6, 30)) < half_of(date(2023, 7, 1)) < half_of(date(2024, 1, 1))
