from datetime import timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.move import Share, merge, move, split
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.queries.tree import children, path
from gonghui.organisations.rules.organisation import Kind, Line
from tests.factories.acts import make_act, make_founding
from tests.factories.moments import TODAY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def names(organisations):
    return [one.name for one in organisations]


def roles(change):
    return [(party.role, party.name) for party in change.parties.all()]


def test_a_township_moves_with_all_below_it():
    tree = make_tree()

    done = move(tree.township, make_act(), to=tree.other_county)

    assert names(path(tree.union)) == [
        *("铜仁市总工会", "石阡县总工会", "闵孝镇工会联合会", "鱼梁村工会委员会")
    ]
    assert (children(tree.county).count(), children(tree.other_county).count()) == (1, 1)
    before, after = tree.township.placements.order_by("from_on")
    assert (before.parent, before.until_on) == (tree.county, YESTERDAY)
    assert (after.parent, after.from_on, after.until_on) == (tree.other_county, TODAY, None)
    assert roles(done.change) == [
        ("subject", "闵孝镇工会联合会"),
        ("to_superior", "石阡县总工会"),
        ("from_superior", "江口县总工会"),
    ]
    assert list(Entry.objects.values_list("verb", flat=True)) == ["organisation.moved"]


def test_a_union_takes_its_place_on_the_industrial_line():
    tree = make_tree()
    education = make_organisation("铜仁市教育工会", parent=tree.city, kind=Kind.INDUSTRIAL)

    move(tree.union, make_act(), to=education, line=Line.INDUSTRIAL)

    assert names(path(tree.union, line=Line.INDUSTRIAL)) == ["铜仁市教育工会", tree.union.name]
    assert names(path(tree.union))[:3] == ["铜仁市总工会", "江口县总工会", "闵孝镇工会联合会"]
    assert list(children(education, line=Line.INDUSTRIAL)) == [tree.union]


def test_two_townships_become_a_new_one():
    tree = make_tree()
    first, second = tree.townships
    village = make_organisation("凯德村工会委员会", parent=second)

    done = merge([first, second], make_act(), into=make_founding(parent=tree.county))

    new = Organisation.objects.get(code="N1")
    assert (new.founded_on, names(path(new))) == (
        TODAY,
        ["铜仁市总工会", "江口县总工会", "闵太镇工会联合会"],
    )
    assert set(children(new)) == {*tree.grassroots, village}
    assert list(children(tree.county)) == [new]
    for old in (first, second):
        old.refresh_from_db()
        assert (old.status, old.ended_on) == ("dissolved", YESTERDAY)
        readers = Ancestry.objects.filter(organisation=old).values_list("ancestor", flat=True)
        assert set(readers) == {tree.city.pk, tree.county.pk, new.pk, old.pk}
    assert roles(done.change) == [
        ("subject", "闵孝镇工会联合会"),
        ("subject", "太平镇工会联合会"),
        ("into", "闵太镇工会联合会"),
    ]


def test_one_township_takes_in_another():
    tree = make_tree()
    first, second = tree.townships

    merge([first], make_act(), into=second)

    assert set(children(second)) == set(tree.grassroots)
    assert list(children(tree.county)) == [second]


def test_a_township_is_divided():
    tree = make_tree()
    one, other = tree.grassroots

    split(
        tree.township,
        make_act(),
        shares=[
            Share(make_founding("闵南街道工会联合会", parent=None, code="N1"), [one]),
            Share(make_founding("闵北街道工会联合会", parent=None, code="N2"), [other]),
        ],
        ends=True,
    )

    south, north = Organisation.objects.filter(code__startswith="N").order_by("code")
    assert (list(children(south)), list(children(north))) == ([one], [other])
    tree.township.refresh_from_db()
    assert tree.township.ended_on == YESTERDAY
    assert set(children(tree.county)) == {south, north, tree.townships[1]}


def test_a_part_leaves_and_the_rest_goes_on():
    tree = make_tree()
    one, other = tree.grassroots

    founding = make_founding("闵南街道工会联合会", parent=None)
    split(tree.township, make_act(), shares=[Share(founding, [one])], ends=False)

    assert list(children(tree.township)) == [other]
    assert list(children(Organisation.objects.get(code="N1"))) == [one]


def give_all(tree):
    return [Share(make_founding(parent=None), tree.grassroots[:1])]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(
            lambda tree: move(tree.county, make_act(), to=tree.township),
            "organisation.below_itself",
            id="a circle",
        ),
        pytest.param(
            lambda tree: move(tree.township, make_act(), to=tree.township),
            "organisation.below_itself",
            id="below itself",
        ),
        pytest.param(
            lambda tree: move(tree.township, make_act(), to=tree.county),
            "organisation.already_there",
            id="where it is",
        ),
        pytest.param(
            lambda tree: move(tree.city, make_act(), to=make_organisation("贵州省总工会", kind=Kind.PROVINCE)),
            "organisation.is_the_top",
            id="the top has no superior to leave",
        ),
        pytest.param(
            lambda tree: move(tree.township, make_act(), to=make_organisation(parent=tree.other_county)),
            "organisation.wrong_superior",
            id="a township below a grassroots union",
        ),
        pytest.param(
            lambda tree: [
                move(tree.township, make_act(), to=tree.other_county),
                move(tree.township, make_act(), to=tree.county),
            ],
            "change.too_early",
            id="there and back on one day",
        ),
        pytest.param(
            lambda tree: merge([tree.township], make_act(), into=tree.other_county),
            "change.levels_differ",
            id="a township into a county",
        ),
        pytest.param(
            lambda tree: merge([tree.township], make_act(), into=tree.township),
            "change.nobody_merged",
            id="into itself",
        ),
        pytest.param(
            lambda tree: merge([tree.township], make_act(), into=make_founding(parent=tree.county)),
            "change.nobody_merged",
            id="one alone into a new one is a change of name",
        ),
        pytest.param(
            lambda tree: merge(tree.townships, make_act(), into=make_founding(parent=tree.county, code=tree.city.code)),
            "organisation.code_taken",
            id="a code that is taken",
        ),
        pytest.param(
            lambda tree: split(tree.township, make_act(), shares=[], ends=True),
            "change.nothing_split",
            id="a split into nothing",
        ),
        pytest.param(
            lambda tree: split(tree.township, make_act(), shares=give_all(tree), ends=True),
            "change.left_over",
            id="a village nobody takes",
        ),
        pytest.param(
            lambda tree: split(tree.townships[1], make_act(), shares=give_all(tree), ends=False),
            "change.not_below",
            id="a village of somebody else",
        ),
    ],
)  # fmt: skip
def test_refused_acts(act, code):
    tree = make_tree()

    with pytest.raises(RuleBroken) as refused:
        act(tree)

    assert refused.value.code == code
    assert not Organisation.objects.filter(code__startswith="N").exists(), "nothing is half done"
