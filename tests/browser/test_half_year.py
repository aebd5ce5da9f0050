"""The half-year, walked in a real browser in both languages: figures up, a text in, tasks down.

Nothing here may leave a console message, break the content policy, ask a foreign origin or end in
a server error: the ``visit`` fixture fails the test on any of them.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PC, PHONE, Visitor

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Walk:
    """Who walks, in which language; each language has a sheet, a text and a task of its own."""

    language: str
    filer: str
    reviewer: str
    changed: str
    text: str


TEXT = (
    "{day}，海城市总工会2023年{name}在海城市职工之家2楼会议室召开。"
    "会议总结上半年工作。海城市总工会主席{chair}出席会议并讲话，海城市总工会副主席梁正平主持会议。"
    "会议要求，要{first}；要{second}。"
)
WALKS = [
    pytest.param(
        Walk(
            "zh-hans", "filer", "reviewer", "warmth_visits",
            TEXT.format(day="7月26日", name="职工服务工作座谈会", chair="龚德才",
                        first="把服务送到一线班组", second="按月核对困难职工档案"),
        ),
        id="Chinese",
    ),
    pytest.param(
        Walk(
            "en", "village-filer", "township-reviewer", "cooling_visits",
            TEXT.format(day="7月27日", name="基层组织建设座谈会", chair="麻建英",
                        first="补齐乡镇工会力量", second="建好工会驿站"),
        ),
        id="English",
    ),
]  # fmt: skip


def press(page: Page, kind: str) -> None:
    """Press the page's one button of this kind (look.md: one seal a page)."""
    page.locator(f"main button[data-kind={kind}]").first.click()


def fill_like_last_year(page: Page, changed: str) -> None:
    """Every figure as last year's, one of them one more and typed in full-width digits."""
    for cell in page.locator("main input.input[name^='value_'], main td.cell input.input").all():
        row = page.locator("tr", has=page.locator(f"#{cell.get_attribute('id')}"))
        last = row.locator("td.last").inner_text().strip().replace(",", "")
        if (cell.get_attribute("name") or "").endswith(changed):
            last = str(int(last) + 1).translate({48 + n: 0xFF10 + n for n in range(10)})
        cell.fill(last)


@pytest.mark.parametrize("walk", WALKS)
def test_a_figure_goes_up(visit, walk):
    leader = visit("leader", language=walk.language)
    before = filed(leader)

    filer = visit(walk.filer, language=walk.language, size=PHONE)
    page = filer.page
    page.locator("ul.work a.button").first.click()
    cell = page.locator("main td.cell input.input").first
    cell.fill("abc")
    press(page, "next")
    expect(page.locator("[role=alert] a").first).to_be_visible()
    expect(page.locator("main td.cell input.input").first).to_have_value("abc")
    fill_like_last_year(page, walk.changed)
    press(page, "next")
    page.wait_for_url(re.compile(r"/check/$"))
    page.check("[name=agreed]")
    press(page, "commit")
    page.wait_for_load_state()
    sheet = re.sub(r"check/$", "", page.url).replace(filer.site.address, "")
    assert filed(leader) == before + 1

    reviewer = visit(walk.reviewer, language=walk.language)
    reviewer.go(sheet)
    press(reviewer.page, "commit")
    reviewer.page.wait_for_load_state()
    expect(reviewer.page.locator("main button[data-kind=commit]")).to_have_count(0)


def filed(leader) -> int:
    """How many sheets the leader's half-year page counts as filed."""
    leader.go("/half-year/2023H1/")
    numbers = re.findall(r"\d[\d,]*", leader.page.locator("h1").inner_text().replace("2023", ""))
    counts = sorted((int(number.replace(",", "")) for number in numbers), reverse=True)
    return counts[1]


def confirmed(organiser: Visitor, text: str) -> str:
    """The organiser pastes a text, looks at what was read, confirms; the meeting's address."""
    page = organiser.page
    organiser.go("/bulletins/readings/new/")
    page.locator("main textarea").first.fill(text)
    press(page, "next")
    page.wait_for_url(re.compile(r"/readings/\d+/$"))
    expect(page.locator(".claims > li").first).to_be_visible()
    page.locator("a[data-kind=next]").click()
    press(page, "commit")
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    return page.url


def issue_first_task(page: Page, meeting: str) -> None:
    """The issuer opens the first requirement of the meeting and sends it to the counties."""
    page.goto(meeting)
    page.locator("main a[href*='/plans/tasks/']").first.click()
    if not page.url.endswith("/issue/"):
        page.locator("main a[href$='/issue/']").first.click()
    page.fill("[name=due_on]", "2023-12-20")
    press(page, "commit")
    page.wait_for_url(re.compile(r"/plans/tasks/\d+/$"))


def publish(publisher: Visitor, meeting: str) -> None:
    """The publisher writes a bulletin from the meeting and makes it public."""
    page = publisher.page
    number = re.search(r"/meetings/(\d+)/$", meeting)[1]
    publisher.go("/bulletins/drafts/")
    page.locator(f"form[action$='/drafts/from-meeting/{number}/'] button").click()
    page.wait_for_url(re.compile(r"/bulletins/drafts/\d+/$"))
    press(page, "commit")
    page.wait_for_load_state()


@pytest.mark.parametrize("walk", WALKS)
def test_a_text_becomes_a_meeting_its_tasks_and_a_bulletin(visit, walk):
    meeting = confirmed(visit("organiser", language=walk.language), walk.text)
    issue_first_task(visit("issuer", language=walk.language).page, meeting)
    publish(visit("publisher", language=walk.language), meeting)

    county = visit("reviewer", language=walk.language)
    expect(county.page.locator("ul.work > li").first).to_be_visible()
    reader = visit(language=walk.language, size=PHONE)
    reader.go("/bulletins/")
    reader.page.locator("main a[href^='/bulletins/2023']").first.click()
    expect(reader.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_report_is_the_paper_of_the_meeting_and_a_number_opens_into_its_sheets(visit, language):
    leader = visit("leader", language=language)
    page = leader.page
    leader.go("/half-year/2023H1/")
    page.locator("main a[href*='/reports/']").first.click()
    with page.expect_download() as download:
        page.locator("main a[href$='/word/']").first.click()
    assert download.value.suggested_filename.endswith(".docx")

    page.locator("main a[href*='/returns/']").first.click()
    expect(page.locator("main table").first).to_be_visible()
    for _ in range(4):  # city, county, township, sheet
        if "/returns/sheets/" in page.url:
            break
        page.locator("main tbody a").first.click()
    assert "/returns/sheets/" in page.url


PAGES = {
    "": ["/sign-in/", "/bulletins/", "/gallery/"],
    "filer": ["/", "/returns/", "/cascade/", "/plans/tasks/", "/meetings/"],
    "reviewer": ["/", "/returns/", "/cascade/", "/directory/organisations/"],
    "leader": ["/", "/returns/", "/half-year/2023H1/", "/reports/", "/honours/", "/search/?q=hbw"],
    "issuer": [
        "/",
        "/returns/issue/",
        "/plans/tasks/",
        "/bulletins/readings/",
        "/directory/audiences/",
        "/directory/audiences/new/",
    ],
    "organiser": ["/", "/bulletins/readings/new/", "/meetings/"],
    "publisher": ["/", "/bulletins/drafts/"],
    "system-administrator": ["/", "/directory/accounts/"],
    "security-administrator": ["/", "/directory/grants/"],
    "audit-administrator": ["/", "/directory/audit/"],
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", [PHONE, PC], ids=["phone", "PC"])
@pytest.mark.parametrize("username", list(PAGES))
def test_every_main_page_stands_by_itself(visit, username, size, language):
    visitor = visit(username, size=size, language=language)

    for path in PAGES[username]:
        visitor.go(path)

        assert visitor.page.locator("h1").count() == 1, path
        assert visitor.sideways() == 0, path
        assert visitor.page.locator("html").get_attribute("lang").startswith(language[:2]), path
