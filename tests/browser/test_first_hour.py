"""An office's first hour in a real browser: the tree and its people in, wrong first, then right."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gonghui.directory.imports.organisations import OrganisationsImporter
from gonghui.directory.imports.people import PeopleImporter
from gonghui.foundation.chinese import name_pinyin
from gonghui.organisations.models import Organisation
from tests.browser.conftest import OFFICE, Visitor
from tests.factories.first_hour import (
    FIRST_ROW,
    IN_POSTS,
    IN_TREE,
    Cells,
    fill,
    make_office,
    mend,
    spoil,
)

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds for the worker; it needs a few seconds
TREE = OrganisationsImporter().template(Organisation(name=OFFICE))
POSTS = PeopleImporter().template(Organisation(name=OFFICE))


def download(page: Page, selector: str) -> bytes:
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return Path(download.value.path()).read_bytes()


def send(page: Page, content: bytes) -> None:
    """The file is chosen, sent in and checked; the page of the batch says what was found."""
    page.locator("main input[type=file]").set_input_files(
        {"name": "单位.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator("main button[data-kind=next]").click()
    page.wait_for_url(re.compile(r"/documents/imports/\d+/$"))


def take_in(page: Page) -> None:
    """Committed; the page may be left meanwhile and is found again."""
    page.locator("main button[data-kind=commit]").click(timeout=PATIENCE)
    address = page.url
    page.goto(re.sub(r"/documents/.*$", "/", address))
    page.goto(address)
    expect(page.locator("form[action$='/undo/']").first).to_be_attached(timeout=PATIENCE)


def wrong_then_right(page: Page, template, rows: list[Cells], plants) -> None:
    """Filled in with errors; each is told; the same file put right goes in."""
    start = page.url
    blank = download(page, "main a[href*='/template/']")
    wrong, planted = spoil(rows, plants)

    send(page, fill(blank, template, wrong))

    expect(page.locator("main table tbody tr").first).to_be_visible(timeout=PATIENCE)
    told = page.locator("main table").first.inner_text()
    missing = {one.row for one in planted} - {int(n) for n in re.findall(r"\b\d+\b", told)}
    assert missing == set()
    assert page.locator("main button[data-kind=commit]").count() == 0
    corrected = download(page, "main a[href$='/corrected/']")

    page.goto(start)
    send(page, mend(corrected, template, rows))
    take_in(page)


def open_first_steps(visitor: Visitor) -> Page:
    visitor.go("/")
    visitor.page.locator("main a[href$='/directory/onboarding/']").first.click()
    visitor.page.wait_for_url(re.compile(r"/directory/onboarding/$"))
    assert visitor.sideways() == 0
    return visitor.page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_office_begins(visit_office, language):
    office = make_office(300, 450)
    administrator = visit_office("system-administrator", language=language)

    page = open_first_steps(administrator)
    page.locator("main a[data-kind=next]").click()
    wrong_then_right(page, TREE, office.organisations, IN_TREE)

    administrator.go("/directory/organisations/")
    page.locator("main a[href*='/tree/']").first.click()
    expect(page.locator("h1")).to_contain_text(OFFICE)
    page.locator("main .branch-name a", has_text="临溪县总工会").first.click()
    expect(page.locator("h1")).to_contain_text("临溪县总工会", timeout=PATIENCE)
    assert administrator.sideways() == 0

    page = open_first_steps(administrator)
    page.locator("main a[data-kind=next]").click()
    wrong_then_right(page, POSTS, office.people, IN_POSTS)

    row = office.people[0]
    administrator.go(f"/search/?q={name_pinyin(str(row['name']))}")
    expect(page.locator("main a", has_text=str(row["name"])).first).to_be_visible()
    page = open_first_steps(administrator)
    expect(page.locator("main a[data-kind=next]")).to_have_attribute("href", "/directory/accounts/")
    assert FIRST_ROW == 4
