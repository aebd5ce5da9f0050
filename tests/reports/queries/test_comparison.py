from decimal import Decimal

import pytest

from gonghui.reports.queries.comparison import Matched, matched
from gonghui.returns.queries.form import blank_of
from tests.factories.organisations import make_tree
from tests.factories.returns import BLANK, FIRST_HALF, make_filed, make_form, make_round

pytestmark = pytest.mark.django_db

REASON = {"members": "新建三家", "women": "新建三家", "funds": "一次性拨款"}


def test_a_gap_is_not_a_fall():
    tree = make_tree()
    form = make_form()
    before, now = (
        make_round(tree.city, form=form, period=period)
        for period in (FIRST_HALF.a_year_before, FIRST_HALF)
    )
    make_filed(before, tree.county, {"members": 60})
    make_filed(before, tree.other_county, {"members": 80})
    make_filed(now, tree.county, {"members": 75}, notes=REASON)

    found = matched(now, before, tree.city, BLANK)

    assert found.organisations == 1
    assert (found.changes["members"], found.changes["women"]) == (Decimal("25.0"), Decimal("0.0"))
    assert found.changes["membership_rate"] == Decimal("15.0")


def test_nothing_is_compared_without_a_round_last_year():
    tree = make_tree()
    now = make_round(tree.city)
    make_filed(now, tree.county)

    assert matched(now, None, tree.city, blank_of(now.form)) == Matched(0, {})


def test_what_nobody_gave_in_both_periods_has_no_change():
    tree = make_tree()
    form = make_form()
    before = make_round(tree.city, form=form, period=FIRST_HALF.a_year_before)
    now = make_round(tree.city, form=form)
    make_filed(before, tree.county)
    make_filed(now, tree.other_county)

    found = matched(now, before, tree.city, BLANK)

    assert found.organisations == 0
    assert set(found.changes.values()) == {None}
