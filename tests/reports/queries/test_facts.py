import pytest

from gonghui.cascade.actions.directive import Source
from gonghui.organisations.rules.organisation import Kind
from gonghui.plans.actions.task import draft_tasks
from gonghui.reports.queries.facts import facts_of, scope_of
from gonghui.reports.rules.facts import Step
from tests.factories.meetings import make_meeting
from tests.factories.moments import DUE, IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.plans import make_draft, make_issued
from tests.factories.returns import FIRST_HALF, make_filed, make_form, make_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "kind", "scope"),
    [
        ("贵州省总工会", Kind.PROVINCE, "全省"),
        ("铜仁市总工会", Kind.CITY, "全市"),
        ("碧江区总工会", Kind.COUNTY, "全区"),
        ("沿河土家族自治县总工会", Kind.COUNTY, "全县"),
        ("大龙开发区总工会", Kind.ZONE, "全区"),
        ("孟溪镇工会联合会", Kind.TOWNSHIP, "全镇"),
        ("某街道工会联合会", Kind.TOWNSHIP, "本级及所属"),
        ("某公司工会委员会", Kind.GRASSROOTS, "本级及所属"),
    ],
)
def test_scope_of(name, kind, scope):
    assert scope_of(make_organisation(name, kind=kind)) == scope


def test_facts_compare_like_for_like_rank_and_count_what_is_missing():
    tree = make_tree()
    form = make_form()
    before = make_round(tree.city, form=form, period=FIRST_HALF.a_year_before)
    make_filed(before, tree.county, {"members": 50})
    made = make_round(tree.city, form=form)
    make_filed(made, tree.county, {"members": 75}, notes={"members": "新建三家"})
    make_filed(
        made, tree.other_county, {"members": 90}, notes={"members": "新建三家"}, accepted=True
    )

    facts = facts_of(tree.city, FIRST_HALF, today=TODAY)

    told = facts.figures["members"]
    assert (facts.expected, facts.filed, facts.accepted, facts.matched) == (7, 2, 1, 1)
    assert (told.value, told.known, told.change, list(told.ranking)) == (
        165,
        2,
        50,
        ["石阡县", "江口县"],
    )
    assert [(part.name, part.filed, part.expected, part.own_filed) for part in facts.below] == [
        ("江口县", 1, 5, True),
        ("石阡县", 1, 1, True),
    ]
    assert facts.missing == []


def test_the_steps_are_the_tasks_of_the_meeting():
    tree = make_tree()
    make_round(tree.city)
    meeting = make_meeting(tree.city)
    draft_tasks(
        ["要抓好建会。"], issuer=tree.city, source=Source("会", address=meeting.address),
        by=make_job(), at=IN_JULY,
    )  # fmt: skip
    make_issued(tree.city, tree.counties, title="别处来的")

    facts = facts_of(tree.city, FIRST_HALF, today=TODAY)

    assert (facts.meeting, list(facts.steps), facts.tasks) == (
        meeting.name,
        [Step("要抓好建会。")],
        0,
    )


def test_without_a_meeting_the_steps_are_the_tasks_issued():
    tree = make_tree()
    make_round(tree.city)
    make_draft(tree.city)
    make_issued(tree.city, tree.counties)

    facts = facts_of(tree.city, FIRST_HALF, today=DUE.replace(day=DUE.day + 1))

    assert (list(facts.steps), facts.tasks, facts.behind) == (
        [Step("新业态建会要抓紧。", "", DUE)],
        1,
        2,
    )


def test_reading_the_facts_takes_as_many_queries_for_many_organisations(
    django_assert_max_num_queries,
):
    def queries(count: int) -> int:
        city = make_organisation(kind=Kind.CITY)
        for n in range(count):
            make_organisation(f"第{count}-{n}县总工会", kind=Kind.COUNTY, parent=city)
        made = make_round(city, form=form)
        make_filed(made, city)
        with django_assert_max_num_queries(40) as seen:
            facts_of(city, FIRST_HALF, today=TODAY)
        return len(seen)

    form = make_form()

    assert queries(1) == queries(4)
