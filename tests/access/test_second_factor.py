"""The second factor: set up, asked for, compulsory for the three administrators."""

import os
import re
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.core.cache import cache

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from tests.factories.access import make_account, prove
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"
SET_UP, CODES = "/my/second-factor/", "/my/recovery-codes/"


@pytest.fixture(autouse=True)
def _anew():
    cache.clear()


@pytest.fixture
def administrator():
    top = make_organisation()
    return make_account(Role.SYSTEM_ADMINISTRATOR, top, username="xiaohe", password=GOOD)


def code_for(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def sign_in(client):
    return client.post("/sign-in/", {"login": "xiaohe", "password": GOOD})


def set_up(client) -> str:
    """As the person does it; returns the secret the app then holds."""
    sign_in(client)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_for(secret)})
    return secret


def verbs():
    return list(Entry.objects.values_list("verb", flat=True))


def test_an_administrator_is_led_to_set_it_up_before_anything_else(
    client, settings, administrator, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR_FOR = "administrators"

    sign_in(client)
    led = client.get("/directory/accounts/")
    sent = client.post("/directory/accounts/1/close/", {"reason": "调离"})
    secret = client.get(SET_UP).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(SET_UP, {"code": code_for(secret)})

    assert (led.status_code, led["Location"], sent["Location"]) == (302, SET_UP, SET_UP)
    assert client.get("/directory/accounts/").status_code == 200
    assert verbs() == ["sign_in.done", "second_factor.set_up"]


@pytest.mark.parametrize(
    ("setting", "led"),
    [
        pytest.param("nobody", set(), id="nobody"),
        pytest.param("administrators", {Role.SECURITY_ADMINISTRATOR}, id="administrators"),
        pytest.param(
            "reviewers",
            {Role.SECURITY_ADMINISTRATOR, Role.REVIEWER, Role.CASE_OFFICER},
            id="whoever decides about others, too",
        ),
        pytest.param(
            "everybody",
            {Role.SECURITY_ADMINISTRATOR, Role.REVIEWER, Role.CASE_OFFICER, Role.FILER},
            id="everybody",
        ),
    ],
)
def test_a_site_chooses_who_must_have_one(client, settings, setting, led):
    settings.SECOND_FACTOR_FOR = setting
    top = make_organisation()

    found = set()
    for role in (Role.SECURITY_ADMINISTRATOR, Role.REVIEWER, Role.CASE_OFFICER, Role.FILER):
        client.force_login(make_account(role, top))
        if client.get("/").get("Location") == SET_UP:
            found.add(role)

    assert found == led


def test_a_word_a_site_does_not_know_keeps_it_from_starting(tmp_path):
    told = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "gonghui.config.command", "check"],
        env={**os.environ, "GONGHUI_HOME": str(tmp_path), "GONGHUI_SECOND_FACTOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode != 0
    assert "write one of administrators, reviewers, everybody, nobody" in told.stderr


def test_the_picture_and_the_key_are_there_and_the_key_is_stored_encrypted(client, administrator):
    secret = set_up(client)
    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert (len(secret), secret in stored) == (32, False)
    assert client.get("/my/second-factor/picture.svg").status_code == 404


def test_the_picture_is_drawn_while_somebody_sets_it_up(client, administrator):
    sign_in(client)
    page = client.get(SET_UP)

    picture = client.get("/my/second-factor/picture.svg")

    assert page.context["form"].secret in page.content.decode()
    assert (picture["Content-Type"], b"<svg" in picture.content) == (
        "image/svg+xml; charset=utf-8",
        True,
    )


def test_the_password_alone_is_not_enough_and_a_code_opens_once(client, administrator):
    secret = set_up(client)
    client.post("/sign-out/")
    cache.clear()

    asked = sign_in(client)
    halfway = get_user(client).is_authenticated
    client.post("/sign-in/code/", {"code": "000000"})
    wrong = get_user(client).is_authenticated
    code = code_for(secret)
    client.post("/sign-in/code/", {"code": code})
    inside = get_user(client).is_authenticated
    client.post("/sign-out/")
    sign_in(client)
    again = client.post("/sign-in/code/", {"code": code})

    assert asked["Location"] == "/sign-in/code/"
    assert (halfway, wrong, inside) == (False, False, True)
    assert ("用过了" in (text := again.content.decode()), "验证码不对" in text) != (False, False)
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize(("step", "opens"), [(-2, False), (-1, True), (1, True), (3, False)])
def test_a_telephone_may_be_half_a_minute_off(client, administrator, step, opens):
    secret = set_up(client)
    client.post("/sign-out/")
    cache.clear()
    sign_in(client)

    client.post("/sign-in/code/", {"code": code_for(secret, step)})

    assert get_user(client).is_authenticated is opens


def test_a_recovery_code_is_shown_once_and_opens_once(client, administrator):
    set_up(client)
    codes = client.get(CODES).context["unused_codes"]
    second_look = client.get(CODES).content.decode()
    client.post("/sign-out/")

    sign_in(client)
    client.post("/sign-in/code/", {"code": codes[0]})
    first = get_user(client).is_authenticated
    client.post("/sign-out/")
    sign_in(client)
    client.post("/sign-in/code/", {"code": codes[0]})

    assert (len(set(codes)), any(code in second_look for code in codes)) == (10, False)
    assert (first, get_user(client).is_authenticated) == (True, False)


def test_it_is_removed_after_the_password_was_given_again(client, administrator):
    set_up(client)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()

    asked = client.get("/my/second-factor/remove/")
    prove(client)
    client.post("/my/second-factor/remove/")

    assert asked["Location"].startswith("/sign-in/again/?next=")
    assert (Authenticator.objects.count(), verbs()[-1]) == (0, "second_factor.removed")


def test_the_pages_speak_english(en, administrator):
    set_up(en)

    pages = [en.get(path).content.decode() for path in ("/my/sign-in/", CODES, "/my/sessions/")]

    assert "At each sign-in a code of your app is asked for." in pages[0]
    assert "Write these recovery codes down now" in pages[1]
    assert "You are signed in at 1 place" in pages[2]


def test_recovery_codes_are_long_enough(client, administrator):
    set_up(client)
    codes = client.get(CODES).context["unused_codes"]

    assert len(set(codes)) == 10
    assert all(len(re.sub(r"\D", "", code)) >= 8 for code in codes)  # 26 bits; six tries a time
