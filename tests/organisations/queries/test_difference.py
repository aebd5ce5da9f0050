"""What became different between two days."""

from datetime import timedelta

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.move import merge, move
from gonghui.organisations.actions.standing import dissolve, rename
from gonghui.organisations.actions.tree import found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries import difference
from gonghui.organisations.queries.difference import What, differences
from tests.factories.acts import make_act, make_founding
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
BEFORE = TODAY - timedelta(days=30)
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def tree():
    return make_tree()


def told(found):
    """What of whom, its name and superior before and after, and the reason."""
    return [
        (
            one.what.value,
            one.before and (one.before.name, one.before.superior_name),
            one.after and (one.after.name, one.after.superior_name),
            one.change.kind if one.change else None,
        )
        for one in found
    ]


def test_nothing_happened(tree):
    assert differences(tree.city, BEFORE, TODAY) == []


def test_a_moved_township_is_told_and_not_those_below_it(tree):
    move(tree.township, make_act(), to=tree.other_county)
    moved = (
        "moved",
        ("闵孝镇工会联合会", "江口县总工会"),
        ("闵孝镇工会联合会", "石阡县总工会"),
        "moved",
    )

    assert told(differences(tree.city, BEFORE, TODAY)) == [moved]
    assert told(differences(tree.county, BEFORE, TODAY)) == [moved]
    assert told(differences(tree.other_county, TODAY, BEFORE)) == [moved]
    assert told(differences(tree.townships[1], BEFORE, TODAY)) == []
    assert told(differences(tree.city, TODAY, LATER)) == []


def test_who_is_new_who_is_gone_and_who_has_another_name(tree):
    city = tree.city
    rename(city, make_act(), name="铜仁市总工会（新）", short_name="铜仁市")
    dissolve(tree.union, make_act())
    rename(tree.grassroots[1], make_act(), name="大河村工会", short_name="大河村")
    founding = make_founding("新村工会", parent=tree.townships[1])
    found_organisation(founding, on=TODAY, by=make_job(), at=IN_JULY)

    assert told(differences(city, BEFORE, TODAY)) == [
        ("founded", None, ("新村工会", "太平镇工会联合会"), None),
        ("ended", ("鱼梁村工会委员会", "闵孝镇工会联合会"), None, "dissolved"),
        ("renamed", ("铜仁市总工会", ""), ("铜仁市总工会（新）", ""), "renamed"),
        (
            "renamed",
            ("提溪村工会委员会", "闵孝镇工会联合会"),
            ("大河村工会", "闵孝镇工会联合会"),
            "renamed",
        ),
    ]


def test_a_merger_ends_the_one_and_moves_those_below_it(tree):
    merge([tree.townships[0]], make_act(), into=tree.townships[1])

    found = differences(tree.county, BEFORE, TODAY)

    assert [(one.what, one.organisation.name) for one in found] == [
        (What.ENDED, "闵孝镇工会联合会"),
        (What.MOVED, "鱼梁村工会委员会"),
        (What.MOVED, "提溪村工会委员会"),
    ]


def test_what_was_founded_and_ended_in_between_is_not_told(tree):
    founding = make_founding("短命村工会", parent=tree.township)
    found_organisation(founding, on=BEFORE + timedelta(days=1), by=make_job(), at=IN_JULY)
    dissolve(Organisation.objects.get(name="短命村工会"), make_act())

    assert differences(tree.city, BEFORE, TODAY) == []


def test_far_too_many_are_refused(tree, monkeypatch):
    monkeypatch.setattr(difference, "MOST", 3)

    with pytest.raises(RuleBroken) as refusal:
        differences(tree.city, LONG_AGO - timedelta(days=1), TODAY)

    assert (refusal.value.code, refusal.value.facts) == ("difference.too_many", {"count": 6})


@pytest.mark.parametrize("n", [1, 50])
def test_it_asks_as_often_however_much_happened(tree, n, django_assert_num_queries):
    for number in range(n):
        founding = make_founding(f"第{number}村工会", parent=tree.township, code=f"N{number}")
        found_organisation(founding, on=TODAY, by=make_job(), at=IN_JULY)

    with django_assert_num_queries(8):
        assert len(differences(tree.city, BEFORE, TODAY)) == n
