from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gonghui.documents.exports.workbook import Listing, write_xlsx


def sheet_of(listing: Listing):
    return load_workbook(BytesIO(write_xlsx(listing))).active


def test_title_source_mark_head_and_rows():
    sheet = sheet_of(
        Listing(
            title="任务",
            head=["任务", "已答复", "完成率"],
            rows=[["建会", 8, Decimal("66.7")], ["帮扶", None, None]],
            source="铜仁市总工会 2023年7月12日导出",
            invented="演示数据",
        )
    )

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["任务", None, None],
        ["铜仁市总工会 2023年7月12日导出", None, None],
        ["演示数据", None, None],
        ["任务", "已答复", "完成率"],
        ["建会", 8, 66.7],
        ["帮扶", None, None],
    ]
    assert sheet.freeze_panes == "A5"
    assert (sheet["B5"].number_format, sheet["C5"].number_format) == ("#,##0", "#,##0.####")


@pytest.mark.parametrize("text", ["=1+1", "+86 123", "-5", "@here", '=HYPERLINK("x")', "007"])
def test_a_text_is_never_a_formula_and_stays_as_it_is(text):
    cell = sheet_of(Listing(title="x", head=["h"], rows=[[text]]))["A3"]

    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_a_title_excel_refuses_as_a_sheet_name_is_made_fit():
    listing = Listing(title="2023/07: [任务]?*" + "长" * 40, head=["h"], rows=[])

    name = sheet_of(listing).title

    assert len(name) == 31
    assert not set(name) & set(r"[]:*?/\\")
