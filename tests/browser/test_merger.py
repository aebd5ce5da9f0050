"""Two townships become one in the middle of an open round: shown first, done, and every total right."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser


def open_county(visitor: Visitor) -> str:
    """Those below the last county of the city, whose people no other story needs; the address."""
    visitor.go("/directory/organisations/")
    page = visitor.page
    page.locator("main tbody th a").first.click()
    page.locator("main a[href$='part=below']").click()
    page.locator("main table").first.locator("tbody th a").last.click()
    page.locator("main a[href$='part=below']").click()
    expect(page.locator("h1")).to_contain_text("总工会")
    return page.url


def townships(page: Page) -> list[tuple[str, str]]:
    """Name and address of those directly below."""
    links = page.locator("main table").first.locator("tbody th a").all()
    return [(link.inner_text(), link.get_attribute("href") or "") for link in links]


def totals(leader: Visitor, county: str) -> tuple[str, ...]:
    """The county's figures of the open round, as the leader reads them."""
    leader.go("/returns/")
    leader.page.locator("main tbody a[href*='/returns/']").first.click()
    number = re.search(r"/organisations/(\d+)/", county)[1]
    address = re.sub(r"\?.*$", "", leader.page.url)
    leader.page.goto(f"{address}?organisation={number}")
    return tuple(
        cell.inner_text() for cell in leader.page.locator("main table").first.locator("td").all()
    )


def enter(page: Page, second: str) -> list[str]:
    """The merger as typed, and what the page says would follow."""
    page.get_by_label(second, exact=True).check()
    page.fill("[name=name]", "合心镇工会联合会")
    page.fill("[name=short_name]", "合心镇")
    page.fill("[name=reason]", "乡镇撤并")
    page.locator("main button[value=check]").click()
    return page.locator("main li").all_inner_texts()


def test_two_townships_become_one_in_the_middle_of_a_round(visit):
    administrator, leader = visit("system-administrator"), visit("leader")
    page = administrator.page
    county = open_county(administrator)
    (first, address), (second, _) = townships(page)[:2]
    before = totals(leader, county)

    administrator.go(f"{address}merge/")
    follows = enter(page, second)
    assert any("2023年上半年" in one and "合心镇工会联合会" in one for one in follows), follows
    page.locator("main button[value=change]").click()
    expect(page.locator("[name=reason]")).to_have_value("乡镇撤并")
    page.locator("main button[value=check]").click()
    page.locator("main button[value=commit]").click()
    expect(page.locator("h1")).to_have_text("合心镇工会联合会")

    page.goto(county)
    names = {name for name, _ in townships(page)}
    assert names & {"合心镇工会联合会", first, second} == {"合心镇工会联合会"}
    assert totals(leader, county) == before, "what was filed counts as before"
    phone = visit("leader", size=PHONE, language="en")
    phone.go(address)
    expect(phone.page.locator("h1")).to_have_text(first)
    assert phone.sideways() == 0
