"""A filled table as CSV, in whatever encoding the office's program saves it. Runs in the child."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path

from gonghui.documents.imports.heads import LOOKED_AT, Wanted, find_heads
from gonghui.documents.imports.sheet import MOST_COLUMNS, MOST_ROWS, Found
from gonghui.foundation.errors import RuleBroken

LONGEST_CELL = 32_767  # as in a workbook
SEPARATORS = (",", "\t", ";")
# our own exports put ' before what a spreadsheet would run (quality.md S42)
GUARDED = re.compile(r"'+[=+\-@\t\r]")


def open_plain(path: Path, wanted: Sequence[Wanted]) -> Found:
    """The table of a CSV file.

    Raises:
        RuleBroken: ``file.…``.
    """
    text = _decoded(path.read_bytes())
    csv.field_size_limit(LONGEST_CELL)
    refusal = None
    for separator in SEPARATORS:
        try:
            heads = find_heads(islice(_rows(text, separator), LOOKED_AT), wanted)
        except RuleBroken as no_table:
            if refusal is None or refusal.code == "file.no_heads":
                refusal = no_table
        else:
            ours = set(heads.places.values())
            return Found("", heads, _body(text, separator, heads.row, ours))
    raise refusal or RuleBroken("file.empty")


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030, which holds GBK and GB2312."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif content.startswith(BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RuleBroken("file.unreadable_text")


def _rows(text: str, separator: str) -> Iterator[tuple[int, Mapping[int, str]]]:
    try:
        for number, cells in enumerate(
            csv.reader(StringIO(text, newline=""), delimiter=separator), 1
        ):
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise RuleBroken("file.too_wide", most=MOST_COLUMNS)
            held = {place: _bare(cell) for place, cell in enumerate(cells, 1) if cell.strip()}
            if held:
                yield number, held
    except csv.Error as too_long:
        raise RuleBroken("file.damaged") from too_long


def _bare(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def _body(
    text: str, separator: str, below: int, ours: set[int]
) -> Iterator[tuple[int, Mapping[int, str]]]:
    count = 0
    for number, cells in _rows(text, separator):
        if number <= below or not ours & cells.keys():
            continue
        count += 1
        if count > MOST_ROWS:
            raise RuleBroken("file.too_long", most=MOST_ROWS)
        yield number, cells
