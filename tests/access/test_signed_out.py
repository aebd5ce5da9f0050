"""Who was signed out while typing loses nothing."""

import re

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.models import Assignment
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"
HERE = {"origin": "http://testserver"}


def token_in(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def test_what_was_typed_comes_back_and_is_sent_after_signing_in_again():
    tree = make_tree()
    make_account(Role.REVIEWER, tree.county, username="xiaohe", password=GOOD)
    own = make_assignment(make_directive(issuer=tree.city), tree.county)
    address = reverse("cascade:relay", args=[own.pk])
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    typed = {"due_on": "2023-07-18", "instruction": "先报电子版", "to": [tree.township.pk]}
    typed["csrfmiddlewaretoken"] = token_in(browser.get("/sign-in/"))

    signed_out = browser.post(address, typed)
    sign_in = {"login": "xiaohe", "password": GOOD, "csrfmiddlewaretoken": token_in(signed_out)}
    browser.post("/sign-in/", sign_in)
    typed["csrfmiddlewaretoken"] = token_in(signed_out)
    grown_old = browser.post(address, typed)
    typed["csrfmiddlewaretoken"] = token_in(grown_old)
    sent = browser.post(address, typed)

    assert (signed_out.status_code, grown_old.status_code, sent.status_code) == (403, 403, 302)
    assert "还没有报上去：登录已过期" in signed_out.content.decode()
    assert "先报电子版" in signed_out.content.decode()
    assert "先报电子版" in grown_old.content.decode()
    assert get_user(browser).username == "xiaohe"
    assert Assignment.objects.get(parent=own).instruction == "先报电子版"


def test_who_only_looks_is_led_to_sign_in(client):
    response = client.get("/cascade/?tab=sent")

    assert (response.status_code, response["Location"]) == (
        302,
        "/sign-in/?next=/cascade/%3Ftab%3Dsent",
    )
