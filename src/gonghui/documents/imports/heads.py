"""Where the table begins: the row of heads, wherever it and they stand. Runs in the child."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gonghui.documents.rules.layout import REASONS
from gonghui.foundation.errors import RuleBroken

LOOKED_AT = 30  # rows among which the heads must stand
NAMED = 8  # heads a sentence names


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that is asked for: its key, head, kind, and whether it must be there."""

    key: str
    title: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads that were found.

    Attributes:
        row: As seen in Excel.
        places: Columns by key, counted from 1.
        others: Heads that are not ours.
        missing: Our heads that are not there; none of them is required.
        last: The last column with a head.
        reasons: The column our own reasons stand in from an earlier time; 0 is none.
    """

    row: int
    places: Mapping[str, int]
    others: Sequence[str]
    missing: Sequence[str]
    last: int
    reasons: int = 0


def folded(head: object) -> str:
    """A head as it is compared: without width, spaces and the mark of a required one."""
    text = "".join(unicodedata.normalize("NFKC", str(head)).split()).lower()
    return text.removesuffix("*").removesuffix("(必填)")


def find_heads(rows: Iterable[tuple[int, Mapping[int, object]]], wanted: Sequence[Wanted]) -> Heads:
    """The heads among the first rows: the row that has most of them.

    Raises:
        RuleBroken: ``file.no_heads``, ``file.missing_heads`` or ``file.head_twice``.
    """
    titles = {folded(column.title): column.key for column in wanted}
    best: tuple[int, int, Mapping[int, object]] = (0, 0, {})
    for number, cells in rows:
        hits = len({titles[folded(value)] for value in cells.values() if folded(value) in titles})
        if hits > best[0]:
            best = (hits, number, cells)
    hits, number, cells = best
    if hits * 2 < len(wanted) and not _all_required(cells, wanted):
        raise RuleBroken("file.no_heads", heads=[column.title for column in wanted][:NAMED])
    return _read(number, cells, wanted)


def _all_required(cells: Mapping[int, object], wanted: Sequence[Wanted]) -> bool:
    there = {folded(value) for value in cells.values()}
    required = {folded(column.title) for column in wanted if column.required}
    return bool(required) and required <= there


def _read(number: int, cells: Mapping[int, object], wanted: Sequence[Wanted]) -> Heads:
    titles = {folded(column.title): column for column in wanted}
    places: dict[str, int] = {}
    others, reasons = [], 0
    for place, value in sorted(cells.items()):
        column = titles.get(folded(value))
        if folded(value) == REASONS:
            reasons = place
        elif column is None:
            others.append(str(value).strip()[:40])
        elif column.key in places:
            raise RuleBroken("file.head_twice", head=column.title)
        else:
            places[column.key] = place
    missing = [column for column in wanted if column.key not in places]
    if any(column.required for column in missing):
        lacking = [column.title for column in missing if column.required]
        raise RuleBroken("file.missing_heads", heads=lacking[:NAMED])
    told = [column.title for column in missing]
    return Heads(number, places, others, told, max(cells), reasons)
