import pytest

from gonghui.organisations.queries.search import found
from gonghui.organisations.queries.tree import (
    below,
    children,
    is_below,
    organisation_named,
    path,
    superior,
)
from tests.factories.organisations import make_organisation, make_outside_body, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_below_is_the_organisation_and_everybody_under_it(tree):
    assert set(below(tree.county)) == {tree.county, *tree.townships, *tree.grassroots}
    assert list(below(tree.union)) == [tree.union]


def test_children_are_those_directly_below_in_their_order(tree):
    assert list(children(tree.city)) == tree.counties
    assert list(children(tree.township)) == tree.grassroots
    assert list(children(tree.union)) == []


def test_superior_is_the_one_directly_above(tree):
    assert superior(tree.union) == tree.township
    assert superior(tree.city) is None
    assert superior(make_outside_body()) is None


def test_path_leads_from_the_top_to_the_organisation(tree):
    assert path(tree.union) == [tree.city, tree.county, tree.township, tree.union]
    assert path(make_outside_body()) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("union", "city", True, id="anywhere below"),
        pytest.param("county", "county", True, id="itself"),
        pytest.param("city", "county", False, id="above"),
        pytest.param("other_county", "county", False, id="beside"),
    ],
)
def test_is_below(tree, one, other, expected):
    assert is_below(getattr(tree, one), getattr(tree, other)) is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("江口", {"江口县总工会"}, id="a part of the name"),
        pytest.param("江口县总工会", {"江口县总工会"}, id="the whole name"),
        pytest.param("JiangKou", {"江口县总工会"}, id="pinyin"),
        pytest.param("jiang kou", {"江口县总工会"}, id="pinyin with spaces"),
        pytest.param("jkx", {"江口县总工会"}, id="initials"),
        pytest.param("C-77", {"石阡县职工之家"}, id="code"),
        pytest.param("  石阡 ", {"石阡县总工会", "石阡县职工之家"}, id="spaces around"),
        pytest.param("没有", set(), id="nobody"),
        pytest.param("", set(), id="nothing typed"),
        pytest.param("市委", set(), id="outside bodies are not found"),
        pytest.param("%", set(), id="a sign of the database"),
    ],
)
def test_found_by_name_pinyin_initials_or_code(tree, text, names):
    make_organisation("石阡县职工之家", code="C-77")
    make_outside_body()

    assert {one.name for one in found(text)} == names


def test_organisation_named_knows_name_and_short_name(tree):
    assert organisation_named("江口县总工会") == tree.county
    assert organisation_named("江口县") == tree.county
    assert organisation_named("江口") is None


def test_a_name_two_organisations_have_names_nobody(tree):
    make_organisation("江口县")

    assert organisation_named("江口县") is None
