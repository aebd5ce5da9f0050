"""What is wrong, written into the very file that was sent: red cells, comments, reasons.

Runs in the child. Marks of an earlier time are taken out, so that the file can be sent back and
forth as often as it takes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gonghui.documents.rules.layout import REASONS

RED = PatternFill("solid", fgColor="FFF4C7C3")
NO_FILL = PatternFill()
WORDS = Font(color="FFB3261E")
OURS = "工会"  # author of our comments: only those are taken out again
BETWEEN = "；"
WIDTH = 60
Told = dict[int, list[tuple[int, str]]]


def told_faults(path: Path) -> Told:
    """By row: column (0 is the whole row) and sentence."""
    told: Told = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row, column, sentence = json.loads(line)
        told[row].append((column, sentence))
    return told


def correct_workbook(sent: Path, into: Path, table: dict[str, Any], told: Told) -> None:
    """Write the reasons into a copy of the workbook that was sent."""
    book = load_workbook(BytesIO(sent.read_bytes()), keep_links=False)
    sheet = book[table["sheet"]]
    reasons = table["reasons"] or table["last"] + 1
    _take_out_old_marks(sheet, table["head_row"], reasons)
    head = sheet.cell(table["head_row"], reasons)
    _write(head, REASONS)
    head.font, head.fill = Font(bold=True, color=WORDS.color), RED
    sheet.column_dimensions[get_column_letter(reasons)].width = WIDTH
    for row, faults in told.items():
        if row > table["head_row"]:
            _mark(sheet, row, faults, reasons)
    book.active = book.index(sheet)
    book.save(into)


def _take_out_old_marks(sheet: Any, head_row: int, reasons: int) -> None:  # noqa: ANN401 -- a worksheet
    for row in sheet.iter_rows(min_row=head_row + 1):
        for cell in row:
            if cell.comment is not None and cell.comment.author == OURS:
                cell.comment = None
                cell.fill = NO_FILL
            elif cell.column == reasons:
                cell.value = None


def _mark(sheet: Any, row: int, faults: Iterable[tuple[int, str]], reasons: int) -> None:  # noqa: ANN401 -- a worksheet
    for column, sentence in faults:
        if not column:
            continue
        cell = sheet.cell(row, column)
        if type(cell).__name__ != "MergedCell":
            cell.fill = RED
            said = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(f"{said}{sentence}", OURS, height=90, width=280)
    words = sheet.cell(row, reasons)
    _write(words, BETWEEN.join(sentence for _, sentence in faults))
    words.font, words.alignment = WORDS, Alignment(wrap_text=True, vertical="top")


def _write(cell: Any, text: str) -> None:  # noqa: ANN401 -- a cell
    cell.value = text
    cell.data_type = "s"


def write_anew(
    rows: Iterable[tuple[int, Mapping[int, Any]]], into: Path, table: dict[str, Any], told: Told
) -> None:
    """A workbook of a file that was sent as CSV: the same rows, and what is wrong with them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table["title"][:31])
    sheet.column_dimensions[get_column_letter(table["last"] + 1)].width = WIDTH
    sheet.freeze_panes = "A2"
    places = sorted(table["heads"].items(), key=lambda pair: pair[1])
    heads = [_own(sheet, head) for head, _ in places] + [_own(sheet, REASONS)]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    columns = [column for _, column in places]
    for number, cells in rows:
        sheet.append(list(_row(sheet, columns, cells, told.get(number, []))))
    book.save(into)


def _row(
    sheet: Any,  # noqa: ANN401 -- a worksheet
    columns: list[int],
    cells: Mapping[int, Any],
    faults: list[tuple[int, str]],
) -> Iterator[Any]:
    sentences = dict(faults)
    for column in columns:
        cell = _own(sheet, cells.get(column))
        if column in sentences:
            cell.fill = RED
            cell.comment = Comment(sentences[column], OURS, height=90, width=280)
        yield cell
    words = _own(sheet, BETWEEN.join(sentence for _, sentence in faults))
    words.font = WORDS
    yield words


def _own(sheet: Any, value: Any) -> Any:  # noqa: ANN401 -- a worksheet, what it holds, a cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    return cell
