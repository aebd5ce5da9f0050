"""Big lists: nothing runs when they are opened, and read in again they are as they were."""

import tracemalloc
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gonghui.documents.exports import stream
from gonghui.documents.exports.stream import stream_csv, stream_xlsx
from gonghui.documents.exports.workbook import Listing
from gonghui.documents.imports.workbook import Sent, read_file, rows_of
from gonghui.documents.rules.workbook import Column, Template
from gonghui.foundation.errors import RuleBroken

CANARIES = ["=1+1", "@SUM(A1)", "+86 123", "-5", "\t=1", "'=1", "''-1", "'abc", "007", "a,b", 'a"b']


def test_the_workbook_is_as_the_small_one():
    listing = Listing(
        title="任务",
        head=["任务", "已答复", "完成率"],
        rows=iter([["建会", 8, Decimal("66.7")], ["帮扶", None, None]]),
        source="铜仁市总工会",
        invented="演示数据",
    )

    sheet = load_workbook(BytesIO(b"".join(stream_xlsx(listing)))).active

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["任务", None, None],
        ["铜仁市总工会", None, None],
        ["演示数据", None, None],
        ["任务", "已答复", "完成率"],
        ["建会", 8, 66.7],
        ["帮扶", None, None],
    ]
    assert (sheet.title, sheet.freeze_panes) == ("任务", "A5")


@pytest.mark.parametrize("text", CANARIES)
def test_a_text_in_a_workbook_is_never_a_formula(text):
    content = b"".join(stream_xlsx(Listing("x", ["h"], [[text]])))

    cell = load_workbook(BytesIO(content)).active["A3"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_number_with_too_many_digits_stays_whole():
    content = b"".join(stream_xlsx(Listing("x", ["h"], [[10**17 + 1]])))

    assert load_workbook(BytesIO(content)).active["A3"].value == "100000000000000001"


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(stream, "MOST_ROWS", 5)

    with pytest.raises(RuleBroken, match="listing.too_long"):
        list(stream_xlsx(Listing("x", ["h"], ([n] for n in range(9)))))


def test_csv_as_excel_opens_it():
    listing = Listing("任务", ["任务", "数"], [["=1+1", -5], ["一\n二", None]])

    assert b"".join(stream_csv(listing)) == (
        b"\xef\xbb\xbf" + '任务,数\r\n\'=1+1,-5\r\n"一\n二",\r\n'.encode()
    )


def test_csv_of_a_demonstration_says_so():
    told = b"".join(stream_csv(Listing("x", ["h"], [["a"]], invented="演示数据")))

    assert told.decode("utf-8-sig").splitlines() == ["演示数据", "h", "a"]


@pytest.mark.parametrize("write", [stream_csv, stream_xlsx], ids=["csv", "xlsx"])
def test_read_in_again_every_text_is_as_it_was(write, tmp_path):
    template = Template("x", 1, "x", [Column("n", "序号"), Column("text", "文字")])
    rows = [[f"{n}", text] for n, text in enumerate(CANARIES)]
    (tmp_path / "sent").write_bytes(b"".join(write(Listing("x", ["序号", "文字"], rows))))

    sent = Sent(tmp_path / "sent", "a.csv" if write is stream_csv else "a.xlsx")
    reading = read_file(sent, template, tmp_path / "raw")
    read = [row.cells["text"] for row, _ in rows_of(reading, template)]
    # what stands around a text is nobody's content
    assert read == [text.strip() for text in CANARIES]


@pytest.mark.parametrize("write", [stream_csv, stream_xlsx], ids=["csv", "xlsx"])
def test_memory_does_not_grow_with_the_list(write):
    def peak(count: int) -> int:
        rows = ([f"名称{n}", n] for n in range(count))
        tracemalloc.start()
        for _ in write(Listing("x", ["a", "b"], rows)):
            pass
        told = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return told

    peak(10)
    assert peak(6_000) < peak(2_000) * 1.5 + 100_000
