"""The desk of each role."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.access.checks import Held
from gonghui.access.permissions import Role
from gonghui.cascade.rules.assignment import DirectiveKind, State
from gonghui.desk.views.home import page_for
from gonghui.foundation.models import DailyWork
from gonghui.reports.actions import draft_report
from tests.factories.access import make_account, make_grant
from tests.factories.bulletins import make_reading
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person, make_plain_account
from tests.factories.plans import make_draft, make_issued
from tests.factories.returns import FIRST_HALF, make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


def desk_of(client, role, at, **facts) -> str:
    client.force_login(make_account(role, at, **facts))
    return text_of(client.get("/"))


@pytest.mark.parametrize(
    ("roles", "template"),
    [
        pytest.param([Role.LEADER], "desk/findings.html", id="a leader"),
        pytest.param([Role.FILER, Role.LEADER], "desk/findings.html", id="who leads and files"),
        pytest.param([Role.AUDIT_ADMINISTRATOR], "desk/house.html", id="an administrator"),
        pytest.param([Role.FILER], "desk/home.html", id="a filer"),
        pytest.param(
            [Role.FILER, Role.SYSTEM_ADMINISTRATOR],
            "desk/home.html",
            id="an administrator who files",
        ),
    ],
)
def test_each_role_has_its_desk(tree, roles, template):
    assert page_for([Held(role, tree.city, "") for role in roles])[0] == template


def test_a_filer_sees_what_waits_and_what_it_costs(client, tree):
    made = make_round(tree.city)

    page = desk_of(client, Role.FILER, tree.county, name="田晓岚")

    assert "好，田晓岚" in page
    assert "1 件等您办理" in page
    assert "1 件已逾期" in page
    assert (made.directive.title in page, "去填报" in page) == (True, True)
    assert "共要 7 项，其中 1 项由平台算出，已填 0 项" in page


def test_a_filer_of_whom_nothing_is_asked_is_told_so(client, tree):
    page = desk_of(client, Role.FILER, tree.union)

    assert "没有等您办理的事" in page
    assert "填报负担" not in page


def test_what_is_due_first_comes_first(client, tree):
    for title, due_on in (("后到的", "2023-08-01"), ("先到的", "2023-07-01")):
        make_assignment(make_directive(title, issuer=tree.city), tree.county, due_on=due_on)

    page = desk_of(client, Role.FILER, tree.county)

    assert page.index("先到的") < page.index("后到的")


def test_a_reviewer_looks_through_several_returns_on_one_page(client, tree):
    made = make_round(tree.city)
    make_filed(made, tree.county)

    one = desk_of(client, Role.REVIEWER, tree.city)
    make_filed(made, tree.other_county)
    two = text_of(client.get("/"))

    assert "江口县：2023年小报表" in one
    assert reverse("returns:waiting", args=[made.pk]) not in one
    assert "江口县、石阡县：2023年小报表" in two
    assert reverse("returns:waiting", args=[made.pk]) in two


def test_a_reviewer_of_other_answers_finds_them_in_the_inbox(client, tree):
    directive = make_directive(issuer=tree.city, kind=DirectiveKind.TASK)
    for county in tree.counties:
        make_assignment(directive, county, state=State.FILED)

    page = desk_of(client, Role.REVIEWER, tree.city)

    assert f"/cascade/?tab=review&amp;directive={directive.pk}" in page


def test_an_issuer_sees_what_was_sent_down_and_what_can_be_issued(client, tree):
    make_issued(tree.city, tree.counties, title="新业态建会")
    make_draft(tree.city, "要办好职工书屋。")

    page = desk_of(client, Role.ISSUER, tree.city)

    assert ("新业态建会" in page, "0 / 2" in page) == (True, True)
    assert "1 项会议要求等您下发为任务" in page


def test_an_organiser_sees_readings_and_the_meeting(client, tree):
    make_reading(organisation=tree.city)
    meeting = make_meeting(tree.city)

    page = desk_of(client, Role.ORGANISER, tree.city)

    assert "1 篇解析等您核对" in page
    assert (meeting.name in page, "最近一次会议" in page) == (True, True)


def test_a_leader_sees_the_finding_the_league_and_who_is_missing(client, tree):
    made = make_round(tree.city)
    make_filed(made, tree.county, accepted=True)
    make_issued(tree.city, tree.counties)

    page = desk_of(client, Role.LEADER, tree.city)

    assert "2023年上半年：7 家已报 1 家，2 盏红灯" in page
    assert "已验收 1 家" in page
    assert "石阡县未报（未报不按 0 计）" in page
    assert "按职工数排序" in page
    assert reverse("returns:figure", args=[made.pk, tree.city.pk, "members"]) in page
    assert reverse("returns:missing", args=[made.pk]) in page
    assert "/half-year/2023H1/" in page


def test_a_leader_before_the_first_round(client, tree):
    assert "还没有布置过报表" in desk_of(client, Role.LEADER, tree.city)


def test_a_leader_of_a_grassroots_union_has_no_league(client, tree):
    make_round(tree.city)

    page = desk_of(client, Role.LEADER, tree.union)

    assert "应报 1 家，已报 0 家" in page


def test_a_leader_finds_the_report_to_sign(client, tree):
    make_round(tree.city)
    report = draft_report(tree.city, FIRST_HALF, by=make_job(), at=IN_JULY)

    page = desk_of(client, Role.LEADER, tree.city)

    assert (report.title in page, "看后签报" in page, report.address in page) == (True,) * 3


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SYSTEM_ADMINISTRATOR, False),
        (Role.SECURITY_ADMINISTRATOR, False),
        (Role.AUDIT_ADMINISTRATOR, True),
    ],
)
def test_administrators_see_the_house_and_only_one_the_deeds(client, tree, role, sees):
    page = desk_of(client, role, tree.city)

    assert "1 个账号，0 条审计记录" in page
    assert ("县级" in page, "职工" in page) == (True, False)
    make_grant(Role.FILER, tree.city)
    assert ("/directory/audit/" in page) is sees


def test_the_system_administrator_sees_what_the_house_could_not_do(client, tree):
    DailyWork.objects.create(name="audit.anchor", done_on=date(2023, 7, 12))
    DailyWork.objects.create(name="people.retention", failures=2, error="OperationalError")

    page = desk_of(client, Role.SYSTEM_ADMINISTRATOR, tree.city)

    assert "失败 2 次，稍后再试（OperationalError）" in page
    assert "2023-07-12" in page
    assert "失败" not in desk_of(client, Role.AUDIT_ADMINISTRATOR, tree.city)


def test_what_changed_is_told_in_sentences(client, tree):
    made = make_round(tree.city)
    for county in tree.counties:
        make_filed(made, county)

    page = desk_of(client, Role.SUPERVISOR, tree.city)

    assert "平台上报了2023年小报表：石阡县总工会，另有 1 件同类" in page


def test_the_menu_holds_what_the_role_may_enter(client, tree):
    filer = desk_of(client, Role.FILER, tree.county)
    security = desk_of(client, Role.SECURITY_ADMINISTRATOR, tree.city)

    assert ("/returns/" in filer, "/directory/grants/" in filer) == (True, False)
    assert ("/returns/" in security, "/directory/grants/" in security) == (False, True)


def test_the_capacity_is_the_highest_post(client, tree):
    account = make_plain_account("田晓岚")
    for title, precedence in (("统计干事", 80), ("副主席", 20)):
        post = make_post(tree.county, title, precedence=precedence)
        make_tenure(account.person, post)
        make_grant(Role.FILER, tree.county, post=post)
    client.force_login(account)

    capacity = client.get("/").context["capacity"]

    assert (capacity.person, capacity.post, capacity.organisation) == ("田晓岚", "副主席", "江口县")


def test_somebody_without_any_role_sees_no_desk(client):
    client.force_login(make_plain_account())

    assert client.get("/").status_code == 404


def test_a_demonstration_says_so_on_every_page(client, tree):
    words = "演示数据"
    plain = text_of(client.get("/sign-in/"))
    make_person(invented=True)
    from_now_on = text_of(client.get("/sign-in/"))

    assert (words in plain, words in from_now_on) == (False, False)  # remembered for a minute


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("role", "queries"), [(Role.FILER, 16), (Role.REVIEWER, 19), (Role.LEADER, 28)]
)
def test_a_desk_costs_the_same_however_much_waits(
    client, tree, n, role, queries, django_assert_max_num_queries
):
    made = make_round(tree.city)
    make_filed(made, tree.county)
    for number in range(n):
        make_assignment(make_directive(issuer=tree.city), tree.county)
        make_assignment(make_directive(issuer=tree.county), tree.township, state=State.FILED)
        make_issued(tree.county, tree.townships, title=f"任务{number}")
    client.force_login(make_account(role, tree.county))
    client.get("/")

    with django_assert_max_num_queries(queries):
        client.get("/")
