"""The list that leads an administrator through the first hour."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from tests.factories.access import make_account
from tests.factories.organisations import (
    make_organisation,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.returns import make_round

pytestmark = pytest.mark.django_db
PAGE = "/directory/onboarding/"


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_empty_office_begins_with_its_organisations(zh):
    zh.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, make_organisation()))

    page = words(zh.get(PAGE))
    desk = words(zh.get("/"))

    assert "还有 5 步就能开始工作" in page
    assert page.count('data-kind="next"') == 1
    assert reverse("documents:import-new", args=["organisations"]) in page
    assert PAGE in desk
    assert "打开起步清单" in desk


def test_each_step_says_how_far_it_is(en):
    tree = make_tree()
    make_tenure(post=make_post(tree.county))
    en.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))

    page = words(en.get(PAGE))

    assert "3 steps left until the office runs" in page
    assert "6 organisations stand below" in page
    assert "1 of 3 organisations with others below them have somebody in a post" in page
    assert "Whoever holds the role of issuer does it" in page


def test_once_a_return_was_issued_the_desk_is_an_ordinary_one(zh):
    tree = make_tree()
    zh.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    assert "打开起步清单" in words(zh.get("/"))

    make_round(tree.city)

    assert "打开起步清单" not in words(zh.get("/"))


def test_the_other_administrators_are_not_sent_there(zh):
    zh.force_login(make_account(Role.AUDIT_ADMINISTRATOR, make_organisation()))

    assert "打开起步清单" not in words(zh.get("/"))
    assert zh.get(PAGE).status_code in (403, 404)


def test_queries_do_not_grow_with_the_organisations(zh):
    tree = make_tree()
    zh.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            zh.get(PAGE)
        return len(queries)

    asked()
    before = asked()
    for _ in range(50):
        make_organisation(parent=tree.county)
    assert asked() == before
