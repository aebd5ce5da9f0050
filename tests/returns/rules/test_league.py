"""Places, bars, and this year beside last."""

from decimal import Decimal

import pytest

from gonghui.returns.rules.comparison import change_points, change_share
from gonghui.returns.rules.figure import Figure
from gonghui.returns.rules.indicator import Addition
from gonghui.returns.rules.league import bar_share, ranks
from tests.factories.returns import make_line

COUNT = make_line()
RATE = make_line("rate", addition=Addition.RATIO, decimals=1)


def fig(value, line=COUNT):
    return Figure(line, None if value is None else Decimal(value), 1, 1)


def test_equal_values_share_a_place_and_the_missing_have_none():
    values = [Decimal(5), None, Decimal(9), Decimal(5), Decimal(1)]

    assert ranks(values) == [2, None, 1, 2, 4]


def test_a_bar_is_a_share_of_the_longest():
    assert bar_share(Decimal(1), Decimal(4)) == 0.25
    assert bar_share(None, Decimal(4)) is None
    assert bar_share(Decimal(0), Decimal(0)) == 0.0


@pytest.mark.parametrize(
    ("now", "before", "share"),
    [
        pytest.param("110", "100", "10.0", id="grown"),
        pytest.param("2", "3", "-33.3", id="fallen"),
        pytest.param("5", "0", None, id="from nothing"),
        pytest.param("5", None, None, id="unknown before"),
        pytest.param(None, "5", None, id="unknown now"),
    ],
)
def test_a_count_changes_in_percent(now, before, share):
    found = change_share(fig(now), fig(before))

    assert found == (None if share is None else Decimal(share))
    assert change_points(fig(now), fig(before)) is None


def test_a_share_changes_in_points():
    assert change_points(fig("90.2", RATE), fig("88.6", RATE)) == Decimal("1.6")
    assert change_share(fig("90.2", RATE), fig("88.6", RATE)) is None
    assert change_points(fig("90.2", RATE), None) is None
