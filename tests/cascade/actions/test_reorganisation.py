"""What becomes of open asks when the tree changes, through the acts themselves."""

from datetime import timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import State
from gonghui.organisations.actions.move import Share, merge, move, split
from gonghui.organisations.actions.standing import dissolve, rename, suspend
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind, Line
from tests.factories.acts import make_act, make_founding
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import DUE
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db


def standing(directive):
    """Who is asked: in which state, whom it answers to, whose share it was handed on from."""
    return {
        one.organisation.name[:3]: (
            one.state,
            one.answers_to.name[:3],
            one.parent.organisation.name[:3] if one.parent else "",
        )
        for one in Assignment.objects.filter(directive=directive).order_by("pk")
    }


def told(done):
    return [(one.code, one.facts["count"], one.facts["organisation"]) for one in done.consequences]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def handed_on(tree):
    """The city asks both counties; the first hands on to its townships, one of them to villages."""
    directive = make_directive(issuer=tree.city)
    county = make_assignment(directive, tree.county, state=State.WORKING)
    make_assignment(directive, tree.other_county)
    township = make_assignment(directive, tree.township, parent=county)
    make_assignment(directive, tree.townships[1], parent=county, state=State.ACCEPTED)
    for union, state in zip(tree.grassroots, (State.FILED, State.RECEIVED), strict=True):
        make_assignment(directive, union, parent=township, state=state)
    return directive


def test_an_ask_follows_a_township_to_its_new_county(tree, handed_on):
    done = move(tree.township, make_act(), to=tree.other_county)

    assert standing(handed_on) == {
        "江口县": ("working", "铜仁市", ""),
        "石阡县": ("sent", "铜仁市", ""),
        "闵孝镇": ("sent", "石阡县", "石阡县"),
        "太平镇": ("accepted", "江口县", "江口县"),
        "鱼梁村": ("filed", "闵孝镇", "闵孝镇"),
        "提溪村": ("received", "闵孝镇", "闵孝镇"),
    }
    assert told(done) == [("assignment.answers_elsewhere", 1, "石阡县总工会")]
    entry = Entry.objects.get()
    assert (entry.verb, entry.facts["consequences"]) == (
        "organisation.moved",
        {"assignment.answers_elsewhere": 1},
    )


def test_where_the_new_superior_was_not_asked_it_answers_to_the_issuer(tree, handed_on):
    Assignment.objects.filter(organisation=tree.other_county).delete()

    move(tree.township, make_act(), to=tree.other_county)

    assert standing(handed_on)["闵孝镇"] == ("sent", "铜仁市", "")


def test_an_ask_of_the_former_county_ends_what_was_answered_stays(tree):
    directive = make_directive(issuer=tree.county)
    township = make_assignment(directive, tree.township, state=State.WORKING)
    make_assignment(directive, tree.grassroots[0], parent=township, state=State.FILED)
    make_assignment(directive, tree.grassroots[1], parent=township)

    done = move(tree.township, make_act(), to=tree.other_county)

    assert standing(directive) == {
        "闵孝镇": ("withdrawn", "江口县", ""),
        "鱼梁村": ("filed", "闵孝镇", "闵孝镇"),
        "提溪村": ("withdrawn", "闵孝镇", "闵孝镇"),
    }
    assert told(done) == [("assignment.no_longer_asked", 2, "闵孝镇工会联合会")]


def test_an_own_ask_of_whoever_moves_goes_on(tree):
    directive = make_directive(issuer=tree.township)
    make_assignment(directive, tree.union)

    assert told(move(tree.township, make_act(), to=tree.other_county)) == []

    assert standing(directive) == {"鱼梁村": ("sent", "闵孝镇", "")}


def test_the_industrial_line_carries_no_asks(tree, handed_on):
    education = make_organisation("铜仁市教育工会", parent=tree.city, kind=Kind.INDUSTRIAL)
    before = standing(handed_on)

    assert told(move(tree.union, make_act(), to=education, line=Line.INDUSTRIAL)) == []
    assert standing(handed_on) == before


def test_a_new_township_takes_over_what_the_merged_ones_owe(tree, handed_on):
    done = merge(tree.townships, make_act(), into=make_founding(parent=tree.county))

    assert standing(handed_on) == {
        "江口县": ("working", "铜仁市", ""),
        "石阡县": ("sent", "铜仁市", ""),
        "闵孝镇": ("withdrawn", "江口县", "江口县"),
        "太平镇": ("accepted", "江口县", "江口县"),
        "鱼梁村": ("filed", "闵太镇", "闵太镇"),
        "提溪村": ("received", "闵太镇", "闵太镇"),
        "闵太镇": ("sent", "江口县", "江口县"),
    }
    assert told(done) == [
        ("assignment.also_asked", 1, "闵太镇工会联合会"),
        ("assignment.answers_elsewhere", 2, "闵太镇工会联合会"),
        ("assignment.withdrawn_with", 1, "闵孝镇工会联合会"),
    ]


def test_who_takes_in_another_accepts_what_answered_to_it(tree, handed_on):
    directive = make_directive("各村小调查", issuer=tree.township)
    make_assignment(directive, tree.union, state=State.FILED)

    done = merge([tree.township], make_act(), into=tree.townships[1])

    assert standing(directive) == {"鱼梁村": ("filed", "太平镇", "")}
    assert standing(handed_on)["提溪村"] == ("received", "太平镇", "太平镇")
    assert standing(handed_on)["闵孝镇"][0] == "withdrawn"
    assert ("assignment.withdrawn_with", 1, "闵孝镇工会联合会") in told(done)


def test_of_two_asks_taken_over_the_later_day_counts(tree):
    directive = make_directive(issuer=tree.county)
    for township, days in zip(tree.townships, (3, 0), strict=True):
        make_assignment(directive, township, due_on=DUE + timedelta(days=days))

    merge(tree.townships, make_act(), into=make_founding(parent=tree.county))

    new = Assignment.objects.get(organisation__code="N1")
    assert (new.due_on, new.state, new.directive) == (DUE + timedelta(days=3), "sent", directive)


def test_a_part_that_leaves_is_asked_too(tree, handed_on):
    share = Share(make_founding("闵南街道工会联合会", parent=None), tree.grassroots[1:])

    done = split(tree.township, make_act(), shares=[share], ends=False)

    assert standing(handed_on) == {
        "江口县": ("working", "铜仁市", ""),
        "石阡县": ("sent", "铜仁市", ""),
        "闵孝镇": ("sent", "江口县", "江口县"),
        "太平镇": ("accepted", "江口县", "江口县"),
        "鱼梁村": ("filed", "闵孝镇", "闵孝镇"),
        "提溪村": ("received", "闵南街", "闵南街"),
        "闵南街": ("sent", "江口县", "江口县"),
    }
    assert told(done) == [
        ("assignment.also_asked", 1, "闵南街道工会联合会"),
        ("assignment.answers_elsewhere", 1, "闵南街道工会联合会"),
    ]


@pytest.mark.parametrize(
    ("act", "state", "code"),
    [
        pytest.param(suspend, "waived", "assignment.excused", id="at rest it is excused"),
        pytest.param(dissolve, "withdrawn", "assignment.withdrawn_with", id="its asks end with it"),
    ],
)
def test_who_rests_or_ends_owes_nothing_more(tree, handed_on, act, state, code):
    done = act(tree.grassroots[1], make_act())

    assert standing(handed_on)["提溪村"][0] == state
    assert told(done) == [(code, 1, "提溪村工会委员会")]
    assert standing(handed_on)["鱼梁村"] == ("filed", "闵孝镇", "闵孝镇")


def test_a_new_name_changes_no_ask(tree, handed_on):
    assert told(rename(tree.township, make_act(), name="闵孝街道工会联合会")) == []
    assert Organisation.objects.get(pk=tree.township.pk).name == "闵孝街道工会联合会"
