"""Big lists, as a workbook or as CSV, in memory that does not grow with them.

XlsxWriter writes row by row and keeps none: twice as many rows a second as openpyxl's write-only
sheet, in the same memory (bench/workbook.py).
"""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import TypeVar

from django.db.models import Model, QuerySet
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gonghui.documents.exports.workbook import WIDEST, Listing, Value, sheet_name
from gonghui.documents.rules.paper import width_of
from gonghui.foundation.errors import RuleBroken

M = TypeVar("M", bound=Model)

MOST_ROWS = 1_000_000  # a sheet ends at 1,048,576
LONGEST_CELL = 32_767
EXACT = 10**15
LOOKED_AT = 200  # rows the widths are taken from
PIECE = 256 * 1024  # bytes
LINES = 500  # of CSV a piece
TOGETHER = 1_000  # records read at once
# what a spreadsheet would run, and what would look like our own guard before it (quality.md S42)
DANGEROUS = re.compile(r"'*[=+\-@\t\r]")


def in_pieces(records: QuerySet[M]) -> Iterator[list[M]]:
    """The records of a big list, a thousand at once: what else is told of each takes one query."""
    rows = records.iterator(chunk_size=TOGETHER)
    while piece := list(islice(rows, TOGETHER)):
        yield piece


def stream_xlsx(listing: Listing) -> Iterator[bytes]:
    """The workbook of a big list, piece by piece; texts are texts, never formulas.

    Raises:
        RuleBroken: ``listing.too_long``.
    """
    with TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_urls": False}
        with Workbook(file, options) as book:
            _write(book, listing)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(book: Workbook, listing: Listing) -> None:
    sheet = book.add_worksheet(sheet_name(listing.title))
    text, whole, part = (
        book.add_format({"num_format": code}) for code in ("@", "#,##0", "#,##0.####")
    )
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#EDEEEE"})
    rows = iter(listing.rows)
    first = list(islice(rows, LOOKED_AT))
    _set_widths(sheet, [listing.head, *first], len(listing.head))
    above = [line for line in (listing.title, listing.source, listing.invented) if line]
    for place, line in enumerate(above):
        sheet.write_string(place, 0, line, bold if place == 0 else None)
    for column, words in enumerate(listing.head):
        sheet.write_string(len(above), column, words, head)
    sheet.freeze_panes(len(above) + 1, 0)
    for place, row in enumerate(chain(first, rows), len(above) + 1):
        if place > MOST_ROWS:
            raise RuleBroken("listing.too_long", most=MOST_ROWS)
        for column, value in enumerate(row):
            _write_cell(sheet, (place, column), value, (text, whole, part))


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], value: Value, formats: tuple[Format, Format, Format]
) -> None:
    text, whole, part = formats
    if value is None or value == "":
        return  # empty, and not a text of no characters
    if isinstance(value, str) or not -EXACT < value < EXACT:
        sheet.write_string(*at, str(value)[:LONGEST_CELL], text)
    else:
        sheet.write_number(*at, float(value), whole if value == int(value) else part)


def _set_widths(sheet: Worksheet, rows: Iterable[Iterable[Value]], columns: int) -> None:
    widths = [0.0] * columns
    for row in rows:
        for place, value in enumerate(row):
            widths[place] = max(widths[place], width_of(str(value or "")))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width * 2 + 3, WIDEST))


def stream_csv(listing: Listing) -> Iterator[bytes]:
    """The list as CSV that Excel and WPS open by double click: UTF-8 with its mark, commas, CRLF.

    A text a spreadsheet would run is given ' in front; read in again here it is as it was.
    """
    yield b"\xef\xbb\xbf"
    rows: Iterable[Iterable[Value]] = chain([listing.head], listing.rows)
    if listing.invented:
        rows = chain([[listing.invented]], rows)
    rows = iter(rows)
    lines = _Lines()
    write = csv.writer(lines).writerow
    while piece := list(islice(rows, LINES)):
        for row in piece:
            write([_guarded(value) for value in row])
        yield lines.taken()


def _guarded(value: Value) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and DANGEROUS.match(text) else text


class _Lines:
    """What was written since it was last taken."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)

    def taken(self) -> bytes:
        """All of it, once."""
        told = "".join(self.lines).encode()
        self.lines.clear()
        return told
