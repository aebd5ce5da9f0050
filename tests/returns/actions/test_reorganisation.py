"""What becomes of open rounds when the tree changes, through the acts themselves.

After every act ``verify`` sums the round again from its sheets: totals, counts and what is expected
must agree to the digit.
"""

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.move import Share, merge, move, split
from gonghui.organisations.actions.standing import dissolve, suspend
from gonghui.organisations.actions.tree import found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.returns.actions.round import close_round
from gonghui.returns.actions.sheet import send_back_sheet
from gonghui.returns.models import RollUp, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.missing import missing
from gonghui.returns.queries.rollup import parts_of
from gonghui.returns.queries.verification import verify
from tests.factories.acts import make_act, make_founding
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db


def totals(made):
    """Everybody's total: members, and filed of expected."""
    return {
        one.organisation.name[:3]: (
            one.filed.get("members", [0])[0],
            f"{one.filed_count}/{one.expected}",
        )
        for one in RollUp.objects.filter(round=made).select_related("organisation").order_by("pk")
    }


def file(made, organisation, members, *, accepted=False):
    values = {"members": members, "women": 1, "employees": members}
    make_filed(made, organisation, values, accepted=accepted)


def agrees():
    found = verify()
    assert found.disagreements == []
    return found


def told(done):
    return [
        (one.code, one.facts["count"], one.facts["organisation"])
        for one in done.consequences
        if one.code.startswith("round.")
    ]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    """A round of everybody; the first village, the second township and its village have filed."""
    make_organisation("凯德村工会委员会", parent=tree.townships[1])
    made = make_round(tree.city)
    file(made, tree.union, 10)
    file(made, tree.townships[1], 5, accepted=True)
    village = Organisation.objects.get(name="凯德村工会委员会")
    file(made, village, 7)
    assert totals(made) == {
        "铜仁市": (22, "3/8"),
        "江口县": (22, "3/6"),
        "闵孝镇": (10, "1/3"),
        "太平镇": (12, "2/2"),
    }
    return made


def test_a_township_moves_with_its_total(tree, made):
    done = move(tree.township, make_act(), to=tree.other_county)

    assert totals(made) == {
        "铜仁市": (22, "3/8"),
        "江口县": (12, "2/3"),
        "闵孝镇": (10, "1/3"),
        "太平镇": (12, "2/2"),
        "石阡县": (10, "1/4"),
    }
    assert told(done) == [("round.counts_elsewhere", 3, "石阡县总工会")]
    agrees()
    blank = blank_of(made.form)
    assert [part.organisation.name for part in parts_of(made, tree.other_county, blank)] == [
        *("石阡县总工会", "闵孝镇工会联合会")
    ]


def test_after_moving_it_is_filed_into_the_new_total(tree, made):
    move(tree.township, make_act(), to=tree.other_county)

    file(made, tree.grassroots[1], 100)

    assert totals(made)["石阡县"] == (110, "2/4")
    assert totals(made)["江口县"] == (12, "2/3")
    agrees()


def test_a_village_moves_alone(tree, made):
    move(tree.union, make_act(), to=tree.townships[1])

    assert totals(made) == {
        "铜仁市": (22, "3/8"),
        "江口县": (22, "3/6"),
        "闵孝镇": (0, "0/2"),
        "太平镇": (22, "3/3"),
    }
    agrees()


def test_a_new_township_stands_where_the_merged_ones_stood(tree, made):
    done = merge(tree.townships, make_act(), into=make_founding(parent=tree.county))

    assert totals(made) == {
        "铜仁市": (22, "3/8"),
        "江口县": (22, "3/6"),
        "闵太镇": (22, "3/5"),
    }
    assert told(done) == [
        ("round.counts_elsewhere", 3, "闵太镇工会联合会"),
        ("round.expected_no_more", 1, "闵孝镇工会联合会"),
        ("round.stays_counted", 1, "太平镇工会联合会"),
        ("round.expected_of", 1, "闵太镇工会联合会"),
    ]
    agrees()


def test_the_new_township_files_what_was_owed(tree, made):
    merge(tree.townships, make_act(), into=make_founding(parent=tree.county))
    new = Organisation.objects.get(code="N1")

    file(made, new, 50)

    assert totals(made)["闵太镇"] == (72, "4/5")
    assert [one.organisation.name for one in missing(made, new)] == ["提溪村工会委员会"]
    agrees()


def test_where_both_had_filed_nothing_more_is_expected(tree, made):
    file(made, tree.township, 3)

    done = merge(tree.townships, make_act(), into=make_founding(parent=tree.county))

    new = Organisation.objects.get(code="N1")
    assert not Sheet.objects.filter(round=made, organisation=new).exists()
    assert totals(made)["闵太镇"] == (25, "4/5")
    assert ("round.expected_of", 1, "闵太镇工会联合会") not in told(done)
    agrees()


def test_who_takes_in_another_after_filing_is_told_to_file_for_both(tree, made):
    done = merge([tree.township], make_act(), into=tree.townships[1])

    assert totals(made)["太平镇"] == (22, "3/4")
    assert told(done) == [
        ("round.counts_elsewhere", 2, "太平镇工会联合会"),
        ("round.expected_no_more", 1, "闵孝镇工会联合会"),
        ("round.filed_for_itself", 1, "太平镇工会联合会"),
    ]
    agrees()


def test_two_villages_become_one(tree, made):
    merge([tree.union], make_act(), into=tree.grassroots[1])

    assert totals(made)["闵孝镇"] == (10, "1/3")
    assert totals(made)["提溪村"] == (10, "1/2")
    file(made, tree.grassroots[1], 4)
    assert totals(made)["铜仁市"] == (26, "4/8")
    agrees()


def test_a_divided_township(tree, made):
    shares = [
        Share(make_founding(f"闵{side}街道工会联合会", parent=None, code=f"N{side}"), [village])
        for side, village in zip("南北", tree.grassroots, strict=True)
    ]

    done = split(tree.township, make_act(), shares=shares, ends=True)

    assert totals(made) == {
        "铜仁市": (22, "3/9"),
        "江口县": (22, "3/7"),
        "太平镇": (12, "2/2"),
        "闵南街": (10, "1/2"),
        "闵北街": (0, "0/2"),
    }
    assert ("round.expected_no_more", 1, "闵孝镇工会联合会") in told(done)
    agrees()


def test_a_divided_township_that_had_filed_stays_counted(tree, made):
    share = Share(make_founding("太南街道工会联合会", parent=None), [])

    split(tree.townships[1], make_act(), shares=[share], ends=False)

    assert totals(made)["太平镇"] == (12, "2/2")
    assert totals(made)["江口县"] == (22, "3/6")
    agrees()


@pytest.mark.parametrize("act", [suspend, dissolve])
def test_who_rests_or_ends_is_expected_no_more(tree, made, act):
    act(tree.grassroots[1], make_act())

    assert totals(made)["闵孝镇"] == (10, "1/2")
    assert Sheet.objects.get(organisation=tree.grassroots[1]).excused_on == TODAY
    assert tree.grassroots[1].pk not in {one.organisation_id for one in missing(made, tree.city)}
    agrees()


def test_what_was_filed_stays_when_its_organisation_ends(tree, made):
    dissolve(tree.union, make_act())

    assert totals(made)["铜仁市"] == (22, "3/8")
    agrees()
    with pytest.raises(RuleBroken, match=r"sheet\.organisation_ended"):
        send_back_sheet(sheet_of(made, tree.union), reason="错", by=make_job(), at=IN_JULY)


def test_below_somebody_founded_after_the_round_was_issued(tree, made):
    new = found_organisation(
        make_founding("新寨镇工会联合会", parent=tree.county), on=TODAY, by=make_job(), at=IN_JULY
    )

    move(tree.union, make_act(), to=new)

    assert totals(made)["新寨镇"] == (10, "1/1")
    assert totals(made)["江口县"] == (22, "3/6")
    agrees()


def test_out_of_the_reach_of_whoever_asked(tree, made):
    province = make_organisation("贵州省总工会", kind=Kind.PROVINCE)
    elsewhere = make_organisation("遵义市总工会", parent=province, kind=Kind.CITY)

    done = move(tree.county, make_act(), to=elsewhere)

    assert totals(made)["铜仁市"] == (22, "3/5"), "what was given stays, the rest is not asked"
    assert told(done) == [("round.left", 3, "江口县总工会")]
    agrees()


def test_a_closed_round_keeps_the_tree_of_its_day(tree, made):
    close_round(made, by=make_job(), at=IN_JULY)
    before = list(RollUp.objects.order_by("pk").values())

    done = merge(tree.townships, make_act(), into=make_founding(parent=tree.county))

    assert told(done) == []
    assert list(RollUp.objects.order_by("pk").values()) == before
    agrees()


def test_who_is_not_founded_yet_or_rests_is_not_asked(tree):
    Organisation.objects.filter(pk=tree.union.pk).update(status="suspended")
    Organisation.objects.filter(pk=tree.other_county.pk).update(status="planned")

    made = make_round(tree.city)

    assert totals(made) == {
        "铜仁市": (0, "0/5"),
        "江口县": (0, "0/4"),
        "闵孝镇": (0, "0/2"),
    }
    assert not Sheet.objects.filter(organisation__in=[tree.union, tree.other_county]).exists()
    agrees()
