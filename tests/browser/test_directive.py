"""An ask in words goes out, approved by another, is put off for one, answered, accepted, closed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
TITLE = "报送工会驿站建设情况"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def write(page: Page) -> str:
    """The draft as typed; its address."""
    page.fill("[name=title]", TITLE)
    page.fill("[name=body]", "请逐户核实工会驿站，报送数量、地址和负责人。")
    page.fill("[name=basis]", "乌工办〔2023〕12号")
    page.select_option("[name=to]", "below")
    page.fill("[name=due_on]", "2023-08-20")
    page.fill("[name=due_grassroots]", "2023-08-10")
    press(page, "存为草稿")
    expect(page.locator("h1")).to_have_text(TITLE)
    return page.url


def send_out(visit) -> str:
    """Written, approved by the leader and issued; the address of the board."""
    issuer, leader = visit("issuer"), visit("leader")
    issuer.go("/cascade/directives/new/")
    draft = write(issuer.page)
    expect(issuer.page.locator("main")).to_contain_text("发送范围")
    press(issuer.page, "送签")
    expect(issuer.page.locator("main")).to_contain_text("起草人不能自己签发")
    leader.go("/cascade/?tab=drafts")
    leader.page.get_by_role("link", name=TITLE).click()
    press(leader.page, "签发")
    issuer.page.goto(draft)
    press(issuer.page, "下发给")
    expect(issuer.page.locator("h1")).to_contain_text("3 家中 0 家已上报")
    return issuer.page.url


def answer_it(visit) -> str:
    """On a phone: signed for, more time than there is refused, answered; the answer's address."""
    filer = visit("filer", size=PHONE)
    filer.go("/cascade/")
    item = filer.page.locator("main li, main article").filter(has_text=TITLE).first
    item.get_by_role("button", name="签收").click()
    filer.page.wait_for_load_state()
    answer = filer.page.url
    filer.page.goto(answer.replace("/answers/", "/assignments/"))
    filer.page.get_by_role("link", name="申请延期").click()
    filer.page.fill("[name=until]", "2023-08-25")
    filer.page.fill("[name=reason]", "两个村正在换届")
    press(filer.page, "申请延期")
    expect(filer.page.locator("main")).to_contain_text("不能超过这一天")
    filer.page.goto(answer)
    filer.page.fill("[name=words]", "已建成驿站 2 个，负责人名单已核实。")
    press(filer.page, "上报答复")
    expect(filer.page.locator("main")).to_contain_text("已建成驿站 2 个")
    assert filer.sideways() == 0
    return answer


def test_an_ask_goes_down_and_its_answer_comes_up(visit):
    board = send_out(visit)
    answer = answer_it(visit)
    county = visit("reviewer")
    county.page.goto(answer)
    press(county.page, "验收")
    expect(county.page.locator("main")).to_contain_text("已验收")

    page = visit("issuer").page
    page.goto(f"{board}text/")
    page.get_by_role("link", name="补充修改").click()
    page.fill("[name=due_on]", "2023-08-31")
    page.fill("[name=reason]", "汛期")
    press(page, "补充修改")
    expect(page.locator("main")).to_contain_text("汛期")
    press(page, "办结")
    expect(page.locator("main")).to_contain_text("已办结")
