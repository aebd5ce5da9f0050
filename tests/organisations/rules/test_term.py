from datetime import date

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind
from gonghui.organisations.rules.term import check_years, last_day, years_of


@pytest.mark.parametrize(
    ("kind", "years"),
    [
        (Kind.PROVINCE, (5,)),
        (Kind.CITY, (5,)),
        (Kind.COUNTY, (5,)),
        (Kind.ZONE, (5,)),
        (Kind.INDUSTRIAL, (5,)),
        (Kind.TOWNSHIP, (3, 5)),
        (Kind.GRASSROOTS, (3, 5)),
        (Kind.JOINT, (3, 5)),
        (Kind.OUTSIDE, ()),
    ],
)
def test_years_of_a_term(kind, years):
    assert years_of(kind, LEVEL_OF[kind]) == years


@pytest.mark.parametrize(
    ("years", "kind", "refusal"),
    [
        pytest.param(3, Kind.GRASSROOTS, None, id="three at the grass roots"),
        pytest.param(
            3,
            Kind.COUNTY,
            ("term.years_wrong", {"years": 3, "allowed": [5]}),
            id="three in a county",
        ),
        pytest.param(
            4,
            Kind.TOWNSHIP,
            ("term.years_wrong", {"years": 4, "allowed": [3, 5]}),
            id="four nowhere",
        ),
        pytest.param(5, Kind.OUTSIDE, ("term.outside", {}), id="an outside body"),
    ],
)
def test_check_years(years, kind, refusal):
    try:
        check_years(years, kind, LEVEL_OF[kind])
    except RuleBroken as broken:
        assert (broken.code, broken.facts) == refusal
    else:
        assert refusal is None


@pytest.mark.parametrize(
    ("elected_on", "years", "ends_on"),
    [
        pytest.param(date(2021, 3, 15), 5, date(2026, 3, 14), id="the day before"),
        pytest.param(date(2023, 1, 1), 3, date(2025, 12, 31), id="over the turn of the year"),
        pytest.param(date(2024, 2, 29), 5, date(2029, 2, 28), id="elected on 29 February"),
        pytest.param(date(2024, 3, 1), 5, date(2029, 2, 28), id="elected the day after"),
    ],
)
def test_last_day_of_a_term(elected_on, years, ends_on):
    assert last_day(elected_on, years) == ends_on
