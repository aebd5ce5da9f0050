"""The page of one person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.organisations.models import Portfolio
from gonghui.organisations.rules.post import Manner
from tests.factories.access import make_account
from tests.factories.moments import LONG_AGO, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_person, make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def page_of(client, person) -> str:
    answer = client.get(reverse("directory:person", args=[person.pk]))
    return answer.content.decode().partition("<main")[2]


def as_role(client, role, at):
    client.force_login(make_account(role, at))


def test_a_person_shows_posts_and_says_when_invented(client, tree):
    as_role(client, Role.LEADER, tree.county)
    person = make_person("任小禾", invented=True)
    make_tenure(person, make_post(tree.union, "主席"))
    make_tenure(person, make_post(tree.other_county, "顾问"))

    page = page_of(client, person)

    assert ("鱼梁村工会委员会" in page, "石阡县总工会" in page) == (True, False)
    assert "演示用的虚构人员" in page


def test_each_post_tells_how_it_is_held_what_it_leads_and_where_it_stands(client, tree):
    as_role(client, Role.LEADER, tree.city)
    person = make_person("任小禾")
    post = make_post(tree.township, "副主席")
    make_tenure(person, post, manner=Manner.SECONDED)
    for subject in ("组织建设", "县级工会加强年"):
        Portfolio.objects.create(post=post, subject=subject, from_on=LONG_AGO)
    old = make_post(tree.union, "干事")
    make_tenure(person, old, from_on=LONG_AGO, until_on=TODAY - timedelta(days=1))
    make_tenure(person, make_post(tree.county, "主席"), from_on=date(2999, 1, 1))

    page = page_of(client, person)

    for words in ("挂职", "组织建设、县级工会加强年", "铜仁市 › 江口县", "曾任", "将任"):
        assert words in page, words


def test_namesakes_are_told_apart(client, tree):
    as_role(client, Role.LEADER, tree.county)
    person, other = make_person("任小禾"), make_person("任小禾")
    make_tenure(person, make_post(tree.union, "主席"))
    make_tenure(other, make_post(tree.township, "干事"))
    make_tenure(make_person("任小禾"), make_post(tree.other_county, "主席"))  # out of reach

    page = page_of(client, person)

    assert ("另有 1 人同名" in page, "闵孝镇工会联合会干事" in page) == (True, True)


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.SYSTEM_ADMINISTRATOR, True), (Role.LEADER, False)]
)
def test_accounts_are_for_those_who_manage_them(client, tree, role, shown):
    as_role(client, role, tree.city)
    account = make_plain_account("田晓岚", username="nv-07")
    make_tenure(account.person, make_post(tree.union))

    page = page_of(client, account.person)

    assert ("nv-07" in page, "从未登录" in page) == (shown, shown)


@pytest.mark.parametrize("n", [1, 50])
def test_a_person_costs_the_same_however_many_posts(client, tree, n):
    as_role(client, Role.LEADER, tree.city)
    person = make_person("任小禾")
    for number in range(n):
        make_tenure(person, make_post(make_organisation(parent=tree.union), f"职务{number}"))
        make_tenure(make_person("任小禾"), make_post(tree.union, f"别人{number}"))
    page_of(client, person)

    with CaptureQueriesContext(connection) as asked:
        page_of(client, person)

    assert len(asked) == 15
