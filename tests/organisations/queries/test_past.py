"""The tree as it stood on a day."""

from datetime import date, timedelta

import pytest

from gonghui.organisations.actions.move import move
from gonghui.organisations.actions.standing import dissolve, rename
from gonghui.organisations.queries.past import (
    Called,
    called_on,
    children_on,
    counts_on,
    name_on,
    names_on,
    path_on,
    tree_on,
)
from gonghui.organisations.rules.organisation import Kind, Line
from tests.factories.acts import make_act
from tests.factories.moments import LONG_AGO, TODAY
from tests.factories.organisations import make_organisation, make_outside_body, make_tree

pytestmark = pytest.mark.django_db
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture
def tree():
    return make_tree()


def test_a_moved_township_stands_on_each_day_where_it_stood(tree):
    move(tree.township, make_act(), to=tree.other_county)

    assert list(children_on(tree.county, BEFORE)) == tree.townships
    assert list(children_on(tree.county, TODAY)) == [tree.townships[1]]
    assert path_on(tree.union, BEFORE) == [tree.city, tree.county, tree.township, tree.union]
    assert path_on(tree.union, TODAY) == [tree.city, tree.other_county, tree.township, tree.union]


def test_the_whole_tree_of_a_day(tree):
    was = {
        **{one.pk: tree.city.pk for one in tree.counties},
        **{one.pk: tree.county.pk for one in tree.townships},
        **{one.pk: tree.township.pk for one in tree.grassroots},
    }
    dissolve(tree.union, make_act())
    move(tree.township, make_act(), to=tree.other_county)

    assert tree_on(tree.city, BEFORE) == was
    after = {**was, tree.township.pk: tree.other_county.pk}
    del after[tree.union.pk]
    assert tree_on(tree.city, TODAY) == after
    assert tree_on(tree.other_county, TODAY) == {
        tree.township.pk: tree.other_county.pk,
        tree.grassroots[1].pk: tree.township.pk,
    }


def test_before_the_first_placement_nobody_stood_there(tree):
    day = LONG_AGO - timedelta(days=1)

    assert (tree_on(tree.city, day), list(children_on(tree.city, day))) == ({}, [])
    assert path_on(tree.union, day) == [tree.union]
    assert path_on(make_outside_body(), TODAY)[-1].kind == Kind.OUTSIDE


def test_each_line_has_a_past_of_its_own(tree):
    education = make_organisation("铜仁市教育工会", parent=tree.city, kind=Kind.INDUSTRIAL)
    move(tree.union, make_act(), to=education, line=Line.INDUSTRIAL)

    assert tree_on(education, TODAY, Line.INDUSTRIAL) == {tree.union.pk: education.pk}
    assert tree_on(education, BEFORE, Line.INDUSTRIAL) == {}
    assert path_on(tree.union, TODAY, Line.INDUSTRIAL) == [education, tree.union]


def test_counts_below_on_a_day(tree):
    move(tree.township, make_act(), to=tree.other_county)
    keys = [one.pk for one in (tree.city, *tree.counties, tree.union)]

    assert counts_on(keys, BEFORE) == {tree.city.pk: 2, tree.county.pk: 2}
    assert counts_on(keys, TODAY) == {
        tree.city.pk: 2,
        tree.county.pk: 1,
        tree.other_county.pk: 1,
    }


def test_names_of_a_day(tree):
    old = tree.union.name
    rename(tree.union, make_act(TODAY - timedelta(days=9)), name="大河村工会", short_name="大河村")
    rename(tree.union, make_act(), name="小河村工会", short_name="小河村")

    assert name_on(tree.union, TODAY - timedelta(days=10)) == old
    assert name_on(tree.union, TODAY - timedelta(days=9)) == "大河村工会"
    assert called_on([tree.union], BEFORE) == {tree.union.pk: Called("大河村工会", "大河村", "")}
    assert names_on([tree.union, tree.city], TODAY) == {
        tree.union.pk: "小河村工会",
        tree.city.pk: "铜仁市总工会",
    }
    assert names_on([], date(2000, 1, 1)) == {}


@pytest.mark.parametrize("n", [1, 50])
def test_any_past_day_asks_as_often_however_many_there_are(tree, n, django_assert_num_queries):
    below = [make_organisation(parent=tree.union) for _ in range(n)]

    with django_assert_num_queries(5):
        shown = list(children_on(tree.union, TODAY))
        names_on(shown, TODAY)
        counts_on([one.pk for one in shown], TODAY)
        path_on(below[0], TODAY)  # the way and who stands on it
