"""Reading totals, leagues, what is behind them and who is missing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gonghui.foundation.periods import Period
from gonghui.returns.queries.league import league
from gonghui.returns.queries.missing import late, missing
from gonghui.returns.queries.rollup import behind, compared, directly_below, totals
from gonghui.returns.queries.round import round_of
from gonghui.returns.queries.sheet import draft_of
from gonghui.returns.sources import register, unregister
from tests.factories.moments import DUE
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.returns import FIRST_HALF, make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    return make_round(tree.city)


def test_totals_say_how_much_is_known(made, tree):
    make_filed(made, tree.county, accepted=True)
    make_filed(made, tree.union, {"members": 90})

    found = totals(made, tree.county)

    assert (found.expected, found.filed, found.accepted) == (5, 2, 1)
    members, accepted = found.as_filed["members"], found.as_accepted["members"]
    assert (members.value, members.known, members.expected) == (Decimal(170), 2, 5)
    assert (accepted.value, accepted.known) == (Decimal(80), 1)
    letters = found.as_filed["letters"]
    assert (letters.value, letters.known, letters.expected) == (Decimal(2), 1, 1)
    assert found.as_filed["membership_rate"].value == Decimal("85.0")


def test_totals_of_a_single_union_are_its_sheet(made, tree):
    make_filed(made, tree.union, accepted=True)

    found = totals(made, tree.union)

    assert (found.expected, found.filed, found.accepted) == (1, 1, 1)
    assert found.as_filed["funds"].words == "12.50"
    assert totals(made, make_organisation()) is None


def test_what_is_behind_a_number_adds_up_to_it(made, tree):
    make_filed(made, tree.county)
    make_filed(made, tree.union, {"members": 90})

    parts = behind(made, tree.county, "members")

    assert [
        (part.organisation, part.figure.value, part.is_own, part.sheet_pk is not None)
        for part in parts
    ] == [
        (tree.county, Decimal(80), True, True),
        (tree.townships[0], Decimal(90), False, False),
        (tree.townships[1], None, False, True),
    ]
    assert behind(made, tree.county, "no such figure") == []


def test_the_league_ranks_those_below_and_leaves_out_the_missing(made, tree):
    make_filed(made, tree.union)

    places = league(made, tree.city, "members")

    assert [(place.rank, place.organisation, place.value, place.share_bar) for place in places] == [
        (1, tree.county, Decimal(80), 1.0),
        (None, tree.other_county, None, None),
    ]
    assert league(made, tree.city, "no such figure") == []


def test_the_same_period_last_year_stands_beside(tree):
    before = make_round(tree.city, period=Period.parse("2022H1"))
    make_filed(before, tree.union, {"members": 64, "employees": 100})
    made = make_round(tree.city)
    make_filed(made, tree.union, {"employees": 100})

    found = {one.indicator.code: one for one in compared(made, tree.city)}

    assert found["members"].year_before.value == Decimal(64)
    assert found["members"].change_share == Decimal("25.0")
    assert found["membership_rate"].change_points == Decimal("16.0")


def test_the_missing_and_the_late_are_told_apart(made, tree):
    make_filed(made, tree.union)

    absent = [sheet.organisation for sheet in missing(made, tree.county)]

    assert absent == [tree.county, tree.townships[1], tree.township, tree.grassroots[1]]
    assert late(made, tree.county, DUE).count() == 0
    assert late(made, tree.county, DUE + timedelta(days=1)).count() == 4
    assert missing(made, tree.union).count() == 0


def test_a_sheet_not_handed_on_is_late_by_the_rounds_own_day(tree):
    made = make_round(tree.city, relayed=False)

    assert late(made, tree.union, DUE + timedelta(days=1)).count() == 1


def test_those_directly_below_are_counted_by_their_own_sheets(made, tree):
    make_filed(made, tree.county, accepted=True)
    make_filed(made, tree.union)

    below = directly_below(made, tree.city)

    assert (below.count, below.filed, below.accepted) == (2, 1, 1)
    inside = directly_below(made, tree.township)
    assert (inside.count, inside.filed, inside.accepted) == (2, 1, 0)


def test_an_organisation_finds_its_round(made, tree):
    assert round_of(tree.union, FIRST_HALF) == made
    assert round_of(tree.union, FIRST_HALF.before) is None
    assert round_of(make_organisation(), FIRST_HALF) is None


def test_what_the_platform_knows_is_not_typed(made, tree):
    register("funds", lambda pks, _period: dict.fromkeys(pks, 777))
    try:
        draft = draft_of(sheet_of(made, tree.union), typed={"funds": "不知道"})
    finally:
        unregister("funds")

    assert draft.values == {"funds": 777}
    assert [one.line.code for one in draft.findings if one.line] == [
        "employees", "members", "women", "six_haves"
    ]  # fmt: skip
