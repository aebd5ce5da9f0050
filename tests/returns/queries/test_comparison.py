"""Beside last year, like for like: only organisations that gave a figure in both are compared."""

from decimal import Decimal

import pytest

from gonghui.returns.actions.sheet import send_back_sheet
from gonghui.returns.queries.rollup import compared, totals
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.returns import FIRST_HALF, make_filed, make_form, make_round, sheet_of

pytestmark = pytest.mark.django_db

REASON = {"members": "新建三家", "women": "新建三家", "funds": "一次性拨款"}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def rounds(tree):
    form = make_form()
    return [
        make_round(tree.city, form=form, period=period)
        for period in (FIRST_HALF.a_year_before, FIRST_HALF)
    ]


def changes(made, organisation):
    return {
        one.indicator.code: one.change_share if one.change_points is None else one.change_points
        for one in compared(made, organisation)
    }


def test_a_gap_is_not_a_fall(tree, rounds):
    before, now = rounds
    make_filed(before, tree.county, {"members": 60})
    make_filed(before, tree.other_county, {"members": 80})
    make_filed(now, tree.county, {"members": 75}, notes=REASON)

    found = changes(now, tree.city)

    assert totals(now, tree.city).matched_count == 1
    assert (found["members"], found["women"]) == (Decimal("25.0"), Decimal("0.0"))
    assert found["membership_rate"] == Decimal("15.0")
    assert compared(now, tree.city)[1].year_before.value == 140


def test_nothing_is_compared_without_a_round_last_year(tree):
    now = make_round(tree.city)
    make_filed(now, tree.county)

    assert set(changes(now, tree.city).values()) == {None}


def test_what_nobody_gave_in_both_periods_has_no_change(tree, rounds):
    before, now = rounds
    make_filed(before, tree.county)
    make_filed(now, tree.other_county)

    assert totals(now, tree.city).matched_count == 0
    assert set(changes(now, tree.city).values()) == {None}


def test_a_later_change_of_last_year_does_not_rewrite_this_years_comparison(tree, rounds):
    before, now = rounds
    make_filed(before, tree.county, {"members": 60})
    make_filed(now, tree.county, {"members": 75}, notes=REASON)

    send_back_sheet(sheet_of(before, tree.county), reason="请核对", by=make_job(), at=IN_JULY)

    assert changes(now, tree.city)["members"] == Decimal("25.0")


def test_a_sheet_sent_back_leaves_the_comparison_too(tree, rounds):
    before, now = rounds
    make_filed(before, tree.county, {"members": 60})
    make_filed(now, tree.county, {"members": 75}, notes=REASON)

    send_back_sheet(sheet_of(now, tree.county), reason="请核对", by=make_job(), at=IN_JULY)

    assert totals(now, tree.city).matched_count == 0
    assert set(changes(now, tree.city).values()) == {None}
