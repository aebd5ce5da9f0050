"""What became different in the tree between two days, as a page and a workbook."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.organisations.actions.move import move
from gonghui.organisations.actions.standing import dissolve, rename
from gonghui.organisations.queries import difference
from tests.factories.access import make_account
from tests.factories.acts import make_act
from tests.factories.listing import rows_of
from tests.factories.moments import TODAY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
PAGE = "/directory/organisations/comparison/"
DAYS = {"first": (TODAY - timedelta(days=9)).isoformat(), "second": TODAY.isoformat()}


@pytest.fixture
def tree():
    made = make_tree()
    move(made.township, make_act(), to=made.other_county)
    rename(made.grassroots[1], make_act(), name="大河村工会", short_name="大河村")
    dissolve(made.union, make_act())
    return made


def as_role(client, role, at):
    client.force_login(make_account(role, at))


def page_of(client, **asked) -> str:
    return client.get(PAGE, {**DAYS, **asked}).content.decode().partition("<main")[2]


def test_the_differences_are_the_title(client, tree):
    as_role(client, Role.LEADER, tree.city)

    page = page_of(client)

    for words in (
        *("撤销 1 家，划转 1 家，更名 1 家", "江口县总工会 → 石阡县总工会"),
        *("曾用名：提溪村工会委员会", "大河村工会", "乡镇撤并", "铜工复〔2023〕5号"),
    ):
        assert words in page, words


def test_who_left_the_reach_is_told_without_a_link(client, tree):
    as_role(client, Role.LEADER, tree.county)

    page = page_of(client)

    assert "划转 1 家" in page
    assert reverse("directory:organisation", args=[tree.township.pk]) not in page


def test_another_organisation_within_reach_can_be_compared(client, tree):
    as_role(client, Role.LEADER, tree.city)

    assert "没有变动" in page_of(client, top=tree.townships[1].pk)
    assert client.get(PAGE, {"top": make_organisation().pk}).status_code == 404
    assert client.get(PAGE, {"top": "9" * 18}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param({"first": "昨天"}, "两日对比", id="unreadable"),
        pytest.param({"second": "2999-01-01"}, "这一天还没有到", id="ahead"),
        pytest.param(
            {"first": DAYS["second"], "second": DAYS["first"]}, "划转 1 家", id="reversed"
        ),
        pytest.param({"line": "industrial"}, "没有变动", id="the other line"),
        pytest.param({"top": "x"}, "划转 1 家", id="no organisation"),
    ],
)
def test_whatever_is_asked_is_answered(client, tree, asked, words):
    as_role(client, Role.LEADER, tree.city)

    assert words in page_of(client, **asked)


def test_far_too_many_are_refused_in_words(client, tree, monkeypatch):
    monkeypatch.setattr(difference, "MOST", 1)
    as_role(client, Role.LEADER, tree.city)

    assert "多得看不过来" in page_of(client)


def test_they_come_as_a_workbook(client, tree):
    as_role(client, Role.LEADER, tree.city)

    rows = rows_of(client.get(PAGE, {**DAYS, "as": "xlsx"}))

    assert rows[2][0] == "撤销"
    assert rows[3][0::2] == [
        "划转",
        "闵孝镇工会联合会",
        "江口县总工会",
        "2023年7月12日",
        "铜工复〔2023〕5号",
    ]
    assert rows[4][2:4] == ["提溪村工会委员会", "大河村工会"]


@pytest.mark.parametrize("n", [1, 50])
def test_it_costs_the_same_however_much_is_different(client, tree, n):
    as_role(client, Role.LEADER, tree.county)
    for number in range(n):
        one = make_organisation(f"第{number}村工会", parent=tree.townships[1])
        rename(one, make_act(), name=f"第{number}新村工会")
    page_of(client)

    with CaptureQueriesContext(connection) as asked:
        page_of(client)

    assert len(asked) == 14
