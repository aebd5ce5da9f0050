"""What a description comes to on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.change import Act
from gonghui.organisations.actions.move import move
from gonghui.organisations.models import Tenure
from gonghui.organisations.queries.audience import addressed, invited, resolve, told
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Part, Reach
from gonghui.organisations.rules.change import Decision
from gonghui.organisations.rules.organisation import Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import WorkLine
from tests.factories.audiences import (
    CAMPAIGN,
    SECRETARIES_AND_CAMPAIGN_OFFICERS,
    Federation,
    chairs_of,
    make_audience,
    make_federation,
    make_holder_of,
    make_officer,
    make_portfolio,
    make_secretary,
    people,
)
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_outside_body,
    make_post,
    make_tenure,
)
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def city() -> Federation:
    return make_federation()


def described(*parts: Part, **exceptions: tuple[int, ...]) -> Description:
    return Description(parts, Exceptions(**exceptions))


def resolved(city: Federation, *parts: Part, on: date = TODAY, **exceptions):
    return resolve(described(*parts, **exceptions), keeper=city.city, on=on)


def names(organisations) -> list[str]:
    return [one.name for one in organisations]


# ── who is told, who is missing ──


def test_a_secretary_who_is_also_in_charge_is_told_once(city):
    make_portfolio(make_secretary(city.high_tech, "冉启明"))
    both = make_person("杨通洲")
    secretary, vice = (
        make_post(city.tree.county, "党组书记", kind=PostKind.SECRETARY, precedence=20),
        make_post(city.tree.county, "常务副主席", kind=PostKind.DEPUTY, precedence=30),
    )
    make_portfolio(vice)
    make_tenure(both, secretary)
    make_tenure(both, vice)

    found = resolved(city, SECRETARIES_AND_CAMPAIGN_OFFICERS)

    assert people(found) == [
        ("杨通洲", ["江口县总工会党组书记", "江口县总工会常务副主席"]),
        ("冉启明", ["铜仁高新区总工会党组书记"]),
    ]


def test_vacancies_and_posts_that_are_not_there_are_called_out(city):
    vacant = make_post(city.tree.county, "党组书记", kind=PostKind.SECRETARY)
    make_officer(city.tree.county, "杨通洲")
    make_secretary(city.tree.other_county, "冉启明")
    ended = make_secretary(city.high_tech, "田晓岚")
    ended.ended_on = YESTERDAY
    ended.save()

    found = resolved(city, SECRETARIES_AND_CAMPAIGN_OFFICERS)

    assert list(found.vacant) == [vacant]
    assert [names(gap.organisations) for gap in found.gaps] == [
        ["铜仁高新区总工会", "大龙开发区总工会"],
        ["石阡县总工会", "铜仁高新区总工会", "大龙开发区总工会"],
    ]
    assert [gap.choice for gap in found.gaps] == list(SECRETARIES_AND_CAMPAIGN_OFFICERS.posts)


def test_who_leaves_tomorrow_is_told_today_and_the_successor_after(city):
    post = make_post(city.tree.county, "党组书记", kind=PostKind.SECRETARY)
    make_tenure(make_person("杨通洲"), post, until_on=TOMORROW)
    make_tenure(make_person("冉启明"), post, from_on=TOMORROW + timedelta(days=1))
    part = replace(SECRETARIES_AND_CAMPAIGN_OFFICERS, below=city.tree.county.pk, reach=Reach.ITSELF)

    told_on = {
        day: [name for name, _ in people(resolved(city, part, on=day))]
        for day in (LONG_AGO, TODAY, TOMORROW, TOMORROW + timedelta(days=1))
    }

    assert list(told_on.values()) == [["杨通洲"], ["杨通洲"], ["杨通洲"], ["冉启明"]]


def test_a_portfolio_counts_on_its_days(city):
    post = make_holder_of(city.tree.county, "副主席", "杨通洲", kind=PostKind.DEPUTY)
    make_portfolio(post, from_on=TODAY, until_on=TOMORROW)
    part = Part(posts=(Choice(subjects=(CAMPAIGN,)),))

    days = (YESTERDAY, TODAY, TOMORROW, TOMORROW + timedelta(days=1))

    assert [len(people(resolved(city, part, on=day))) for day in days] == [0, 1, 1, 0]


def test_conditions_of_one_choice_hold_together_and_choices_each_by_itself(city):
    rights = make_department(city.city, "权益保障部")
    rights.work_line = WorkLine.RIGHTS.value
    rights.save()
    head = PostKind.DEPARTMENT_HEAD
    make_holder_of(
        city.city, "权益保障部部长", "龙先舟", kind=head, department=rights, precedence=10
    )
    make_holder_of(city.city, "权益保障部干事", "田晓岚", kind=PostKind.OFFICER, department=rights)
    make_holder_of(city.city, "组织部部长", "石小满", kind=head)
    in_rights = Choice(kinds=frozenset({head}), work_lines=frozenset({WorkLine.RIGHTS}))

    both = resolved(city, Part(posts=(in_rights,)))
    either = resolved(city, Part(posts=(in_rights, Choice(titles=("组织部部长",)))))

    assert [name for name, _ in people(both)] == ["龙先舟"]
    assert list(both.headless) == []
    assert [name for name, _ in people(either)] == ["龙先舟", "石小满"]


def test_exceptions_are_taken_away(city):
    first, second, third, fourth = (
        make_secretary(one, f"书记{number}") for number, one in enumerate(city.county_level)
    )
    last = Tenure.objects.get(post=fourth).person
    wanted = Part(reach=Reach.DIRECT, posts=(Choice(kinds=frozenset({PostKind.SECRETARY})),))

    found = resolved(
        city, wanted, organisations=(city.tree.county.pk,), posts=(second.pk,), persons=(last.pk,)
    )

    assert [name for name, _ in people(found)] == ["书记2"]
    assert names(found.organisations) == ["石阡县总工会", "铜仁高新区总工会", "大龙开发区总工会"]
    assert (list(found.vacant), list(found.gaps[0].organisations)) == ([], [])
    assert (first.title, third.title) == ("党组书记", "党组书记")


def test_a_branch_is_left_out_with_all_below_it(city):
    everybody = Part(reach=Reach.BELOW)

    alone = resolved(city, everybody, organisations=(city.tree.county.pk,))
    whole = resolved(city, everybody, branches=(city.tree.county.pk,))

    assert city.tree.union in alone.organisations
    assert names(whole.organisations) == ["石阡县总工会", "铜仁高新区总工会", "大龙开发区总工会"]


# ── which organisations ──


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(Part(reach=Reach.ITSELF), ["铜仁市总工会"], id="itself"),
        pytest.param(
            Part(reach=Reach.DIRECT, kinds=frozenset({Kind.COUNTY})),
            ["江口县总工会", "石阡县总工会"],
            id="directly below, of a kind",
        ),
        pytest.param(
            Part(levels=frozenset({Level.TOWNSHIP})),
            ["闵孝镇工会联合会", "太平镇工会联合会"],
            id="all below, of a level",
        ),
        pytest.param(
            Part(levels=frozenset({Level.GRASSROOTS, Level.COUNTY}), kinds=frozenset({Kind.ZONE})),
            ["铜仁高新区总工会", "大龙开发区总工会"],
            id="of a level and of a kind",
        ),
        pytest.param(
            Part(levels=frozenset({Level.TOWNSHIP}), kinds=frozenset({Kind.ZONE})),
            [],
            id="of a level no such kind has",
        ),
        pytest.param(
            Part(line=Line.INDUSTRIAL, reach=Reach.BELOW), [], id="nobody on the other line"
        ),
        pytest.param(Part(line=Line.INDUSTRIAL), ["铜仁市总工会"], id="itself on either line"),
    ],
)
def test_parts_narrow_by_what_they_give(city, part, expected):
    assert names(resolved(city, part).organisations) == expected


def test_nothing_below_another_is_reached(city):
    foreign = make_organisation("遵义市总工会", kind=Kind.CITY)
    below = make_organisation("播州区总工会", parent=foreign, kind=Kind.COUNTY)
    theirs = make_audience(foreign, "各县", Part())

    for part in (
        Part(below=foreign.pk), Part(named=(below.pk,)), Part(audience=theirs.pk), Part(below=10**9),
    ):  # fmt: skip
        found = resolved(city, part)
        assert (list(found.organisations), list(found.holders)) == ([], [])


def test_an_outside_body_is_reached_by_name_alone(city):
    body, hotel = make_outside_body(), make_outside_body("松江宾馆")
    make_holder_of(body, "副书记", "简晓慧", kind=PostKind.OTHER)
    anybody = (Choice(titles=("副书记",)),)

    everybody = resolved(city, Part(posts=anybody))
    by_name = resolved(city, Part(named=(body.pk,), posts=anybody))

    assert (people(everybody), hotel in everybody.organisations) == ([], False)
    assert people(by_name) == [("简晓慧", ["中共铜仁市委副书记"])]
    with pytest.raises(RuleBroken) as refusal:
        addressed(described(Part(named=(body.pk,))), keeper=city.city, on=TODAY)
    assert refusal.value.code == "audience.nobody"


def test_the_industrial_line_is_one_of_two(city):
    education = make_organisation("市教育工会", parent=city.city, kind=Kind.INDUSTRIAL)
    by, at = make_job(), IN_JULY
    move(
        city.unions[0],
        Act(Decision(TODAY, "按产业管理"), by, at),
        to=education,
        line=Line.INDUSTRIAL,
    )

    found = resolved(city, Part(below=education.pk, line=Line.INDUSTRIAL, reach=Reach.BELOW))
    of_education = resolve(described(Part(line=Line.INDUSTRIAL)), keeper=education, on=TODAY)

    assert list(found.organisations) == [city.unions[0]]
    assert list(of_education.organisations) == [education, city.unions[0]]


# ── on any day ──


def test_the_moved_are_where_they_stood_on_that_day(city):
    county, other = city.tree.counties
    decision = Decision(TODAY, "区划调整")
    before = names(resolved(city, Part(below=county.pk), on=YESTERDAY).organisations)

    move(city.tree.township, Act(decision, make_job(), IN_JULY), to=other)

    def below(one, day):
        return names(resolved(city, Part(below=one.pk), on=day).organisations)

    moved = ["闵孝镇工会联合会", "鱼梁村工会委员会", "提溪村工会委员会"]
    assert below(county, YESTERDAY) == before
    assert sorted(set(before) - set(below(county, TODAY))) == sorted(moved)
    assert below(other, YESTERDAY) == ["石阡县总工会"]
    assert below(other, TODAY) == below(other, TOMORROW) == ["石阡县总工会", *moved]


def test_the_dissolved_are_there_until_their_last_day_and_then_called_out(city):
    school = city.unions[0]
    make_secretary(school, "吴小勤")
    school.ended_on, school.status = TODAY, Status.DISSOLVED.value
    school.save()
    part = Part(named=(school.pk,), posts=(Choice(titles=("党组书记",)),))

    found = {day: resolved(city, part, on=day) for day in (TODAY, TOMORROW)}

    assert [len(people(one)) for one in found.values()] == [1, 0]
    assert [list(one.absent) for one in found.values()] == [[], [school]]


def test_the_not_yet_founded_are_not_there(city):
    city.high_tech.founded_on = TOMORROW
    city.high_tech.save()
    part = Part(kinds=frozenset({Kind.ZONE}))

    assert names(resolved(city, part).organisations) == ["大龙开发区总工会"]
    assert len(resolved(city, part, on=TOMORROW).organisations) == 2


# ── composed audiences, and what rooms ask ──


def test_an_inner_audience_means_its_own_keeper_and_may_be_narrowed(city):
    chair = make_holder_of(city.tree.county, "主席", "杨通洲")
    make_holder_of(city.tree.township, "主席", "石小满")
    inner = make_audience(city.tree.county, "县里的", Part())
    chairs = (Choice(kinds=frozenset({PostKind.CHAIR})),)

    whole = resolved(city, Part(audience=inner.pk))
    narrowed = resolved(
        city, Part(audience=inner.pk, levels=frozenset({Level.COUNTY}), posts=chairs)
    )

    assert (len(whole.organisations), whole.means_posts) == (8, False)
    assert people(narrowed) == [("杨通洲", ["江口县总工会主席"])]
    assert chair.organisation == city.tree.county


@pytest.mark.parametrize("depth", [pytest.param(4, id="deep"), pytest.param(5, id="too deep")])
def test_audiences_are_composed_so_deep_and_no_deeper(city, depth):
    part = Part()
    for number in range(depth):
        part = Part(audience=make_audience(city.city, f"第{number}层", part).pk)

    if depth == 4:
        assert city.tree.union in resolved(city, part).organisations
    else:
        with pytest.raises(RuleBroken) as refusal:
            resolved(city, part)
        assert refusal.value.code == "audience.too_deep"


def test_an_audience_that_is_gone_or_turns_in_a_circle_is_refused(city):
    one = make_audience(city.city, "一", Part())
    one.description = Description((Part(audience=one.pk),)).to_json()
    one.save()

    codes = []
    for key in (one.pk, one.pk + 1):
        with pytest.raises(RuleBroken) as refusal:
            resolved(city, Part(audience=key))
        codes.append(refusal.value.code)

    assert codes == ["audience.too_deep", "audience.gone"]


def test_an_audience_that_grows_without_end_is_refused(city):
    wide = make_audience(city.city, "宽", *[Part()] * 20)

    with pytest.raises(RuleBroken) as refusal:
        resolved(city, *[Part(audience=wide.pk)] * 4)

    assert (refusal.value.code, refusal.value.facts["most"]) == ("audience.too_much", 60)


def test_who_is_asked_and_who_is_invited(city):
    make_secretary(city.tree.county, "杨通洲")
    wanted = described(SECRETARIES_AND_CAMPAIGN_OFFICERS)

    assert addressed(wanted, keeper=city.city, on=TODAY) == city.county_level
    assert [one.person.name for one in invited(wanted, keeper=city.city, on=TODAY)] == ["杨通洲"]


def test_nobody_is_a_refusal(city):
    nobody = described(Part(kinds=frozenset({Kind.PROVINCE})))
    codes = []
    for ask in (addressed, invited):
        for description in (nobody, Description()):
            with pytest.raises(RuleBroken) as refusal:
                ask(description, keeper=city.city, on=TODAY)
            codes.append(refusal.value.code)

    assert codes == ["audience.nobody"] * 4


def queries_of(city: Federation, *parts: Part, on: date) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        found = resolved(city, *parts, on=on)
        for each in (found.organisations, found.holders, found.vacant, found.absent):
            list(each)
        for gap in found.gaps:
            list(gap.organisations)
        told(found.holders)
    return len(captured)


@pytest.mark.parametrize(
    "on", [pytest.param(TODAY, id="today"), pytest.param(date(2019, 6, 1), id="past")]
)
def test_the_same_queries_for_one_and_for_fifty(city, on):
    parts = (SECRETARIES_AND_CAMPAIGN_OFFICERS, chairs_of(city.tree.county, city.unions))
    make_secretary(city.tree.county, "杨通洲")
    few = queries_of(city, *parts, on=on)

    for number in range(50):
        county = make_organisation(f"{number}县总工会", parent=city.city, kind=Kind.COUNTY)
        make_secretary(county, f"书记{number}")
        make_post(county, "副主席", kind=PostKind.DEPUTY)

    assert queries_of(city, *parts, on=on) == few
