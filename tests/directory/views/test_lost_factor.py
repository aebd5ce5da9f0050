"""The pages on which a lost second factor is removed, and two administrators agree on it."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gonghui.access.actions.lost_factor import remove_or_propose
from gonghui.access.models import Proposal
from gonghui.access.permissions import Role
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
LIST = "/directory/accounts/second-factors/"


@pytest.fixture
def top():
    return make_organisation()


@pytest.fixture
def account(top):
    """An administrator who lost their telephone."""
    return guarded(top, "任小禾", "xiaoren")


def guarded(top, name, username, role=Role.AUDIT_ADMINISTRATOR):
    found = make_account(role, top, name=name, username=username)
    Authenticator.objects.create(user=found, type="totp", data={"secret": "x"})
    return found


def signed_in(role, top, name, language="zh-hans"):
    browser = Client()
    browser.cookies["gonghui_language"] = language
    browser.force_login(make_account(role, top, name=name))
    prove(browser)
    return browser


def text_of(response) -> str:
    return response.content.decode()


def test_two_administrators_agree_and_the_person_is_told(top, account):
    system = signed_in(Role.SYSTEM_ADMINISTRATOR, top, "龚德才")
    security = signed_in(Role.SECURITY_ADMINISTRATOR, top, "安一鸣")
    page = f"/directory/accounts/{account.pk}/"

    before = text_of(system.get(page))
    sent = system.post(f"{page}second-factor/", {"proof": "本人到场"}, follow=True)
    waiting, own = text_of(security.get(LIST)), text_of(system.get(LIST))
    pk = account_proposal()
    done = security.post(f"{LIST}{pk}/confirm/", follow=True)

    assert "管理员的要两个人" in before
    assert "已提请" in text_of(sent)
    assert ("任小禾（xiaoren）" in waiting, "本人到场" in waiting, "同意取消" in waiting) == (
        True,
    ) * 3
    assert ("同意取消" in own, "撤回" in own) == (False, True)
    assert "已取消" in text_of(done)
    assert not Authenticator.objects.exists()
    theirs = Client()
    theirs.force_login(account)
    assert "安一鸣取消了您的二次验证" in text_of(theirs.get("/my/messages/"))


def account_proposal() -> int:
    return Proposal.objects.get().pk


def test_of_anybody_else_it_is_removed_at_once(top):
    account = guarded(top, "任小禾", "xiaoren", Role.FILER)
    system = signed_in(Role.SYSTEM_ADMINISTRATOR, top, "龚德才")
    page = f"/directory/accounts/{account.pk}/"

    refused = system.post(f"{page}second-factor/", {"proof": " "}, follow=True)
    still_there = Authenticator.objects.exists()
    done = system.post(f"{page}second-factor/", {"proof": "本人到场"}, follow=True)

    assert ("请说明如何确认是本人" in text_of(refused), still_there) == (True, True)
    assert ("已取消" in text_of(done), Authenticator.objects.exists()) == (True, False)


def test_it_can_be_refused_and_taken_back(top, account):
    system = signed_in(Role.SYSTEM_ADMINISTRATOR, top, "龚德才", "en")
    system.post(f"/directory/accounts/{account.pk}/second-factor/", {"proof": "seen"})

    done = system.post(f"{LIST}{account_proposal()}/refuse/", follow=True)

    assert "taken back" in text_of(done)
    assert Authenticator.objects.exists()


def test_the_list_costs_the_same_however_long(top):
    system = signed_in(Role.SYSTEM_ADMINISTRATOR, top, "龚德才")
    by = make_account(Role.SYSTEM_ADMINISTRATOR, top)
    system.get(LIST)
    counts = []
    for more in (1, 20):
        for n in range(more):
            other = guarded(top, "麻青松", f"qingsong{more}-{n}")
            remove_or_propose(other, "本人到场", by=by, at=IN_JULY)
        with CaptureQueriesContext(connection) as queries:
            system.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]
