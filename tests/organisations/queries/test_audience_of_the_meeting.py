"""The audiences the work began with: the four who are called to the meeting, and all of them."""

from datetime import date, timedelta

import pytest

from gonghui.organisations.queries.audience import resolve
from gonghui.organisations.rules.audience import Description, Exceptions, Part
from gonghui.organisations.rules.organisation import PostKind
from gonghui.people.models import Person
from tests.factories.audiences import (
    DEPARTMENT_HEADS,
    LEADERSHIP_OF_THE_CITY,
    SECRETARIES_AND_CAMPAIGN_OFFICERS,
    Federation,
    chairs_of,
    make_audience,
    make_federation,
    make_holder_of,
    make_officer,
    make_secretary,
    people,
)
from tests.factories.moments import TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_post,
    make_tenure,
)

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


# ── the four of the beginning, and their sum ──


def test_the_leadership_of_the_city_federation(city):
    make_holder_of(city.city, "主席", "任小禾", precedence=10)
    make_secretary(city.city, "龙先舟")
    make_holder_of(
        city.city, "女职工委员会主任", "麻秀英", kind=PostKind.WOMEN_CHAIR, precedence=40
    )
    make_holder_of(city.city, "办公室主任", "石小满", kind=PostKind.DEPARTMENT_HEAD)
    make_secretary(city.tree.county, "杨通洲")

    found = resolved(city, LEADERSHIP_OF_THE_CITY)

    assert names(found.organisations) == ["铜仁市总工会"]
    assert people(found) == [
        ("任小禾", ["铜仁市总工会主席"]),
        ("龙先舟", ["铜仁市总工会党组书记"]),
        ("麻秀英", ["铜仁市总工会女职工委员会主任"]),
    ]


def test_of_every_county_and_zone_the_secretary_and_the_officer_in_charge_of_the_campaign(city):
    for number, one in enumerate(city.county_level):
        make_secretary(one, f"书记{number}")
        make_officer(one, f"分管{number}")
        make_holder_of(one, "主席", f"主席{number}")
    make_officer(city.tree.township, "乡镇的不算")

    found = resolved(city, SECRETARIES_AND_CAMPAIGN_OFFICERS)

    assert names(found.organisations) == [
        "江口县总工会", "石阡县总工会", "铜仁高新区总工会", "大龙开发区总工会",
    ]  # fmt: skip
    assert [name for name, _ in people(found)] == [
        "书记0", "分管0", "书记1", "分管1", "书记2", "分管2", "书记3", "分管3",
    ]  # fmt: skip
    assert (list(found.vacant), [list(gap.organisations) for gap in found.gaps]) == ([], [[], []])


def test_all_department_heads_of_the_city_federation(city):
    office, organising = make_department(city.city, "办公室"), make_department(city.city, "组织部")
    women = make_department(city.city, "女职工部")
    make_department(city.tree.county, "县里的不算")
    head = PostKind.DEPARTMENT_HEAD
    make_holder_of(city.city, "主任", "石小满", kind=head, department=office, precedence=10)
    vacant = make_post(city.city, "部长", kind=head, department=organising, precedence=20)
    make_holder_of(city.city, "干事", "田晓岚", kind=PostKind.OFFICER, department=office)
    make_holder_of(city.tree.county, "办公室主任", "县里的不算", kind=head)

    found = resolved(city, DEPARTMENT_HEADS)

    assert people(found) == [("石小满", ["铜仁市总工会主任"])]
    assert list(found.vacant) == [vacant]
    assert list(found.headless) == [women]


def test_the_chairs_of_the_grassroots_unions_concerned_in_one_county(city):
    school, centre, tea = city.unions
    make_holder_of(school, "主席", "吴小勤")
    make_holder_of(centre, "主席", "代小安")
    make_holder_of(tea, "主席", "没有点到的不算")
    make_holder_of(centre, "副主席", "副职不算", kind=PostKind.DEPUTY)
    elsewhere = make_organisation("别县的工会", parent=city.tree.other_county)
    make_holder_of(elsewhere, "主席", "别县的不算")

    found = resolved(city, chairs_of(city.tree.county, [school, centre, elsewhere]))

    assert people(found) == [
        ("吴小勤", ["江口县职业技术学校工会委员会主席"]),
        ("代小安", ["江口县服务中心工会委员会主席"]),
    ]
    assert list(found.absent) == [elsewhere]


def test_the_whole_meeting_is_these_four_composed(city):
    make_holder_of(city.city, "主席", "任小禾", precedence=10)
    head = make_holder_of(
        city.city, "办公室主任", "石小满", kind=PostKind.DEPARTMENT_HEAD, precedence=50
    )
    make_secretary(city.tree.county, "杨通洲")
    make_officer(city.high_tech, "冉启明")
    make_holder_of(city.unions[0], "主席", "吴小勤")
    make_tenure(Person.objects.get(name="石小满"), make_post(city.unions[1], "主席"))
    four = [
        make_audience(city.city, "市总领导班子", LEADERSHIP_OF_THE_CITY),
        make_audience(city.city, "县级书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS),
        make_audience(city.city, "市总部室负责人", DEPARTMENT_HEADS),
        make_audience(city.city, "相关基层工会主席", chairs_of(city.tree.county, city.unions[:2])),
    ]

    found = resolved(city, *(Part(audience=one.pk) for one in four))

    assert people(found) == [
        ("任小禾", ["铜仁市总工会主席"]),
        ("石小满", ["铜仁市总工会办公室主任", "江口县服务中心工会委员会主席"]),
        ("杨通洲", ["江口县总工会党组书记"]),
        ("冉启明", ["铜仁高新区总工会副主席"]),
        ("吴小勤", ["江口县职业技术学校工会委员会主席"]),
    ]
    assert len(found.organisations) == 1 + 4 + 2
    assert people(resolved(city, Part(audience=four[2].pk), posts=(head.pk,))) == []
