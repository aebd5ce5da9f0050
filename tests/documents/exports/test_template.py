"""The workbook that goes out, and comes back as it was filled in."""

import random
import shutil
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gonghui.documents.exports.template import HEAD_ROW, write_template
from gonghui.documents.imports.workbook import Sent, read_file, rows_of
from gonghui.documents.rules.workbook import CellKind, Column, Template
from tests.factories.documents import saved

MANY = [(f"v{n}", f"第{n}种，长名称") for n in range(60)]
TEMPLATE = Template(
    "people",
    3,
    "人员/任职",
    [
        Column("name", "姓名", required=True, most=30, note="全名"),
        Column("code", "身份证号", CellKind.CODE),
        Column("born", "出生日期", CellKind.DAY),
        Column("number", "人数", CellKind.WHOLE),
        Column("share", "占比", CellKind.NUMBER),
        Column("kind", "类别", CellKind.CHOICE, choices=[("a", "甲类"), ("b", "乙类")]),
        Column("many", "很多", CellKind.CHOICE, choices=MANY),
    ],
    ["=每行一人", "不要合并单元格"],
    {"单位": "铜仁市总工会"},
)


def test_the_sheets_and_what_they_hold():
    book = load_workbook(BytesIO(write_template(TEMPLATE)))
    sheet = book["人员 任职"]

    assert {one.title: one.sheet_state for one in book.worksheets} == {
        "人员 任职": "visible",
        "填报说明": "visible",
        "_lists": "hidden",
        "_gonghui": "veryHidden",
    }
    assert [cell.value for cell in sheet[HEAD_ROW]][:7] == [
        "姓名*",
        "身份证号",
        "出生日期",
        "人数",
        "占比",
        "类别",
        "很多",
    ]
    assert [[cell.value for cell in row] for row in book["_gonghui"].iter_rows()] == [
        ["kind", "people"],
        ["version", "3"],
        ["单位", "铜仁市总工会"],
    ]
    assert sheet["A3"].comment.text == "全名\n文字\n最多 30 个字"


def test_heads_hold_still_and_the_body_is_free():
    sheet = load_workbook(BytesIO(write_template(TEMPLATE)))["人员 任职"]

    assert (sheet.freeze_panes, sheet.protection.sheet) == ("A4", True)
    assert sheet["A3"].protection.locked
    assert [sheet.column_dimensions[letter].protection.locked for letter in "AGH"] == [False] * 3
    held = sheet.protection
    assert not any([held.insertRows, held.deleteRows, held.sort, held.autoFilter])


def test_codes_are_text_and_choices_are_lists():
    sheet = load_workbook(BytesIO(write_template(TEMPLATE)))["人员 任职"]

    assert [sheet.column_dimensions[letter].number_format for letter in "BCD"] == [
        "@",
        "yyyy-mm-dd",
        "0",
    ]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"F4:F100000": '"甲类,乙类"', "G4:G100000": "_lists!$G$1:$G$60"}


def test_no_text_is_a_formula():
    row = {"name": "=1+1", "code": "@SUM(A1)"}
    book = load_workbook(BytesIO(write_template(TEMPLATE, [row])))

    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "inlineStr", "n"}
    assert book["人员 任职"]["A4"].value == "=1+1"


def random_rows(count: int, seed: int) -> list[dict[str, object]]:
    chance = random.Random(seed)  # noqa: S311 -- the same rows every time
    letters = "麻青松𬱖㛃·'=+-@，“”0 1aZ"
    return [
        {
            "name": "名" + "".join(chance.choices(letters, k=chance.randint(1, 20))).strip() + "。",
            "code": chance.choice([None, f"{chance.randrange(10**18):018}"]),
            "born": chance.choice([None, date(1950, 1, 1) + timedelta(chance.randrange(25_000))]),
            "number": chance.choice([None, 0, chance.randrange(-(10**9), 10**9)]),
            "share": chance.choice([None, Decimal(chance.randrange(10**8)) / 1000]),
            "kind": chance.choice([None, "a", "b"]),
            "many": chance.choice(MANY)[0],
        }
        for _ in range(count)
    ]


def read_back(content: bytes, tmp_path) -> list[dict[str, object]]:
    (tmp_path / "sent").write_bytes(content)
    reading = read_file(Sent(tmp_path / "sent", "a.xlsx"), TEMPLATE, tmp_path / "raw")
    read = list(rows_of(reading, TEMPLATE))
    assert [faults for _, faults in read if faults] == []
    return [dict(row.cells) for row, _ in read]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_known_comes_back_as_it_was(seed, tmp_path):
    rows = random_rows(12, seed)

    assert read_back(write_template(TEMPLATE, rows), tmp_path) == rows


def test_filled_in_with_openpyxl(tmp_path):
    book = load_workbook(BytesIO(write_template(TEMPLATE)))
    rows = random_rows(30, seed=99)
    titles = dict(MANY) | {"a": "甲类", "b": "乙类", None: None}
    for place, row in enumerate(rows, HEAD_ROW + 1):
        for column, (key, value) in enumerate(row.items(), 1):
            cell = book["人员 任职"].cell(place, column)
            cell.value = titles[value] if key in ("kind", "many") else value
            if isinstance(value, str):
                cell.data_type = "s"

    assert read_back(saved(book), tmp_path) == rows


OFFICE = shutil.which("soffice")
CALC = OFFICE and (Path(OFFICE).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not CALC, reason="needs soffice (libreoffice-calc)")
def test_opened_and_saved_by_libreoffice_it_is_the_same(tmp_path):
    rows = random_rows(50, seed=7)
    (tmp_path / "a.xlsx").write_bytes(write_template(TEMPLATE, rows))
    subprocess.run(  # noqa: S603 -- the office program itself
        [
            *(OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    content = (tmp_path / "out" / "a.xlsx").read_bytes()

    assert read_back(content, tmp_path) == rows
    sheet = load_workbook(BytesIO(content))["人员 任职"]
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet.protection.sheet
