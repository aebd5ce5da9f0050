"""The tree, unfolded step by step, on any day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.directory.queries import tree as queries
from gonghui.organisations.actions.move import move
from gonghui.organisations.actions.standing import dissolve, rename, suspend
from gonghui.organisations.rules.organisation import Kind, Line
from tests.factories.access import make_account, make_grant
from tests.factories.acts import make_act
from tests.factories.moments import TODAY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
TREE = "/directory/organisations/tree/"
BEFORE = (TODAY - timedelta(days=1)).isoformat()


@pytest.fixture
def tree():
    return make_tree()


def as_role(client, role, at):
    account = make_account(role, at)
    client.force_login(account)
    return account


def page_of(client, **asked) -> str:
    return client.get(TREE, asked).content.decode().partition("<main")[2]


def branch_of(client, organisation, **asked):
    return client.get(reverse("directory:branch", args=[organisation.pk]), asked)


def test_the_only_top_is_unfolded_and_the_rest_waits(client, tree):
    as_role(client, Role.LEADER, tree.city)

    page = page_of(client)

    assert "铜仁市，直接下级 2 家" in page
    assert ("江口县" in page, "石阡县" in page, "闵孝镇" in page) == (True, True, False)
    assert f'hx-get="{reverse("directory:branch", args=[tree.county.pk])}?' in page
    assert reverse("directory:branch", args=[tree.other_county.pk]) not in page


def test_the_way_to_one_is_unfolded_without_script(client, tree):
    as_role(client, Role.LEADER, tree.city)

    page = page_of(client, open=tree.township.pk)

    assert all(one.short_name in page for one in (*tree.townships, *tree.grassroots))


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "-1", ""])
def test_whatever_else_is_asked_unfolds_nothing_more(client, tree, asked):
    as_role(client, Role.LEADER, tree.city)

    assert "闵孝镇" not in page_of(client, open=asked)


def test_a_name_typed_here_is_looked_for(client, tree):
    as_role(client, Role.LEADER, tree.city)

    answer = client.get(TREE, {"q": "鱼梁 &"})

    assert answer.url == "/directory/organisations/?q=%E9%B1%BC%E6%A2%81+%26"


def test_one_branch_comes_unfolded_for_a_script(client, tree):
    as_role(client, Role.LEADER, tree.county)

    answer = branch_of(client, tree.township)
    told = answer.content.decode().strip()

    assert told.startswith('<li class="branch">')
    assert ("鱼梁村工会委员会" in told, "autofocus" in told) == (True, True)
    assert branch_of(client, tree.other_county).status_code == 404
    assert branch_of(client, tree.city).status_code == 404


def test_states_are_told_and_the_ended_are_gone(client, tree):
    as_role(client, Role.LEADER, tree.county)
    suspend(tree.townships[1], make_act())
    dissolve(tree.grassroots[0], make_act())

    page = page_of(client, open=tree.township.pk)

    assert ("停用" in page, "鱼梁村" in page, "提溪村" in page) == (True, False, True)


def test_a_past_day_shows_names_and_places_of_that_day(client, tree):
    as_role(client, Role.LEADER, tree.county)
    rename(tree.townships[1], make_act(), name="新太镇工会联合会", short_name="新太镇")
    move(tree.township, make_act(), to=tree.other_county)

    today, then = page_of(client), page_of(client, on=BEFORE)

    assert ("新太镇" in today, "太平镇" in today, "闵孝镇" in today) == (True, False, False)
    assert ("新太镇" in then, "太平镇" in then, "闵孝镇" in then) == (False, True, True)
    assert "7月11日的组织树" in then
    # whoever stands elsewhere today is told but cannot be opened
    assert reverse("directory:organisation", args=[tree.township.pk]) not in then
    assert reverse("directory:organisation", args=[tree.townships[1].pk]) in then


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param("2999-01-01", "这一天还没有到", id="ahead"),
        pytest.param("去年", "江口县", id="unreadable"),
        pytest.param("0001-01-01", "的组织树", id="before everything"),
    ],
)
def test_days_that_cannot_be_shown_say_so(client, tree, asked, words):
    as_role(client, Role.LEADER, tree.city)

    assert words in page_of(client, on=asked)


def test_the_industrial_line_begins_with_whoever_leads_there(client, tree):
    as_role(client, Role.LEADER, tree.city)
    education = make_organisation("铜仁市教育工会", parent=tree.city, kind=Kind.INDUSTRIAL)
    assert "这一天这条线上没有单位" in page_of(client, line="industrial")

    move(tree.union, make_act(), to=education, line=Line.INDUSTRIAL)
    page = page_of(client, line="industrial")

    assert ("铜仁市教育工会，直接下级 1 家" in page, "鱼梁村" in page) == (True, True)
    assert "江口县" not in page


def test_several_seats_are_several_tops(client, tree):
    account = as_role(client, Role.LEADER, tree.county)
    make_grant(Role.LEADER, tree.other_county, account=account)

    page = page_of(client)

    assert ("江口县" in page, "石阡县" in page, "闵孝镇" in page) == (True, True, False)


def test_what_is_too_many_to_unfold_leads_to_the_list(client, tree, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 1)
    as_role(client, Role.LEADER, tree.county)

    page = page_of(client)

    assert ("闵孝镇" in page, "太平镇" in page, "还有 1 家" in page) == (True, False, True)


@pytest.mark.parametrize("n", [1, 50])
@pytest.mark.parametrize("on", [BEFORE, TODAY.isoformat()])
def test_a_level_costs_the_same_however_many_stand_there(client, tree, n, on):
    for number in range(n):
        make_organisation(f"第{number}村工会", parent=tree.union)
    as_role(client, Role.LEADER, tree.union)
    page_of(client)

    with CaptureQueriesContext(connection) as asked:
        page_of(client, on=on)

    assert len(asked) == 12
