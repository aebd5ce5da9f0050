import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from tests.factories.access import make_account
from tests.factories.honours import make_presentation
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
ADDRESS = "/honours/"


def test_the_page_shows_one_year_and_counts_nobody(zh):
    tree = make_tree()
    make_presentation(tree.city)
    make_presentation(tree.city, title="2022年铜仁市五一劳动奖", count=20)
    zh.force_login(make_account(Role.LEADER, tree.city))

    newest, older = (zh.get(ADDRESS, asked).content.decode() for asked in ({}, {"year": "2022"}))

    assert reverse("honours:honours") == ADDRESS
    assert "2023年颁发 1 项表彰" in newest
    assert "原文未写" in newest
    assert "2022年铜仁市五一劳动奖" not in newest
    assert "2022年铜仁市五一劳动奖" in older


@pytest.mark.parametrize("year", ["1800", "abc", "２０２３"])
def test_a_year_that_is_not_there_shows_the_newest(zh, year):
    tree = make_tree()
    make_presentation(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))

    assert "工人先锋号" in zh.get(ADDRESS, {"year": year}).content.decode()


def test_presentations_out_of_reach_are_not_shown(zh):
    tree = make_tree()
    make_presentation(tree.counties[0])
    zh.force_login(make_account(Role.LEADER, tree.counties[1]))

    shown = zh.get(ADDRESS).content.decode()

    assert "还没有颁奖记录" in shown
    assert "工人先锋号" not in shown


def test_who_may_not_see_honours_finds_no_page(zh):
    zh.force_login(make_account(Role.CASE_OFFICER))

    assert zh.get(ADDRESS).status_code == 404


def test_the_page_asks_the_database_as_often_for_one_as_for_three(zh):
    tree = make_tree()
    zh.force_login(make_account(Role.LEADER, tree.city))
    make_presentation(tree.city)
    zh.get(ADDRESS)

    with CaptureQueriesContext(connection) as one:
        zh.get(ADDRESS)
    make_presentation(tree.city, source_address="/meetings/2/")
    make_presentation(tree.city, source_address="/meetings/3/")
    with CaptureQueriesContext(connection) as three:
        shown = zh.get(ADDRESS).content.decode()

    assert shown.count("工人先锋号") == 3
    assert len(three) == len(one)
