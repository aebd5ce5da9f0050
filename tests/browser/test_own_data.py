"""A clerk looks at what is kept about them, asks for a correction and reads the answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
WRONG = "名字的读音不对，应为 jian zaiqin。"
ANSWER = "已按户口簿改正。"


def test_a_clerk_asks_for_a_correction_and_reads_the_answer(visit):
    clerk, administrator = visit("village-filer", size=PHONE), visit("system-administrator")

    clerk.go("/my/data/")
    expect(clerk.page.locator("h1")).to_contain_text(re.compile(r"保存了 \d+ 条"))
    expect(clerk.page.locator("main")).to_contain_text("village-filer")
    sideways = [clerk.sideways()]
    with clerk.page.expect_download() as file:
        clerk.page.get_by_role("button", name="下载数据文件").click()
    assert "village-filer" in file.value.path().read_text(encoding="utf-8")

    clerk.page.get_by_role("link", name="更正我的信息").click()
    clerk.page.fill("[name=words]", WRONG)
    sideways.append(clerk.sideways())
    clerk.page.get_by_role("button", name="提出申请").click()
    expect(clerk.page.locator("main")).to_contain_text("待答复")

    administrator.go("/")
    administrator.page.get_by_role("link", name="查看", exact=True).first.click()
    expect(administrator.page.locator("main")).to_contain_text(WRONG)
    administrator.page.get_by_label("已按申请办理").check()
    administrator.page.fill("[name=answer]", ANSWER)
    administrator.page.get_by_role("button", name="发送答复").click()
    expect(administrator.page.locator("main")).to_contain_text("已办")

    clerk.go("/my/data/")
    clerk.page.locator("main a[href*='/my/data/requests/']").first.click()
    expect(clerk.page.locator("main")).to_contain_text(ANSWER)
    sideways.append(clerk.sideways())
    assert sideways == [0, 0, 0]
