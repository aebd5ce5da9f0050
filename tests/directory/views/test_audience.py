"""Audiences looked through on any day, and taken out as lists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Part, Reach
from gonghui.organisations.rules.organisation import Kind, PostKind
from gonghui.people.models import Person
from tests.factories.access import make_account
from tests.factories.audiences import (
    DEPARTMENT_HEADS,
    SECRETARIES_AND_CAMPAIGN_OFFICERS,
    make_audience,
    make_portfolio,
)
from tests.factories.listing import rows_of
from tests.factories.moments import TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def issuer(client, tree):
    account = make_account(Role.ISSUER, tree.city)
    client.force_login(account)
    return account


def text_of(answer) -> str:
    return answer.content.decode()


def secretary_of(organisation, name: str, *, until_on=None):
    post = make_post(organisation, "党组书记", kind=PostKind.SECRETARY)
    make_tenure(make_person(name), post, until_on=until_on)
    return post


# ── looking ──


def test_audiences_are_listed_in_words(client, tree, issuer):
    make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)
    make_audience(tree.county, "江口县各乡镇", Part(reach=Reach.DIRECT))
    make_audience(make_organisation("遵义市总工会"), "别市的范围")

    page = text_of(client.get("/directory/audiences/"))

    assert "2 个范围" in page
    assert (
        "铜仁市总工会直属的县（区、市）总工会、开发区总工会的党组书记；分管县级工会加强年的职务"
        in page
    )
    assert "江口县总工会直属的全部组织" in page
    assert ("组合一个范围" in page, "别市的范围" in page) == (True, False)


def test_who_only_looks_is_offered_no_composing(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))
    audience = make_audience(tree.city)

    listed = text_of(client.get("/directory/audiences/"))
    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))

    assert ("组合一个范围" in listed, "重新组合" in page, "删除范围" in page) == (False,) * 3
    assert client.get("/directory/audiences/new/").status_code == 404


def test_nothing_kept_says_what_an_audience_is(client, tree, issuer):
    assert "还没有保存过范围" in text_of(client.get("/directory/audiences/"))


def test_an_audience_is_shown_by_organisation_with_what_is_missing(client, tree, issuer):
    secretary_of(tree.county, "杨通洲")
    both = make_person("冉启明")
    for title, kind in (("党组书记", PostKind.SECRETARY), ("常务副主席", PostKind.DEPUTY)):
        post = make_post(tree.other_county, title, kind=kind)
        make_portfolio(post)
        make_tenure(both, post)
    zone = make_organisation("大龙开发区总工会", parent=tree.city, kind=Kind.ZONE)
    make_post(zone, "党组书记", kind=PostKind.SECRETARY)
    audience = make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)

    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))

    assert "“书记和分管领导”：2 人，3 处空缺" in page
    assert page.count("冉启明") == 1
    assert "党组书记、常务副主席" in page
    assert page.count("没有这个职务") == 2
    assert page.count("分管县级工会加强年的职务") == 1 + 2  # in words, and where it is missing


def test_who_is_meant_at_two_places_is_told_at_the_first(client, tree, issuer):
    both = make_person("杨通洲")
    for organisation in (tree.county, tree.township):
        make_tenure(both, make_post(organisation, "主席"))
    chairs = Part(posts=(Choice(kinds=frozenset({PostKind.CHAIR})),))
    audience = make_audience(tree.city, "主席", chairs)

    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))

    assert "列在江口县" in page
    assert "“主席”：1 人" in page


def test_names_stand_by_strokes_and_by_pinyin(client, tree, issuer):
    for organisation, name, strokes in (
        (tree.county, "丁一", "2"),
        (tree.other_county, "曾安", "9"),
        (tree.city, "龙飞", "5"),
    ):
        secretary_of(organisation, name)
        Person.objects.filter(name=name).update(stroke_key=strokes)
    secretaries = Part(posts=(Choice(kinds=frozenset({PostKind.SECRETARY})),))
    audience = make_audience(tree.city, "书记", secretaries)
    address = reverse("directory:audience", args=[audience.pk])

    in_order = {
        order: [
            line.told.person.name
            for line in client.get(f"{address}?order={order}").context["lines"]
        ]
        for order in ("strokes", "pinyin")
    }

    assert in_order == {"strokes": ["丁一", "龙飞", "曾安"], "pinyin": ["丁一", "龙飞", "曾安"]}


def test_another_day_has_other_people(client, tree, issuer):
    secretary_of(tree.county, "杨通洲", until_on=TODAY)
    audience = make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)
    address = reverse("directory:audience", args=[audience.pk])

    then = text_of(client.get(f"{address}?on={TODAY}"))
    after = text_of(client.get(f"{address}?on={TODAY + timedelta(days=1)}"))
    before_all = text_of(client.get(f"{address}?on=1999-01-01"))

    assert ("杨通洲" in then, "杨通洲" in after) == (True, False)
    assert "这一天没有人" in before_all


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("on=尽快", id="no day"),
        pytest.param("order=beauty", id="no order"),
        pytest.param("page=x", id="no page"),
        pytest.param("on=0001-01-01&order=pinyin", id="the first of all days"),
        pytest.param("on=9999-12-31", id="the last of all days"),
    ],
)
def test_what_cannot_be_read_is_no_error(client, tree, issuer, asked):
    audience = make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)
    address = reverse("directory:audience", args=[audience.pk])

    assert client.get(f"{address}?{asked}").status_code == 200


def test_an_audience_that_does_not_hold_says_why(client, tree, issuer):
    audience = make_audience(tree.city, "断了", Part(audience=10**9))
    address = reverse("directory:audience", args=[audience.pk])

    assert "其中用到的一个范围已经不在了" in text_of(client.get(address))
    assert "其中用到的一个范围已经不在了" in text_of(client.get(f"{address}?as=csv"))
    assert "其中用到的一个范围已经不在了" in text_of(client.get(f"{address}edit/"))


def test_the_named_in_vain_are_called_out(client, tree, issuer):
    tree.union.ended_on = TODAY - timedelta(days=900)
    tree.union.save()
    audience = make_audience(tree.city, "点名", Part(named=(tree.union.pk, tree.county.pk)))

    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))

    assert "点了名，但这一天不在其中" in page
    assert ("鱼梁村工会委员会" in page, "“点名”：1 家单位" in page) == (True, True)


def test_departments_without_a_head_are_called_out(client, tree, issuer):
    office = make_department(tree.city, "办公室")
    make_department(tree.city, "女职工部")
    post = make_post(tree.city, "主任", kind=PostKind.DEPARTMENT_HEAD, department=office)
    make_tenure(make_person("石小满"), post)
    audience = make_audience(tree.city, "部室负责人", DEPARTMENT_HEADS)

    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))

    assert "“部室负责人”：1 人，1 处空缺" in page
    assert ("没有负责人" in page, "女职工部" in page) == (True, True)
    assert listed(client, audience, "csv")[1:] == [
        ["铜仁市总工会", "石小满", "主任", ""],
        ["铜仁市总工会", "", "女职工部", "没有负责人"],
    ]


def test_who_is_left_out_is_named(client, tree, issuer):
    audience = make_audience(tree.city, "各级", Part())
    without = Exceptions(branches=(tree.county.pk,), persons=(make_person("任小禾").pk,))
    audience.description = Description((Part(),), without).to_json()
    audience.save()

    page = text_of(client.get(reverse("directory:audience", args=[audience.pk])))
    listed = text_of(client.get("/directory/audiences/"))

    assert "不含：江口县总工会及所有下级、任小禾" in page
    assert "另排除 2 项" in listed


# ── taking it out ──


def listed(client, audience, kind: str, order: str = "precedence") -> list[list[str]]:
    address = reverse("directory:audience", args=[audience.pk])
    rows = rows_of(client.get(address, {"order": order, "as": kind}))
    return [[cell or "" for cell in row] for row in rows]


def test_an_audience_is_taken_out_as_workbook_and_csv(client, tree, issuer):
    secretary_of(tree.county, "杨通洲")
    make_post(tree.other_county, "党组书记", kind=PostKind.SECRETARY)
    secretaries = Part(reach=Reach.DIRECT, posts=(Choice(kinds=frozenset({PostKind.SECRETARY})),))
    audience = make_audience(tree.city, "书记", secretaries)

    rows = listed(client, audience, "csv")
    book = listed(client, audience, "xlsx")
    by_name = listed(client, audience, "csv", "strokes")

    expected = [
        ["单位", "姓名", "职务", "备注"],
        ["江口县总工会", "杨通洲", "党组书记", ""],
        ["石阡县总工会", "", "党组书记", "空缺"],
    ]
    assert (rows, by_name) == (expected, expected[:2])
    assert [row[:4] for row in book[2:]] == expected
    assert (book[0][0], "铜仁市总工会" in book[1][0]) == ("书记", True)


def test_lists_say_what_is_missing_and_what_was_named_in_vain(client, tree, issuer):
    tree.union.ended_on = TODAY - timedelta(days=900)
    tree.union.save()
    chairs = (Choice(kinds=frozenset({PostKind.CHAIR})),)
    both = make_person("杨通洲")
    for organisation in (tree.county, tree.township):
        make_tenure(both, make_post(organisation, "主席"))
    keys = (tree.county.pk, tree.township.pk, tree.other_county.pk, tree.union.pk)
    audience = make_audience(tree.city, "主席", Part(named=keys, posts=chairs))
    plain = make_audience(tree.city, "县", Part(kinds=frozenset({Kind.COUNTY})))

    assert listed(client, audience, "csv")[1:] == [
        ["江口县总工会", "杨通洲", "主席、闵孝镇工会联合会主席", ""],
        ["石阡县总工会", "", "主席", "没有这个职务"],
        ["闵孝镇工会联合会", "杨通洲", "", "列在江口县总工会"],
        ["鱼梁村工会委员会", "", "", "点了名，但这一天不在其中"],
    ]
    assert listed(client, plain, "csv")[1:] == [
        ["江口县总工会", "", "", ""],
        ["石阡县总工会", "", "", ""],
    ]


# ── however many there are ──


def queries(client, address: str) -> int:
    """The fewer of two looks: what pages remember for a minute may be asked anew in one of them."""
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    return min(counts)


@pytest.mark.parametrize("order", ["precedence", "strokes"])
def test_an_audience_of_fifty_needs_the_queries_of_one(client, tree, issuer, order):
    audience = make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)
    address = f"{reverse('directory:audience', args=[audience.pk])}?order={order}"
    secretary_of(tree.county, "杨通洲")
    few = queries(client, address)

    for number in range(50):
        county = make_organisation(f"{number}县总工会", parent=tree.city, kind=Kind.COUNTY)
        secretary_of(county, f"书记{number}")

    assert queries(client, address) == few


def test_a_list_of_fifty_needs_the_queries_of_one(client, tree, issuer):
    make_audience(tree.city, "书记和分管领导", SECRETARIES_AND_CAMPAIGN_OFFICERS)
    inner = make_audience(tree.city, "合起来", Part(named=(tree.union.pk,)))
    make_audience(tree.city, "再合", Part(audience=inner.pk))
    few = queries(client, "/directory/audiences/")

    for number in range(50):
        make_audience(
            tree.city, f"第{number}个", Part(below=tree.county.pk, named=(tree.union.pk,))
        )

    assert queries(client, "/directory/audiences/") == few
