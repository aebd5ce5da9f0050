import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.actions.directive import Source
from gonghui.meetings.actions.agenda import give_paper
from gonghui.plans.actions.task import draft_tasks
from tests.factories.access import make_account
from tests.factories.meetings import NAME, REQUIREMENTS, make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db


def page(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_a_meeting_is_shown_as_it_was_held(zh):
    tree = make_tree()
    meeting = make_meeting(tree.city, person=make_person("任小禾"))
    give_paper(meeting, label="2023年上半年通报", address="/reports/1/", by=make_job(), at=IN_JULY)
    draft_tasks(
        REQUIREMENTS[:1],
        issuer=tree.city,
        source=Source(label=NAME, address=meeting.address),
        by=make_job(),
        at=IN_JULY,
    )
    zh.force_login(make_account(Role.LEADER, tree.city))

    shown = page(zh, "meetings:meeting", meeting.pk)

    assert reverse("meetings:meeting", args=[meeting.pk]) == meeting.address
    for words in (
        NAME,
        "年份推定",
        "江口县宾馆3楼会议室",
        "主办 铜仁市总工会",
        "承办 江口县总工会",
        "铜仁市人大常委会副主任、铜仁市总工会主席",
        "讲话、参加",
        "工作情况通报：2023年上半年通报",
        'href="/reports/1/"',
        "拿不准",
        "2023年铜仁市工人先锋号",
        "上半年工作开局良好",
        "各县区总工会",
        "2023年上半年",
    ):
        assert words in shown
    assert shown.count("草稿") == 1


def test_a_meeting_is_shown_in_english(en):
    tree = make_tree()
    meeting = make_meeting(tree.city, person=make_person("任小禾"))
    en.force_login(make_account(Role.LEADER, tree.city))

    shown = page(en, "meetings:meeting", meeting.pk)

    assert "year inferred" in shown
    assert "first half of 2023" in shown
    assert "spoke, attended" in shown


def test_a_meeting_out_of_reach_is_not_there(zh):
    tree = make_tree()
    meeting = make_meeting(tree.counties[0])
    zh.force_login(make_account(Role.LEADER, tree.counties[1]))

    assert zh.get(meeting.address).status_code == 404
    assert zh.get("/meetings/99999/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(zh):
    response = zh.get(make_meeting().address)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_list_is_empty_in_words(zh):
    tree = make_tree()
    make_meeting(tree.counties[0])
    zh.force_login(make_account(Role.LEADER, tree.counties[1]))

    shown = page(zh, "meetings:meetings")

    assert "还没有会议记录" in shown
    assert NAME not in shown


def test_the_list_asks_the_database_as_often_for_one_as_for_three(zh):
    tree = make_tree()
    zh.force_login(make_account(Role.LEADER, tree.city))
    make_meeting(tree.city)
    page(zh, "meetings:meetings")

    with CaptureQueriesContext(connection) as one:
        page(zh, "meetings:meetings")
    make_meeting(tree.city)
    make_meeting(tree.city)
    with CaptureQueriesContext(connection) as three:
        shown = page(zh, "meetings:meetings")

    assert shown.count(NAME) == 3
    assert len(three) == len(one)
