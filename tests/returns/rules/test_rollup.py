"""Totals form a group: what was added can be taken away to the digit."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gonghui.returns.rules.branch import grown, ids_in
from gonghui.returns.rules.rollup import (
    NOTHING,
    Difference,
    by_accepting,
    by_filing,
    figure_of,
    minus,
    plus,
    sum_up,
    tally,
)
from tests.factories.returns import BLANK, VALUES

FIGURES = st.integers(0, 10**12)
SHEETS = st.fixed_dictionaries({}, optional={line.code: FIGURES for line in BLANK.typed}).map(
    lambda values: tally(values, BLANK)
)


def figure(code, total, expected=3):
    return figure_of(BLANK.line[code], total, BLANK, expected=expected)


@given(SHEETS, SHEETS, SHEETS)
def test_adding_and_taking_away_leaves_what_was(one, two, three):
    assert minus(plus(plus(one, two), three), three) == plus(one, two)
    assert plus(one, plus(two, three)) == plus(plus(three, one), two)
    assert minus(one, one) == NOTHING


def test_a_tally_holds_what_was_given_and_nothing_else():
    given_part = {"members": 80, "funds": 1250}

    assert tally(given_part, BLANK) == {"members": [80, 1], "funds": [1250, 1]}
    assert tally(VALUES, BLANK)["membership_rate"] == [80, 100, 1]


def test_a_rate_is_recomputed_over_those_who_gave_both_parts():
    sheets = [{"members": 90, "employees": 100}, {"members": 10, "employees": 100}, {"members": 5}]
    total = sum_up(tally(values, BLANK) for values in sheets)

    assert figure("members", total).value == Decimal(105)
    rate = figure("membership_rate", total)
    assert (rate.value, rate.known, rate.expected) == (Decimal("50.0"), 2, 3)


def test_the_share_of_yes_is_over_those_who_answered():
    total = sum_up(tally({"six_haves": value}, BLANK) for value in (1, 1, 0))

    assert figure("six_haves", total, expected=9).value == Decimal("66.7")


def test_missing_is_not_zero():
    nobody, zero = figure("members", NOTHING), figure("members", tally({"members": 0}, BLANK))

    assert (nobody.value, nobody.known) == (None, 0)
    assert (zero.value, zero.known) == (Decimal(0), 1)


def test_money_is_exact_in_its_unit():
    total = sum_up(tally({"funds": 1}, BLANK) for _ in range(3))

    assert figure("funds", total).words == "0.03"


def test_filing_accepting_and_taking_back_cancel():
    whole = by_filing(tally(VALUES, BLANK)) + by_accepting(tally(VALUES, BLANK))

    assert whole + -whole == Difference()


def test_a_frozen_tree_knows_every_way_up():
    nodes = grown(1, {1: "city", 2: "county", 3: "grassroots", 4: "county"}, {2: 1, 4: 1, 3: 2})

    assert {pk: (node.path, node.has_below, node.depth) for pk, node in nodes.items()} == {
        1: ("/1/", True, 1),
        2: ("/1/2/", True, 2),
        4: ("/1/4/", False, 2),
        3: ("/1/2/3/", False, 3),
    }
    assert dict(nodes[1].levels) == {"city": 1, "county": 2, "grassroots": 1}
    assert ids_in("/1/2/3/") == [1, 2, 3]
