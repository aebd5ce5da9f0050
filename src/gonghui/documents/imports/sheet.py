"""A filled sheet of a workbook, row by row, as it was saved. Runs in the child."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

from gonghui.documents.imports.heads import LOOKED_AT, Heads, Wanted, find_heads
from gonghui.documents.rules.layout import FACTS_SHEET, LISTS_SHEET, NOTES_SHEET
from gonghui.foundation.errors import RuleBroken

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_MERGED = 1_000  # merged ranges that are told
NAMED = 8
OWN_SHEETS = {FACTS_SHEET, LISTS_SHEET, NOTES_SHEET}
SERIALS = (10_000, 80_000)  # days of 1927 to 2119 as a spreadsheet counts them
MERGE_CELL = f"{{{SHEET_MAIN_NS}}}mergeCell"
RUN, TEXT = f"{{{SHEET_MAIN_NS}}}r", f"{{{SHEET_MAIN_NS}}}t"
FORMULA, ERROR = {"m": "formula"}, {"m": "error"}
Cells = Mapping[int, Any]


@dataclass(slots=True)
class Found:
    """The table of a file, and what was seen beside it.

    Attributes:
        rows: Number and cells by column, blank ones left out; to be gone through once.
        facts: What our own template says of itself; empty for another's file.
        merged: After the rows: first row, first column, last row, last column.
        hidden: After the rows: numbers of hidden rows that hold something.
    """

    sheet: str
    heads: Heads
    rows: Iterator[tuple[int, Cells]]
    facts: Mapping[str, str] = field(default_factory=dict)
    epoch: datetime = WINDOWS_EPOCH
    other_sheets: Sequence[str] = ()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


class _Parser(WorkSheetParser):
    """openpyxl's own reader, which also tells formulas nobody calculated, hidden and merged cells.

    It goes through the rows with the parser written in C, five times as fast as the guarded one;
    ``package`` has refused every part with a document type, where entities would be declared.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- handed on as they are
        super().__init__(*args, **kwargs)
        self.hidden: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.padded: Mapping[int, int] = {}

    def parse(self) -> Generator[Any, None, None]:
        # no document type, no entities: package saw to that
        for _event, element in iterparse(self.source):  # noqa: S314 -- as said above
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row
            elif element.tag == MERGE_CELL:
                left, top, right, bottom = range_boundaries(element.get("ref") or "A1")
                if left and top and right and bottom:
                    self.merged.append((left, top, right, bottom))

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 -- an element of the XML
        if element.get("t") == "inlineStr":
            return self._inline(element)
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None:
            # a formula that gave an empty text says so by its type
            if element.find(FORMULA_TAG) is not None and element.get("t") != "str":
                cell["value"] = FORMULA
        elif cell["data_type"] == "e":
            cell["value"] = ERROR
        elif cell["style_id"] in self.padded and cell["data_type"] == "n":
            cell["value"] = str(cell["value"]).zfill(self.padded[cell["style_id"]])
        return cell

    def _inline(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 -- as above
        """A text that stands in the cell itself: five times as fast as building its rich text."""
        where = element.get("r")
        self.col_counter = coordinate_to_tuple(where)[1] if where else self.col_counter + 1
        held = element.find(INLINE_STRING)
        # of <rPh>, how it is read aloud, nothing belongs to the text
        runs = [] if held is None else [held, *held.findall(RUN)]
        said = "".join(run.findtext(TEXT) or "" for run in runs)
        return {"column": self.col_counter, "value": said or None, "data_type": "s", "style_id": 0}

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:  # noqa: ANN401 -- as above
        number, cells = super().parse_row(row)
        told = self.row_dimensions.pop(
            str(number), {}
        )  # else a million styled rows fill the memory
        if told.get("hidden") in ("1", "true"):
            self.hidden.add(number)
        return number, cells


def open_table(path: Path, wanted: Sequence[Wanted]) -> Found:
    """The one sheet of a workbook that has our heads.

    Raises:
        RuleBroken: ``file.…``, when there is none, more than one, or only a hidden one.
    """
    book = load_workbook(
        BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False
    )
    sheets = [sheet for sheet in book.worksheets if sheet.title not in OWN_SHEETS]
    tables, refusal = {}, None
    for sheet in sheets:
        try:
            tables[sheet.title] = find_heads(islice(_rows(sheet), LOOKED_AT), wanted)
        except RuleBroken as no_table:
            # what is wrong with a sheet that is nearly ours says more than that others are not
            if refusal is None or refusal.code == "file.no_heads":
                refusal = no_table
    shown = [title for title in tables if book[title].sheet_state == "visible"]
    if not tables:
        raise refusal or RuleBroken("file.no_sheet")
    if not shown:
        raise RuleBroken("file.hidden_sheet", sheet=next(iter(tables)))
    if len(shown) > 1:
        raise RuleBroken("file.two_tables", sheets=shown[:NAMED])
    [title] = shown
    found = Found(title, tables[title], iter(()), _facts(book), book.epoch)
    found.other_sheets = [one.title for one in sheets if one.title != title and _holds(one)]
    found.rows = _body(book[title], found)
    return found


def _holds(sheet: ReadOnlyWorksheet) -> bool:
    return any(cells for _, cells in islice(_rows(sheet), LOOKED_AT))


def _facts(book: Any) -> dict[str, str]:  # noqa: ANN401 -- a workbook
    if FACTS_SHEET not in book.sheetnames:
        return {}
    rows = islice(_rows(book[FACTS_SHEET]), 100)
    return {str(cells[1]): str(cells.get(2, "")) for _, cells in rows if 1 in cells}


def _rows(sheet: Any, parser: _Parser | None = None) -> Iterator[tuple[int, Cells]]:  # noqa: ANN401 -- a read-only sheet
    """Rows that hold something, with what they hold."""
    with sheet._get_source() as source:
        parser = parser or _parser(sheet)
        parser.source = source
        for number, cells in parser.parse():
            held = {cell["column"]: cell["value"] for cell in cells if _holds_value(cell["value"])}
            if held:
                if max(held) > MOST_COLUMNS:
                    raise RuleBroken("file.too_wide", most=MOST_COLUMNS)
                yield number, held


def _holds_value(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _parser(sheet: Any) -> _Parser:  # noqa: ANN401 -- a read-only sheet
    book = sheet.parent
    parser = _Parser(
        None,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    parser.padded = _padded(book)
    return parser


def _padded(book: Any) -> dict[int, int]:  # noqa: ANN401 -- a workbook
    """Styles that show zeros in front, as 000000 does: what is shown is what was written."""
    own = {164 + place: code for place, code in enumerate(book._number_formats)}
    found = {}
    for style, cell in enumerate(book._cell_styles):
        code = own.get(cell.numFmtId, "")
        if len(code) > 1 and set(code) == {"0"}:
            found[style] = len(code)
    return found


def _body(sheet: Any, found: Found) -> Iterator[tuple[int, Cells]]:  # noqa: ANN401 -- a read-only sheet
    """The rows below the heads; once through, ``found`` knows what was merged and hidden."""
    parser = _parser(sheet)
    ours, count = set(found.heads.places.values()), 0
    for number, cells in _rows(sheet, parser):
        if number <= found.heads.row or not ours & cells.keys():
            continue
        count += 1
        if count > MOST_ROWS:
            raise RuleBroken("file.too_long", most=MOST_ROWS)
        if number in parser.hidden:
            found.hidden.append(number)
        yield number, cells
    for left, top, right, bottom in parser.merged[:MOST_MERGED]:
        if bottom > found.heads.row and ours & set(range(left, right + 1)):
            found.merged.append((top, left, bottom, right))


def as_day(value: object, epoch: datetime) -> object:
    """A number in a column of days, as the day a spreadsheet means by it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = SERIALS
        return from_excel(value, epoch) if low <= value <= high else value
    return value


def plain(value: object) -> object:
    """A cell as JSON."""
    if isinstance(value, datetime | date):
        return {"d": value.isoformat()[:10]}
    if isinstance(value, time):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | dict) else str(value)
