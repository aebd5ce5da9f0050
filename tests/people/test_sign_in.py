"""Signing in and out, in both languages, and what goes wrong there."""

import re

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache

from gonghui.access.permissions import Role
from tests.factories.access import make_account
from tests.factories.organisations import make_organisation
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"
SIGN_IN = "/sign-in/"
SECRETS = ("password", "oldpassword", "password1", "password2")


@pytest.fixture(autouse=True)
def _tries_begin_anew():
    cache.clear()


def sign_in(client, username="xiaohe", password=GOOD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def text_of(response) -> str:
    return response.content.decode()


def test_signing_in_leads_to_the_desk(client):
    account = make_account(Role.FILER, make_organisation(), username="xiaohe", password=GOOD)

    response = sign_in(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert get_user(client) == account


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client):
    make_plain_account(username="xiaohe", password=GOOD)
    asked = client.get("/cascade/?tab=sent")

    response = sign_in(client, next="/cascade/?tab=sent")

    assert asked["Location"] == "/sign-in/?next=/cascade/%3Ftab%3Dsent"
    assert response["Location"] == "/cascade/?tab=sent"


def test_nobody_is_led_to_another_site(client):
    make_plain_account(username="xiaohe", password=GOOD)

    assert sign_in(client, next="https://example.org/")["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("xiaohe", "wrong-wrong-wrong", id="another password"),
        pytest.param("nobody", GOOD, id="a name nobody has"),
        pytest.param("", "", id="nothing typed"),
        pytest.param("' OR 1=1 --", "\x00", id="nonsense"),
        pytest.param("长" * 5000, "长" * 5000, id="far too long"),
    ],
)
def test_a_refused_sign_in_says_so_and_keeps_the_name(client, username, password):
    make_plain_account(username="xiaohe", password=GOOD)

    response = sign_in(client, username, password)

    assert response.status_code == 200
    assert "错误：" in text_of(response)
    assert not get_user(client).is_authenticated


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client):
    make_plain_account(username="xiaohe", password=GOOD)

    answers = [sign_in(client, name, "wrong-wrong") for name in ("xiaohe", "nobody")]

    assert ["登录名和密码对不上" in text_of(one) for one in answers] == [True, True]


def test_the_page_speaks_the_language_that_was_chosen(zh):
    assert "登录工作台" in text_of(zh.get(SIGN_IN))

    zh.post("/language/", {"language": "en", "next": SIGN_IN})

    assert "Sign in to the workbench" in text_of(zh.get(SIGN_IN))


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/sign-up/").status_code == 404


def test_password_helpers_know_each_field_and_nothing_keeps_them_off(zh):
    make_plain_account(username="xiaohe", password=GOOD)
    sign_in = zh.get("/sign-in/").content.decode()
    zh.post("/sign-in/", {"login": "xiaohe", "password": GOOD})
    change = zh.get("/my/password/").content.decode()

    fields = re.findall(r"<input[^>]*>", sign_in + change)
    kinds = {
        name: (kind, helper)
        for field in fields
        for name, kind, helper in [
            tuple(
                (re.search(rf'{key}="([^"]*)"', field) or ["", ""])[1]
                for key in ("name", "type", "autocomplete")
            )
        ]
    }
    assert {name: kinds[name] for name in ("login", *SECRETS)} == {
        "login": ("text", "username"),
        "password": ("password", "current-password"),
        "oldpassword": ("password", "current-password"),
        "password1": ("password", "new-password"),
        "password2": ("password", "new-password"),
    }
    secret = "".join(field for field in fields if 'type="password"' in field)
    assert not re.search("onpaste|maxlength|readonly", secret)


def test_signing_out_asks_first_and_then_does(client):
    client.force_login(make_plain_account())

    asked = client.get("/sign-out/")
    still_there = get_user(client).is_authenticated
    left = client.post("/sign-out/")

    assert ("要退出登录吗" in text_of(asked), still_there) == (True, True)
    assert (left["Location"], get_user(client).is_authenticated) == (SIGN_IN, False)
    assert "已退出登录" in text_of(client.get(SIGN_IN))
