"""What the small scripts add, and that every piece fits a phone, in a real Chromium."""

import pytest

from tests.browser.conftest import PC, PHONE

pytestmark = pytest.mark.browser

PASTE = """text => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(PC, id="PC")])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("look", ["", "?look_type=large", "?look_theme=dark"])
def test_no_piece_makes_the_page_scroll_sideways(visit, size, language, look):
    visitor = visit(size=size, language=language)

    visitor.go(f"/gallery/{look}")

    assert visitor.sideways() == 0


def test_the_grid_is_walked_as_in_a_workbook(visit):
    visitor = visit()
    visitor.go("/gallery/")
    page = visitor.page
    page.focus("#id_a1")

    steps = []
    for key in ("Enter", "ArrowDown", "ArrowUp", "Shift+Enter"):
        page.keyboard.press(key)
        steps.append(focused(page))

    assert steps == ["id_a3", "id_a4", "id_a3", "id_a1"]


def test_a_block_is_pasted_over_the_cells_below(visit):
    visitor = visit()
    visitor.go("/gallery/")
    visitor.page.focus("#id_a1")

    visitor.page.evaluate(PASTE, "家\t11\r\n人\t22\r\n人\t33\r\n")

    names = ("a1", "a3", "a4", "a5")
    assert [visitor.page.input_value(f"#id_{name}") for name in names] == [
        "11",
        "22",
        "33",
        "3,726",
    ]


def test_one_pasted_value_goes_where_the_cursor_is(visit):
    visitor = visit()
    visitor.go("/gallery/")
    visitor.page.focus("#id_a3")

    visitor.page.evaluate(PASTE, "44")

    assert visitor.page.input_value("#id_a1") == "1,088"


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(visit):
    visitor = visit()
    visitor.go("/gallery/")
    opener = visitor.page.locator("[data-opens=sample-dialog]")

    opener.click()
    assert visitor.page.locator("#sample-dialog").is_visible()
    visitor.page.keyboard.press("Escape")

    assert not visitor.page.locator("#sample-dialog").is_visible()
    assert opener.evaluate("link => link === document.activeElement")


def test_a_refused_form_puts_the_focus_on_its_errors(visit):
    visitor = visit()

    visitor.go("/gallery/")

    assert "error-summary" in visitor.page.evaluate("document.activeElement.className")


def test_language_and_type_are_kept(visit):
    visitor = visit(language="zh-hans")
    visitor.go("/gallery/")

    visitor.page.click(".topbar-links button[name=language]")
    visitor.page.click(".topbar-links >> text=Large type")
    visitor.go("/gallery/")

    root = visitor.page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("data-type")) == ("en", "large")
