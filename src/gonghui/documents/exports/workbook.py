"""A list as a workbook people open in Excel or WPS."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gonghui.documents.rules.paper import width_of

Value = str | int | Decimal | None
WIDEST = 48
SUNK = PatternFill("solid", fgColor="EDEEEE")


@dataclass(frozen=True, slots=True)
class Listing:
    """What goes into the workbook.

    Attributes:
        source: The line under the title: who exported it, from where, as of when.
        rows: ``None`` leaves a cell empty; write 未报 where something is missing.
        invented: The mark of a demonstration, in the reader's language; empty for real data.
    """

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    source: str = ""
    invented: str = ""


def invented_mark() -> str:
    """The mark of a demonstration on a list; empty for real data."""
    if settings.DEMO_DAY is None:
        return ""
    return _("Demonstration: people and figures are invented.")


def write_xlsx(listing: Listing) -> bytes:
    """The workbook: title, source, mark, head, rows. Texts are texts, never formulas.

    A text that begins with = would else be run by whoever opens the file (quality.md finding 4).
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one
    sheet.title = sheet_name(listing.title)
    above = [line for line in (listing.title, listing.source, listing.invented) if line]
    rows: list[Sequence[Value]] = [[line] for line in above]
    rows += [listing.head, *listing.rows]
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(place, column), value)
    for column in range(1, len(listing.head) + 1):
        head = sheet.cell(len(above) + 1, column)
        head.font, head.fill = Font(bold=True), SUNK
        _set_width(sheet, column, rows[len(above) :])
    sheet["A1"].font = Font(bold=True)
    sheet.freeze_panes = f"A{len(above) + 2}"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_name(title: str) -> str:
    """At most 31 characters, none that Excel refuses."""
    return "".join(" " if char in r"[]:*?/\\" else char for char in title)[:31].strip("' ") or "1"


def _write(cell: Cell | MergedCell, value: Value) -> None:
    # XML has no place for control characters: one old one in a name must not stop a whole list
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = (
            "s"  # after the value: setting it guessed a formula from the first character
        )
        cell.number_format = "@"
    elif value is not None:
        cell.number_format = "#,##0" if value == int(value) else "#,##0.####"


def _set_width(sheet: Worksheet, column: int, rows: Iterable[Sequence[Value]]) -> None:
    texts = (str(row[column - 1]) for row in rows if len(row) >= column)
    width = max((width_of(text) for text in texts), default=0) * 2 + 3
    sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST)
