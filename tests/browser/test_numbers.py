"""A telephone is entered, stays masked, is told with a reason and the password, and that is on record."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visitor, told_by

pytestmark = pytest.mark.browser
NUMBER, MASKED = "19900007654", "199****7654"  # invented
AN_HOUR_LATER = """
from importlib import import_module
from django.conf import settings
from django.contrib.sessions.models import Session
for one in Session.objects.all():
    store = import_module(settings.SESSION_ENGINE).SessionStore(one.session_key)
    for record in store.get("account_authentication_methods", []):
        record["at"] -= 3600
    store.modified = True
    store.save()
"""


def enter(keeper: Visitor) -> str:
    """Somebody's telephone, first mistyped; the address of their page."""
    page = keeper.page
    keeper.go("/directory/organisations/")
    page.locator("main tbody th a").first.click()
    page.locator("main dd a[href*='/directory/persons/']").nth(3).click()
    address = page.url.removeprefix(keeper.site.address)
    page.get_by_role("link", name="登记号码").click()
    page.fill("[name=phone]", "1990000")
    page.locator("main button[data-kind=commit]").click()
    expect(page.locator("[name=phone]")).to_have_value("1990000")
    page.fill("[name=phone]", "199 0000 7654")
    page.locator("main button[data-kind=commit]").click()
    expect(page.locator("main")).to_contain_text(MASKED)
    return address


def test_a_number_is_entered_stays_masked_and_is_told_on_record(visit):
    leader, auditor = visit("supervisor"), visit("audit-administrator")
    person, page = enter(visit("system-administrator")), leader.page
    leader.go(person)
    name = page.locator("h1").inner_text()
    assert NUMBER not in page.content()
    told_by(leader.site, "shell", "-c", AN_HOUR_LATER)

    page.get_by_role("link", name="查看完整号码").click()
    page.get_by_label("会议、观摩联系本人").check()
    page.fill("[name=words]", "7月28日会议")
    page.locator("main button[data-kind=next]").click()
    assert NUMBER not in page.content()
    page.fill("[name=password]", leader.site.password)
    page.press("[name=password]", "Enter")
    expect(page.locator("main")).to_contain_text(NUMBER)

    page.get_by_role("link", name="回到本人页面").click()
    expect(page.locator("main")).to_contain_text(MASKED)
    assert NUMBER not in page.content()
    auditor.go("/directory/audit/")
    expect(auditor.page.locator("main")).to_contain_text(re.compile(f"查看了{name}的完整号码"))
    assert NUMBER not in auditor.page.content()


def test_one_agrees_on_a_telephone_and_takes_it_back(visit):
    phone = visit("publisher", size=PHONE, language="en")
    page = phone.page

    phone.go("/my/contact/")
    before = page.get_by_role("button", name="I agree").count()
    page.get_by_role("button", name="I agree").last.click()
    expect(page.locator("body")).to_contain_text("You can take it back")
    expect(page.get_by_role("button", name="I agree")).to_have_count(before - 1)
    page.get_by_role("button", name="Take it back").last.click()
    expect(page.get_by_role("button", name="I agree")).to_have_count(before)
    assert phone.sideways() == 0
