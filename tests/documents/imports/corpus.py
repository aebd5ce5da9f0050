"""Files as offices and attackers send them, made by code: the ids read as the specification."""

import struct
import zlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from gonghui.documents.exports.template import write_template
from gonghui.documents.rules.workbook import CellKind, Column, Template
from tests.factories.documents import saved

TEMPLATE = Template(
    "people",
    2,
    "人员",
    [
        Column("name", "姓名", required=True),
        Column("code", "身份证号", CellKind.CODE),
        Column("born", "出生日期", CellKind.DAY),
        Column("number", "人数", CellKind.WHOLE),
        Column("note", "备注"),
    ],
    facts={"单位": "铜仁市总工会"},
)
HEADS = [column.title for column in TEMPLATE.columns]
ROW = ["麻青松", "0123", "2020-01-05", 5, "好"]
READ = ["麻青松", "0123", "2020-01-05", 5, "好"]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(*rows: list[object], title: str = "人员") -> Workbook:
    made = Workbook()
    made.active.title = title
    for row in rows or (HEADS, ROW):
        made.active.append(row)
    return made


def plain(*rows: list[object]) -> bytes:
    return saved(book(*rows))


def changed(change: Callable[[Workbook], object], *rows: list[object]) -> bytes:
    made = book(*rows)
    change(made)
    return saved(made)


def repacked(parts: Mapping[str, bytes | None], *, of: bytes | None = None) -> bytes:
    """A workbook with some parts replaced, added, or taken out (``None``)."""
    file = BytesIO()
    with ZipFile(BytesIO(of or plain())) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


def sheet(rows: str, *, before: str = "", after: str = "", encoding: str = "utf-8") -> bytes:
    """A workbook whose one sheet is written by hand."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{before}'
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    )
    return repacked({SHEET: text.encode(encoding)})


def row_of(values: list[str], number: int | None = None) -> str:
    """Texts, and cells written by hand."""
    cells = "".join(
        value if value.startswith("<") else f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        for value in values
    )
    where = f' r="{number}"' if number else ""
    return f"<row{where}>{cells}</row>"


def written(rows: list[object], **how: str) -> bytes:
    """Heads, and one row of texts and of cells written by hand."""
    return sheet(row_of(HEADS, 1) + row_of(rows, 2), **how)


def zipped(*parts: tuple[str | ZipInfo, bytes], method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as package:
        for name, content in parts:
            package.writestr(name, content, compress_type=method)
    return file.getvalue()


def beside(name: str | ZipInfo, content: bytes = b"x", method: int = ZIP_DEFLATED) -> bytes:
    """A good workbook with one part more."""
    file = BytesIO(plain())
    with ZipFile(file, "a") as package:
        package.writestr(name, content, compress_type=method)
    return file.getvalue()


def link() -> ZipInfo:
    told = ZipInfo("xl/link")
    told.external_attr = 0o120777 << 16
    return told


def encrypted_part() -> bytes:
    content = bytearray(plain())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def on_1904(made: Workbook) -> None:
    made.epoch = CALENDAR_MAC_1904
    made.active["C2"] = date(2020, 1, 5)


def styled_blank_rows(made: Workbook) -> None:
    for row in range(3, 5003):
        made.active.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")


def hide_row(made: Workbook) -> None:
    made.active.row_dimensions[2].hidden = True


def put(where: str, value: object) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        made.active[where] = value

    return change


def zeros(made: Workbook) -> None:
    made.active["B2"] = 123
    made.active["B2"].number_format = "00000"


def second_sheet(made: Workbook) -> None:
    made.create_sheet("说明", 0).append(["请填写后面的表"])


def decorated(made: Workbook) -> None:
    one = made.active
    one.freeze_panes, one.auto_filter.ref = "A2", "A1:E2"
    one["A2"].font, one["A2"].comment = Font(bold=True), Comment("好", "甲")
    one.column_dimensions["B"].hidden = True


def twice(made: Workbook) -> None:
    made.create_sheet("又一张").append(HEADS)


def hidden_table(made: Workbook) -> None:
    made.active.sheet_state = "hidden"
    made.create_sheet("空")


def filled_template(facts: Mapping[str, str] | None = None, version: int = 2) -> bytes:
    told = Template("people", version, "人员", TEMPLATE.columns, facts=facts or TEMPLATE.facts)
    made = load_workbook(BytesIO(write_template(told)))
    for place, value in enumerate(ROW, 1):
        made["人员"].cell(4, place).value = value
    return saved(made)


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        told = kind + data
        return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0"))


def shared_strings() -> bytes:
    """As Excel saves: texts in a part of their own, one of them with how it is read aloud."""
    texts = [*HEADS, "<r><t>麻</t></r><r><t>青松</t></r><rPh sb='0' eb='1'><t>ma</t></rPh>", "0123"]
    items = "".join(f"<si>{t if t[0] == '<' else f'<t>{t}</t>'}</si>" for t in texts)
    cells = "".join(f'<c r="{"ABCDE"[n]}1" t="s"><v>{n}</v></c>' for n in range(5))
    body = (
        '<c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c><c r="C2"><v>43835</v></c>'
        '<c r="D2"><v>5</v></c><c r="E2" t="str"><v>好</v></c>'
    )
    made = sheet(f'<row r="1">{cells}</row><row r="2">{body}</row>')
    kinds = ZipFile(BytesIO(made)).read("[Content_Types].xml").decode()
    told = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    return repacked(
        {
            "[Content_Types].xml": kinds.replace("</Types>", told).encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'.encode(),
        },
        of=made,
    )


def prefixed() -> bytes:
    """As some programs write it: every element with a prefix."""
    cells = lambda values: "".join(  # noqa: E731 -- two lines of a file
        f'<x:c t="inlineStr"><x:is><x:t>{value}</x:t></x:is></x:c>' for value in values
    )
    rows = f"<x:row>{cells(HEADS)}</x:row><x:row>{cells([str(one) for one in ROW])}</x:row>"
    text = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return repacked({SHEET: text.encode()})


CSV = "姓名,身份证号,出生日期,人数,备注\r\n麻青松,0123,2020-01-05,5,好\r\n"
STRINGS = ["麻青松", "0123", "2020-01-05", "5", "好"]
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
NINE = datetime(2020, 1, 5, 9)  # noqa: DTZ001 -- a spreadsheet knows no zones
FORMULA, ERROR = {"m": "formula"}, {"m": "error"}


def case(
    name: str, content: bytes, rows: list[list[object]], ending: str = ".xlsx", **seen: object
) -> object:
    """A file that is read: its rows with their numbers, and what is noted beside."""
    return pytest.param(content, f"人员{ending}", rows, seen, id=name)


def refused(name: str, content: bytes, code: str, ending: str = ".xlsx") -> object:
    return pytest.param(content, f"人员{ending}", f"file.{code}", id=name)


def one(*values: object, row: int = 2) -> list[list[object]]:
    return [[row, *(values or READ)]]


def read_cases() -> list[object]:
    ordered = [4, 2, 0, 1, 3]
    decorated_heads = [" 姓 名＊", "身份证号（必填）", "出生\n日期", "人数", "备注"]
    return [
        case("a plain table", plain(), one()),
        case("an ending in capitals", plain(), one(), ".XLSX"),
        case("title rows above", plain(["人员名单"], [], HEADS, ROW), one(row=4)),
        case(
            "columns in another order",
            plain([HEADS[n] for n in ordered], [ROW[n] for n in ordered]),
            one(),
        ),
        case("heads with marks, spaces and line breaks", plain(decorated_heads, ROW), one()),
        case("an empty column between", plain([*HEADS[:2], None, *HEADS[2:]], [*ROW[:2], None, *ROW[2:]]), one()),
        case("texts in a part of their own, read aloud", shared_strings(), one()),
        case("elements with a prefix", prefixed(), one(*STRINGS)),
        case("rows without numbers", sheet(row_of(HEADS) + row_of([*STRINGS])), one(*STRINGS)),
        case("a sheet in UTF-16", written([*STRINGS], encoding="utf-16"), one(*STRINGS)),
        case("dates of 1904", changed(on_1904), one()),
        case("a date cell", changed(put("C2", NINE)), one(READ[0], READ[1], {"d": "2020-01-05"}, 5, "好")),
        case("a date pasted as its number", changed(put("C2", 43835)), one()),
        case("a date as eight digits", changed(put("C2", 20200105)), one(READ[0], READ[1], 20200105, 5, "好")),
        case("zeros in front shown by the format", changed(zeros), one("麻青松", "00123", *READ[2:])),
        case("an identity number that became a number", changed(put("B2", 330106199001011234)), one("麻青松", 3.301061990010113e17, *READ[2:])),
        case("a date where a code belongs", changed(put("B2", date(2023, 5, 1))), one("麻青松", {"d": "2023-05-01"}, *READ[2:])),
        case("five thousand blank styled rows", changed(styled_blank_rows), one()),
        case("a row far below", changed(put("A900000", "乙")), [*one(), [900000, "乙", None, None, None, None]]),
        case("blank columns styled to the last", written([*STRINGS, '<c r="XFD2" s="0"/>']), one(*STRINGS)),
        case("a hidden row", changed(hide_row), one(), hidden=1, hidden_rows=[2]),
        case("a filter, a hidden column, a comment, frozen panes", changed(decorated), one()),
        case("a formula with its value", written(["甲", '<c r="D2"><f>2+3</f><v>5</v></c>']), one("甲", None, None, 5, None)),
        case("a formula that gives nothing", written(["甲", '<c r="D2" t="str"><f>""</f><v></v></c>']), one("甲", *[None] * 4)),
        case("a formula nobody calculated", changed(put("D2", "=2+3")), one(*READ[:3], FORMULA, "好")),
        case("an error of Excel", changed(put("D2", "#REF!")), one(*READ[:3], ERROR, "好")),
        case("TRUE", changed(put("D2", True)), one(*READ[:3], True, "好")),
        case("merged cells in the table", changed(lambda made: made.active.merge_cells("A2:A4")), one(), merged=[[2, 1, 4, 1]]),
        case("a merged title", changed(lambda made: made.active.merge_cells("A1:E1"), ["名单"], HEADS, ROW), one(row=2 + 1)),
        case("another sheet first", changed(second_sheet), one(), other_sheets=["说明"]),
        case("a column nobody asked for", plain([*HEADS, "电话"], [*ROW, "1"]), one(), other_columns=["电话"]),
        case("a column left out", plain(HEADS[:4], ROW[:4]), one(*READ[:4], None), missing_columns=["备注"]),
        case("our reasons of last time", plain([*HEADS, "错误原因"], [*ROW, "姓名：…"]), one()),
        case("our own template filled in", filled_template(), one(row=4)),
        case("rare characters and an emoji", changed(put("A2", "𬱖㛃〇𠮷👍🏽")), one("𬱖㛃〇𠮷👍🏽", *READ[1:])),
        case("a line break in a cell", changed(put("E2", "一\n二")), one(*READ[:4], "一\n二")),
        case("a text that begins like a formula", written([*STRINGS[:4], "=1+1"]), one(*STRINGS[:4], "=1+1")),
        case("a workbook in a workbook", beside("xl/embeddings/one.xlsx", plain()), one()),
        case("blank rows between", plain(HEADS, ROW, [], [None, " "], ROW), [*one(), *one(row=5)]),
        case("CSV in UTF-8", CSV.encode(), one(*STRINGS), ".csv"),
        case("CSV in UTF-8 with its mark", CSV.encode("utf-8-sig"), one(*STRINGS), ".csv"),
        case("CSV in GBK", CSV.encode("gbk"), one(*STRINGS), ".csv"),
        case("CSV in GB18030", CSV.replace("麻", "𬱖").encode("gb18030"), one("𬱖青松", *STRINGS[1:]), ".csv"),
        case("Unicode text as Excel saves it", CSV.replace(",", "\t").encode("utf-16"), one(*STRINGS), ".txt"),
        case("CSV with semicolons", CSV.replace(",", ";").encode(), one(*STRINGS), ".csv"),
        case("CSV with a line break in quotes", CSV.replace("好", '"一\n二"').encode(), one(*STRINGS[:4], "一\n二"), ".csv"),
        case("CSV with bare carriage returns", CSV.replace("\r\n", "\r").encode(), one(*STRINGS), ".csv"),
        case("CSV with our guard", CSV.replace("好", "'=1+1").encode(), one(*STRINGS[:4], "=1+1"), ".csv"),
        case("CSV with a title above", ("名单\n\n" + CSV).encode(), one(*STRINGS, row=4), ".csv"),
    ]  # fmt: skip


def refused_cases() -> list[object]:
    zip_of = lambda *names: zipped(*((name, b"<x/>") for name in names))  # noqa: E731 -- ten uses below
    types = "[Content_Types].xml"
    return [
        refused("nothing in it", b"", "empty"),
        refused("an old Excel workbook", OLE, "old_workbook", ".xls"),
        refused("a WPS table", OLE, "old_workbook", ".et"),
        refused("an old workbook renamed", OLE, "old_workbook"),
        refused("a WPS text", OLE, "old_workbook", ".wps"),
        refused("an old Word text", OLE, "not_workbook", ".doc"),
        refused("a password to open", LOCKED, "encrypted"),
        refused("macros", beside("xl/vbaProject.bin"), "macros", ".xlsm"),
        refused("macros renamed", beside("xl/vbaProject.bin"), "macros"),
        refused("a binary workbook", zip_of(types, "xl/workbook.bin"), "binary_workbook", ".xlsb"),
        refused("an OpenDocument table", zip_of("mimetype", "content.xml"), "open_document", ".ods"),
        refused("a Word text", zip_of(types, "word/document.xml"), "not_workbook", ".docx"),
        refused("a layout document", zip_of("OFD.xml"), "not_workbook", ".ofd"),
        refused("a zip of something", zip_of("a.txt"), "not_workbook", ".zip"),
        refused("a PDF", b"%PDF-1.7 ...", "not_workbook", ".pdf"),
        refused("a PDF renamed", b"%PDF-1.7 ...", "not_workbook"),
        refused("a picture renamed", picture(), "not_workbook"),
        refused("a packed file", b"\x1f\x8b\x08\x00", "not_workbook", ".gz"),
        refused("a web page called xls", b"<html><table><tr><td>1", "web_page", ".xls"),
        refused("an XML workbook of 2003", b'<?xml version="1.0"?><Workbook>', "web_page", ".xls"),
        refused("a workbook called csv", plain(), "other_than_named", ".csv"),
        refused("a workbook called xls", plain(), "other_ending", ".xls"),
        refused("a workbook without an ending", plain(), "other_ending", ""),
        refused("CSV called xlsx", CSV.encode(), "damaged"),
        refused("CSV called doc", CSV.encode(), "not_workbook", ".doc"),
        refused("cut off at the end", plain()[:-40], "damaged"),
        refused("cut in half", plain()[: len(plain()) // 2], "damaged"),
        refused("a workbook part that is no XML", repacked({"xl/workbook.xml": b"\0\1"}), "damaged"),
        refused("no workbook part", repacked({"xl/workbook.xml": None}), "damaged"),
        refused("no sheet part", repacked({SHEET: None}), "no_sheet"),
        refused("a sheet that breaks off", repacked({SHEET: b"<worksheet><sheetData><row>"}), "damaged"),
        refused("a text that is not there", written(['<c t="s"><v>99</v></c>']), "damaged"),
        refused("a row number beyond everything", sheet('<row r="x"><c><v>1</v></c></row>'), "damaged"),
        refused("a part that unpacks a thousandfold", beside("xl/media/a.bin", b"0" * 3_000_000), "bomb"),
        refused("one text of 286 MiB", beside("xl/a.xml", b"<a>" + b"x" * 286 * 2**20), "bomb"),
        refused("entities in entities", written(STRINGS, before=LAUGHS), "strange_parts"),
        refused("an entity from outside", written(STRINGS, before=OUTSIDE), "strange_parts"),
        refused("entities in UTF-16", written(STRINGS, before=LAUGHS, encoding="utf-16"), "strange_parts"),
        refused("entities among the shared texts", beside("xl/sharedStrings.xml", LAUGHS.encode()), "strange_parts"),
        refused("a link to elsewhere", beside(link(), b"/etc/passwd"), "strange_parts"),
        refused("a way out of the folder", beside("../../etc/x"), "strange_parts"),
        refused("a part from the root", beside("/etc/x"), "strange_parts"),
        refused("a drive of Windows", beside("C:/x"), "strange_parts"),
        refused("a zip in the zip", beside("xl/media/a.zip", zip_of("a")), "strange_parts"),
        refused("another packing", beside("xl/a.bin", b"x" * 99, ZIP_LZMA), "strange_parts"),
        refused("thousands of parts", zip_of(types, *(f"xl/{n}.xml" for n in range(2001))), "strange_parts"),
        refused("a part with a password", encrypted_part(), "encrypted"),
        refused("a cell at the far end", changed(put("XFD2", 1)), "too_wide"),
        refused("a cell in column 201", changed(put("GS1", 1)), "too_wide"),
        refused("pictures only", saved(Workbook()), "no_heads"),
        refused("another table", plain(["部室", "排序"], ["甲", 1]), "no_heads"),
        refused("a needed column is missing", plain(HEADS[1:], ROW[1:]), "missing_heads"),
        refused("a head twice", plain([*HEADS, "姓名"], [*ROW, "乙"]), "head_twice"),
        refused("two sheets with the table", changed(twice), "two_tables"),
        refused("the table on a hidden sheet", changed(hidden_table), "hidden_sheet"),
        refused("heads and nothing below", plain(HEADS), "no_rows"),
        refused("an empty template", write_template(TEMPLATE), "no_rows"),
        refused("the template of something else", write_template(Template("x", 2, "x", TEMPLATE.columns)), "other_template"),
        refused("a template of an earlier version", filled_template(version=1), "other_version"),
        refused("another organisation's template", filled_template({"单位": "江口县总工会"}), "other_fact"),
        refused("more rows than we take", CSV.encode() + b"a\r\n" * 100_001, "too_long", ".csv"),
        refused("CSV of 201 columns", (CSV + "甲" + "," * 200 + "x").encode(), "too_wide", ".csv"),
        refused("CSV with NUL", CSV.encode() + b"\0", "unreadable_text", ".csv"),
        refused("CSV of no encoding", b"\xff\xff\xff" + CSV.encode("gbk"), "unreadable_text", ".csv"),
        refused("CSV with an endless cell", CSV.encode() + b"x" * 40_000, "damaged", ".csv"),
        refused("CSV of blank lines", b"\r\n\r\n", "no_heads", ".csv"),
    ]  # fmt: skip
