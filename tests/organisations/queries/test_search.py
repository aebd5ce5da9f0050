"""Finding organisations by what they are or were called."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.organisations.actions.search import enter_names
from gonghui.organisations.models import FormerName, NamePart, Organisation
from gonghui.organisations.queries import search as queries
from gonghui.organisations.queries.search import Matches, by_former_name, found, search
from gonghui.organisations.rules.organisation import Kind
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import make_organisation, make_outside_body, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def names(matches: Matches) -> list[str]:
    held = Organisation.objects.in_bulk(matches.pks)
    return [held[pk].name for pk in matches.pks]


def make_renamed(organisation, name, short_name, *, reading=("", "")):
    """It was called so before; entered as a renaming would."""
    FormerName.objects.create(
        organisation=organisation,
        name=name,
        short_name=short_name,
        pinyin=reading[0],
        initials=reading[1],
        until_on=LONG_AGO + timedelta(days=30),
    )
    enter_names([organisation])


# (few, wide): hits held against the reach, the reach held against the text, both many
SIZES = [pytest.param(5_000, 50_000, id="few hits")]
SIZES += [pytest.param(0, 50_000, id="many hits"), pytest.param(0, 1, id="many in a wide reach")]


@pytest.mark.parametrize("anywhere", [True, False])
@pytest.mark.parametrize(("few", "wide"), SIZES)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("鱼梁村工会委员会", ["鱼梁村工会委员会"], id="the whole name"),
        pytest.param("梁村", ["鱼梁村工会委员会"], id="two characters inside"),
        pytest.param("梁", ["鱼梁村工会委员会"], id="one character inside"),
        pytest.param("魚梁", ["鱼梁村工会委员会"], id="traditional"),
        pytest.param("mxz", ["闵孝镇工会联合会"], id="initials"),
        pytest.param("MinXiao", ["闵孝镇工会联合会"], id="pinyin"),
        pytest.param("q-77", ["太平镇工会联合会"], id="code in small letters"),
        pytest.param("石阡", ["石阡县总工会"], id="its beginning"),
        pytest.param("镇", ["闵孝镇工会联合会", "太平镇工会联合会"], id="several in their order"),
        pytest.param("联合会", ["闵孝镇工会联合会", "太平镇工会联合会"], id="in their endings"),
        pytest.param("没有", [], id="nobody"),
        pytest.param("  ", [], id="nothing"),
        pytest.param("%", [], id="no wildcard"),
        pytest.param("长" * 500, [], id="far too long"),
    ],
)
def test_organisations_are_found(tree, monkeypatch, typed, expected, few, wide, anywhere):
    tree.townships[1].code = "Q-77"
    tree.townships[1].save()
    monkeypatch.setattr(queries, "FEW", few)
    monkeypatch.setattr(queries, "WIDE", wide)
    within = None if anywhere else [tree.city]

    assert names(search(typed, within=within)) == expected
    assert sorted(one.name for one in found(typed)) == sorted(expected)


def test_exact_comes_first_then_beginnings_then_the_rest_higher_ones_before_lower():
    city = make_organisation("太平市总工会", kind=Kind.CITY, short_name="太平市总")
    make_organisation("大太平村工会委员会", parent=city, short_name="大太平村")
    make_organisation("新太平镇工会联合会", parent=city, kind=Kind.TOWNSHIP, short_name="新太平镇")
    make_organisation("太平村工会委员会", parent=city, short_name="太平村")
    make_organisation("闵孝镇太平工会", parent=city, short_name="太平")

    assert names(search("太平")) == [
        "闵孝镇太平工会",
        "太平市总工会",
        "太平村工会委员会",
        "新太平镇工会联合会",
        "大太平村工会委员会",
    ]


@pytest.mark.parametrize(("few", "wide"), SIZES)
def test_only_what_stands_below_is_found(tree, monkeypatch, few, wide):
    monkeypatch.setattr(queries, "FEW", few)
    monkeypatch.setattr(queries, "WIDE", wide)

    assert names(search("县", within=[tree.other_county])) == ["石阡县总工会"]
    assert names(search("镇", within=[tree.counties[1], tree.townships[0]])) == ["闵孝镇工会联合会"]
    assert search("镇", within=[]) == Matches([], more=False)


def test_a_former_name_finds_and_is_told(tree):
    make_renamed(tree.union, "大河村工会委员会", "大河村", reading=("dahecun", "dhc"))

    assert names(search("大河")) == names(search("dahe")) == names(search("dhc"))
    assert names(search("大河")) == ["鱼梁村工会委员会"]
    assert by_former_name("大河", [tree.union, tree.city]) == {tree.union.pk: "大河村工会委员会"}
    assert by_former_name("dhc", [tree.union]) == {tree.union.pk: "大河村工会委员会"}
    assert by_former_name("鱼梁", [tree.union]) == {}


def test_more_than_anybody_reads_is_said(tree):
    assert search("工会", within=[tree.city], most=3).more
    assert len(search("镇", within=[tree.city], most=1).pks) == 1
    assert not search("镇", within=[tree.city], most=2).more


def test_outside_bodies_are_not_found():
    make_outside_body("中共铜仁市委")

    assert search("铜仁") == Matches([], more=False)


def test_names_are_entered_anew_not_twice(tree):
    before = NamePart.objects.count()

    enter_names([tree.city, tree.county])

    assert NamePart.objects.count() == before


@pytest.mark.parametrize("n", [1, 50])
def test_a_search_asks_as_often_however_many_there_are(tree, n):
    for number in range(n):
        make_organisation(f"第{number}大坪村工会委员会", parent=tree.township)
    with CaptureQueriesContext(connection) as asked:
        search("大坪", within=[tree.city])
    with CaptureQueriesContext(connection) as spelt:
        search("dpc", within=[tree.city])

    assert (len(asked), len(spelt)) == (7, 10)
