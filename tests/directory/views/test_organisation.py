"""Finding organisations, and the page of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.organisations.actions.move import Share, merge, move, split
from gonghui.organisations.actions.standing import rename, suspend
from gonghui.organisations.models import Organisation, Registration, Term
from gonghui.organisations.rules.organisation import Kind, Status
from tests.factories.access import make_account
from tests.factories.acts import make_act, make_founding
from tests.factories.cascade import make_assignment
from tests.factories.listing import rows_of
from tests.factories.meetings import make_meeting
from tests.factories.moments import LONG_AGO, TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
INDEX = "/directory/organisations/"


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


def as_role(client, role, at):
    client.force_login(make_account(role, at))


def page_of(client, organisation, **asked) -> str:
    address = reverse("directory:organisation", args=[organisation.pk])
    return text_of(client.get(address, asked)).partition("<main")[2]


def test_it_begins_where_one_sits(client, tree):
    as_role(client, Role.FILER, tree.county)

    page = text_of(client.get(INDEX))

    assert ("江口县总工会" in page, "铜仁市总工会" in page) == (True, False)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("闵孝", "找到 1 家“闵孝”", id="found"),
        pytest.param("mxz", "找到 1 家“mxz”", id="by initials"),
        pytest.param("石阡", "没有叫这个名字的单位", id="out of reach"),
        pytest.param("<script>", "&lt;script&gt;", id="marks are shown, not run"),
        pytest.param("长" * 500, "没有叫这个名字的单位", id="far too long"),
    ],
)
def test_organisations_are_found(client, tree, typed, words):
    as_role(client, Role.FILER, tree.county)

    assert words in text_of(client.get(INDEX, {"q": typed}))


def test_a_hit_by_a_former_name_says_so_and_where_it_stands(client, tree):
    rename(tree.township, make_act(), name="新闵镇工会联合会", short_name="新闵镇")
    as_role(client, Role.LEADER, tree.county)

    page = text_of(client.get(INDEX, {"q": "闵孝镇工会联合"}))

    assert ("曾用名：闵孝镇工会联合会" in page, "新闵镇工会联合会" in page) == (True, True)
    assert "江口县" in page
    assert "铜仁市" not in page.partition("<main")[2]


def test_names_are_offered_while_one_types(client, tree):
    as_role(client, Role.LEADER, tree.city)

    told = text_of(client.get("/directory/organisations/suggest/", {"q": "鱼梁"}))

    assert " ".join(told.split()) == (
        '<option value="鱼梁村工会委员会" label="鱼梁村工会委员会 · 铜仁市 › 江口县 › '
        '闵孝镇工会联合会" lang="zh-CN"></option>'
    )
    assert text_of(client.get("/directory/organisations/suggest/")).strip() == ""


def test_what_is_found_comes_as_a_workbook(client, tree):
    as_role(client, Role.LEADER, tree.city)

    rows = rows_of(client.get(INDEX, {"q": "镇", "as": "xlsx"}))

    assert rows[0][0] == "找到 2 家“镇”"
    assert [row[1] for row in rows[2:]] == ["闵孝镇工会联合会", "太平镇工会联合会"]
    assert [row[-1] for row in rows[2:]] == [2, 0]


@pytest.mark.parametrize("n", [1, 50])
def test_a_search_costs_the_same_however_much_it_finds(client, tree, n):
    as_role(client, Role.LEADER, tree.city)
    for number in range(n):
        make_organisation(f"第{number}大坪村工会", parent=tree.township)
    client.get(INDEX)

    with CaptureQueriesContext(connection) as asked:
        client.get(INDEX, {"q": "大坪"})

    assert len(asked) == 16


def test_the_overview_tells_posts_register_asks_and_meetings(client, tree):
    as_role(client, Role.LEADER, tree.city)
    department = make_department(tree.county, "办公室")
    make_tenure(make_person("任小禾"), make_post(tree.county, "主席"))
    make_tenure(make_person("单丽"), make_post(tree.county, "主任", department=department))
    Term.objects.create(
        organisation=tree.county, elected_on=LONG_AGO, years=5, ends_on=TODAY.replace(year=2022)
    )
    meeting = make_meeting(tree.county)
    assignment = make_assignment(organisation=tree.county)

    page = page_of(client, tree.county)

    for words in (
        *("江口县总工会", "县（区、市）总工会", "任小禾", "办公室", "下级 2 家", "已届满"),
        *(meeting.name, assignment.directive.title, "待办的任务单"),
    ):
        assert words in page, words
    assert "划转" not in page


def test_holders_stand_in_the_order_asked_for(client, tree):
    as_role(client, Role.LEADER, tree.city)
    for precedence, name in ((1, "周一"), (2, "丁二"), (3, "安三")):
        post = make_post(tree.county, f"{name}的职务", precedence=precedence)
        make_tenure(make_person(name), post)

    def order(asked):
        page = page_of(client, tree.county, order=asked)
        return sorted(("周一", "丁二", "安三"), key=lambda name: page.index(f">{name}</a>"))

    assert order("precedence") == order("nonsense") == ["周一", "丁二", "安三"]
    assert order("strokes") == ["丁二", "安三", "周一"]
    assert order("pinyin") == ["安三", "丁二", "周一"]
    assert "按姓氏笔画为序" in page_of(client, tree.county, order="strokes")


def test_missing_register_facts_of_a_union_are_named(client, tree):
    as_role(client, Role.LEADER, tree.city)
    Registration.objects.create(organisation=tree.union, workers=0, bank="铜仁银行")

    page = page_of(client, tree.union)

    assert "还没有登记" in page
    assert "铜仁银行" not in page


@pytest.mark.parametrize(
    ("status", "offered", "others"),
    [
        pytest.param(Status.STANDING, "suspend", ("resume", "advance"), id="standing"),
        pytest.param(Status.SUSPENDED, "resume", ("suspend", "advance"), id="at rest"),
        pytest.param(Status.PREPARING, "advance", ("suspend", "resume"), id="being founded"),
    ],
)
def test_acts_are_offered_to_those_who_keep_the_register(client, tree, status, offered, others):
    Organisation.objects.filter(pk=tree.union.pk).update(status=status.value)
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city)

    page = page_of(client, tree.union)

    assert reverse(f"directory:act-{offered}", args=[tree.union.pk]) in page
    assert reverse("directory:act-merge", args=[tree.union.pk]) in page
    assert not any(reverse(f"directory:act-{one}", args=[tree.union.pk]) in page for one in others)


def test_those_below_stand_on_their_own_part_and_come_as_a_workbook(client, tree):
    as_role(client, Role.LEADER, tree.city)
    suspend(tree.townships[1], make_act())

    page = page_of(client, tree.county, part="below")
    address = reverse("directory:organisation", args=[tree.county.pk])
    rows = rows_of(client.get(address, {"part": "below", "as": "xlsx"}))

    assert ("直接下级 2 家" in page, "停用" in page, "闵孝镇工会联合会" in page) == (True,) * 3
    assert [row[1:] for row in rows[2:]] == [
        ["闵孝镇工会联合会", "闵孝镇工会联合会", "乡镇（街道）工会", "已建", None, None, 2],
        ["太平镇工会联合会", "太平镇工会联合会", "乡镇（街道）工会", "停用", None, None, 0],
    ]


def test_the_history_tells_every_act_with_its_reason(client, tree):
    as_role(client, Role.LEADER, tree.city)
    Organisation.objects.filter(pk=tree.township.pk).update(
        founded_on=LONG_AGO, approval_number="铜工复〔2020〕1号"
    )
    earlier = make_act(TODAY.replace(month=5), reason="区划调整")
    move(tree.township, earlier, to=tree.other_county)
    rename(tree.township, make_act(TODAY.replace(month=6)), name="新闵镇工会联合会")
    new = make_founding("闵南镇工会联合会", parent=None)
    split(tree.township, make_act(), shares=[Share(new, [tree.union])], ends=False)

    page = page_of(client, tree.township, part="history")
    places = [
        page.index(words)
        for words in (
            *("分设出闵南镇工会联合会", "此前名称为闵孝镇工会联合会"),
            *("由江口县总工会划转到石阡县总工会", "铜工复〔2020〕1号"),
        )
    ]

    assert places == sorted(places)
    assert "区划调整；铜工复〔2023〕5号" in page
    assert "由新闵镇工会联合会分设" in page_of(
        client, Organisation.objects.get(name="闵南镇工会联合会"), part="history"
    )


def test_a_merged_one_keeps_its_page_and_leads_on(client, tree):
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city)
    merge([tree.townships[0]], make_act(), into=tree.townships[1])

    page = page_of(client, tree.townships[0], part="history")
    into = reverse("directory:organisation", args=[tree.townships[1].pk])

    assert ("并入太平镇工会联合会" in page, f'href="{into}"' in page) == (True, True)
    assert "办理变动" not in page_of(client, tree.townships[0])
    assert "闵孝镇工会联合会并入" in page_of(client, tree.townships[1], part="history")


def test_nothing_known_says_so(client, tree):
    as_role(client, Role.LEADER, tree.city)

    assert "还没有登记：没有建会日期" in page_of(client, tree.union, part="history")
    assert "没有直接下级" in page_of(client, tree.union, part="below")
    assert "还没有登记任职人员" in page_of(client, tree.union)


@pytest.mark.parametrize("n", [1, 50])
@pytest.mark.parametrize(
    ("part", "queries"),
    [pytest.param("", 17, id="overview"), ("below", 14), ("history", 13)],
)
def test_every_part_costs_the_same_however_long(client, tree, n, part, queries):
    as_role(client, Role.LEADER, tree.city)
    for number in range(n):
        make_organisation(f"第{number}村工会", parent=tree.union, kind=Kind.GRASSROOTS)
        make_tenure(make_person(), make_post(tree.union, f"职务{number}"))
        act = make_act(TODAY - timedelta(days=60 - number))
        rename(tree.union, act, name=f"名{number}工会")
    page_of(client, tree.union, part=part)

    with CaptureQueriesContext(connection) as asked:
        page_of(client, tree.union, part=part)

    assert len(asked) == queries
