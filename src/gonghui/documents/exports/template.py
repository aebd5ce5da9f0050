"""A workbook to be filled in: what to write where, lists to choose from, heads that hold still."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gonghui.documents.exports.workbook import sheet_name
from gonghui.documents.rules.layout import FACTS_SHEET, LISTS_SHEET, NOTES_SHEET
from gonghui.documents.rules.paper import width_of
from gonghui.documents.rules.workbook import CellKind, Column, Template, Value

TITLE_ROW, HINT_ROW, HEAD_ROW = 1, 2, 3
LAST_ROW = 100_000  # lists and formats reach down to here
LAST_COLUMN = 16_384
INLINE = 250  # characters of a list that still fits into the rule itself
NARROW, WIDE = 12, 44
SUNK, NEEDED = PatternFill("solid", fgColor="FFEDEEEE"), PatternFill("solid", fgColor="FFFBE9E7")
LINE = Side(style="thin", color="FFB9BEC4")
QUIET = Font(color="FF5F6368")
AUTHOR = "工会"
HINT = "带 * 的列必填。从下一行起填写；列可以换位置，不要改表头。填写要求见“填报说明”。"
FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CODE: "@",
    CellKind.CHOICE: "@",
    CellKind.WHOLE: "0",
    CellKind.NUMBER: "General",
    CellKind.DAY: "yyyy-mm-dd",
}
HOW = {
    CellKind.TEXT: "文字",
    CellKind.CODE: "编码，按文本填写，保留前面的 0",
    CellKind.WHOLE: "整数",
    CellKind.NUMBER: "数字",
    CellKind.DAY: "日期，如 2023-09-05",
    CellKind.CHOICE: "从下拉列表中选",
}


def write_template(template: Template, rows: Iterable[Mapping[str, Value]] = ()) -> bytes:
    """The workbook: the table, 填报说明, and hidden, what it is a template of.

    Args:
        template: What is asked.
        rows: What is known already, a row each by the columns' keys.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one
    sheet.title = sheet_name(template.title)
    _write_notes(book.create_sheet(NOTES_SHEET), template)
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    _write_head(sheet, template)
    for place, column in enumerate(template.columns, 1):
        _set_column(sheet, place, column)
        if column.kind is CellKind.CHOICE:
            _offer(sheet, lists, place, column)
    _free(sheet, len(template.columns))
    for row, values in enumerate(rows, HEAD_ROW + 1):
        _write_row(sheet, row, template, values)
    _write_facts(book.create_sheet(FACTS_SHEET), template)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text that no program takes for a formula."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"


def _write_head(sheet: Worksheet, template: Template) -> None:
    _text(sheet, TITLE_ROW, 1, template.title)
    sheet.cell(TITLE_ROW, 1).font = Font(bold=True, size=14)
    _text(sheet, HINT_ROW, 1, HINT)
    sheet.cell(HINT_ROW, 1).font = QUIET
    for place, column in enumerate(template.columns, 1):
        _text(sheet, HEAD_ROW, place, f"{column.title}*" if column.required else column.title)
        head = sheet.cell(HEAD_ROW, place)
        head.font = Font(bold=True)
        head.fill = NEEDED if column.required else SUNK
        head.border = Border(bottom=LINE, right=LINE)
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if said := _said(column):
            head.comment = Comment(said, AUTHOR, height=110, width=300)
    sheet.row_dimensions[HEAD_ROW].height = 30
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _said(column: Column) -> str:
    most = f"最多 {column.most} 个字" if column.most and _is_words(column) else ""
    return "\n".join(line for line in (column.note, HOW[column.kind], most) if line)


def _is_words(column: Column) -> bool:
    return column.kind in (CellKind.TEXT, CellKind.CODE)


def _set_column(sheet: Worksheet, place: int, column: Column) -> None:
    """Every cell of the column as it will be needed, also those nobody has filled in yet."""
    dimension = sheet.column_dimensions[get_column_letter(place)]
    dimension.number_format = FORMATS[column.kind]
    dimension.protection = Protection(locked=False)
    dimension.width = min(max(width_of(column.title) * 2 + 4, NARROW), WIDE)


def _offer(sheet: Worksheet, lists: Worksheet, place: int, column: Column) -> None:
    """The titles to choose from: in the rule where they are few, else on a hidden sheet."""
    titles = [title for _, title in column.choices]
    inline = ",".join(titles)
    if len(inline) <= INLINE and not any("," in title or '"' in title for title in titles):
        told = f'"{inline}"'
    else:
        for row, title in enumerate(titles, 1):
            _text(lists, row, place, title)
        letter = get_column_letter(place)
        told = f"{LISTS_SHEET}!${letter}$1:${letter}${len(titles)}"
    rule = DataValidation(type="list", formula1=told, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = column.title, "请从下拉列表里选"
    letter = get_column_letter(place)
    rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _free(sheet: Worksheet, columns: int) -> None:
    """Only title and heads are held: rows may be written, added, deleted, sorted and filtered."""
    rest = sheet.column_dimensions[get_column_letter(columns + 1)]
    rest.min, rest.max = columns + 1, LAST_COLUMN
    rest.protection = Protection(locked=False)
    rest.width = NARROW
    held = sheet.protection
    held.sheet = True
    held.formatCells = held.formatColumns = held.formatRows = False
    held.insertRows = held.deleteRows = held.sort = held.autoFilter = False


def _write_row(sheet: Worksheet, row: int, template: Template, values: Mapping[str, Value]) -> None:
    for place, column in enumerate(template.columns, 1):
        value = _shown(column, values.get(column.key))
        if value is None:
            continue
        if isinstance(value, str):
            _text(sheet, row, place, value)
        else:
            sheet.cell(row, place).value = value
        cell = sheet.cell(row, place)
        cell.number_format = FORMATS[column.kind]
        cell.protection = Protection(locked=False)


def _shown(column: Column, value: Value) -> Value:
    """A choice by its title; a number as a number, exact as far as a spreadsheet is."""
    if column.kind is CellKind.CHOICE:
        return dict(column.choices).get(str(value), None if value is None else str(value))
    if isinstance(value, Decimal) and value == int(value):
        return int(value)
    return value


def _write_notes(sheet: Worksheet, template: Template) -> None:
    _text(sheet, 1, 1, f"{template.title}填报说明")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    row = 2
    for row, line in enumerate(_note_lines(template), 2):
        for place, text in enumerate(line, 1):
            _text(sheet, row, place, text)
            sheet.cell(row, place).alignment = Alignment(wrap_text=len(line) > 1, vertical="top")
    heads = row - len(template.columns)
    for place in range(1, 5):
        cell = sheet.cell(heads, place)
        cell.font, cell.fill = Font(bold=True), SUNK
    for letter, width in zip("ABCD", (22, 8, 30, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True


def _note_lines(template: Template) -> Iterator[list[str]]:
    for number, note in enumerate(template.notes, 1):
        yield [f"{number}. {note}"]
    for name, fact in template.facts.items():
        yield [f"{name}：{fact}"]
    yield [""]
    yield ["列", "必填", "怎样填", "说明"]
    for column in template.columns:
        titles = "、".join(title for _, title in column.choices[:20])
        more = "等" if len(column.choices) > 20 else ""  # noqa: PLR2004 -- as many as a cell shows
        told = "；".join(line for line in (column.note, f"{titles}{more}") if line)
        yield [column.title, "是" if column.required else "", HOW[column.kind], told]


def _write_facts(sheet: Worksheet, template: Template) -> None:
    """Which template it was: a filled file of another kind, version or organisation is refused."""
    facts = {"kind": template.kind, "version": str(template.version), **template.facts}
    for row, (name, fact) in enumerate(facts.items(), 1):
        _text(sheet, row, 1, name)
        _text(sheet, row, 2, fact)
    sheet.sheet_state = "veryHidden"
