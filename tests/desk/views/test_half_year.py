import pytest

from gonghui.access.permissions import Role
from gonghui.reports.actions import draft_report
from tests.factories.access import make_account
from tests.factories.honours import make_presentation
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.returns import FIRST_HALF, make_filed, make_round

pytestmark = pytest.mark.django_db
PAGE = "/half-year/2023H1/"


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


def test_one_page_joins_report_meeting_tour_awards_and_figures(client, tree):
    make_filed(make_round(tree.city), tree.county)
    meeting = make_meeting(tree.city)
    make_presentation(tree.city, source_address=meeting.address)
    report = draft_report(tree.city, FIRST_HALF, by=make_job(), at=IN_JULY)
    client.force_login(make_account(Role.LEADER, tree.city))

    page = text_of(client.get(PAGE))

    for words in (
        *("2023年上半年：应报 7 家已报 1 家", meeting.name, report.title, report.address),
        *("江口县职工服务中心", "2023年铜仁市工人先锋号", "代表领奖，原文没有写人数"),
        *("会员数", "/half-year/2022H2/", "草稿，数据随报表变动"),
    ):
        assert words in page


@pytest.mark.parametrize(
    ("made", "words"),
    [
        pytest.param("nothing", "2023年上半年：还没有任何登记", id="nothing"),
        pytest.param("figures", "2023年上半年：应报 7 家，已报 0 家", id="only figures"),
        pytest.param("meeting", "会议定下 0 项任务，没有布置报表", id="only the meeting"),
    ],
)
def test_the_title_says_what_there_is(client, tree, made, words):
    if made == "figures":
        make_round(tree.city)
    if made == "meeting":
        make_meeting(tree.city)
    client.force_login(make_account(Role.LEADER, tree.city))

    assert words in text_of(client.get(PAGE))


def test_who_may_draft_is_offered_it(client, tree):
    client.force_login(make_account(Role.ISSUER, tree.city))

    assert "/reports/draft/" in text_of(client.get(PAGE))


def test_the_menu_leads_to_the_half_year_figures_were_last_asked_for(client, tree):
    client.force_login(make_account(Role.FILER, tree.union))

    before = client.get("/half-year/")["Location"]
    make_round(tree.city)

    assert before.startswith("/half-year/20")
    assert client.get("/half-year/")["Location"] == PAGE
    menu = client.get(PAGE).context["menu"]
    here = [entry.label for section in menu for entry in section.entries if entry.current]
    assert here == ["半年一页通"]


@pytest.mark.parametrize("period", ["2023H3", "last", "2023-13", "x" * 200])
def test_a_period_there_is_not_is_a_page_there_is_not(client, tree, period):
    client.force_login(make_account(Role.LEADER, tree.city))

    assert client.get(f"/half-year/{period}/").status_code == 404


def test_the_ranking_can_be_by_another_figure(client, tree):
    make_round(tree.city)
    client.force_login(make_account(Role.LEADER, tree.city))

    assert "按会员数排序" in text_of(client.get(PAGE + "?by=members"))
    assert "按职工数排序" in text_of(client.get(PAGE + "?by=nonsense"))


def test_in_english_the_figures_have_their_english_names(en, tree):
    make_round(tree.city)
    en.force_login(make_account(Role.LEADER, tree.city))

    page = text_of(en.get(PAGE))

    assert "0 of 7 have filed for the first half of 2023" in page
    assert "Members" in page
