"""A workbook people fill in: what its columns hold, and what stands in a cell read into a value.

Nothing is guessed. What Excel has already spoilt (an identity number of which the last digits are
lost, 2023-5 made into a date) is told as a fault, with what to do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from gonghui.foundation.calendar import read_day
from gonghui.foundation.chinese import half_width, read_number, tidy
from gonghui.foundation.errors import RuleBroken

T = TypeVar("T")
Value = str | int | Decimal | date | None

EXACT = 10**15  # from sixteen digits on, a spreadsheet's number has lost the last ones
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
SHOWN = 40  # characters of a cell a sentence repeats
LISTED = 8  # choices a sentence names
_SPOILT = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")


class CellKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"  # digits and letters that are no quantity: written as text, zeros in front stay
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name for the program.
        title: Its head, found wherever it stands.
        choices: Of a choice, (value, title) pairs; the person picks or types either.
        note: What is to be written here; stands beside the head.
        most: Longest text or code in characters, largest whole or number; ``None`` is no limit.
        personal: A fact of a person that lies under seal: what was typed is kept so until it is
            taken in, and the file that held it goes as soon as it was read.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    note: str = ""
    most: int | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to be filled in.

    Attributes:
        kind: Of its importer.
        version: Goes up when the meaning of a column changes; a file of another version is refused.
        notes: Sentences of 填报说明.
        facts: What a filled file must still say to be taken in, by Chinese names: 单位 → its name.
    """

    kind: str
    version: int
    title: str
    columns: Sequence[Column]
    notes: Sequence[str] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row: ``number`` as seen in Excel, a value of each column's kind by its key."""

    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row.

    Attributes:
        row: As seen in Excel; 0 is the file as a whole.
        key: The column; ``None`` is the row as a whole.
        code: As of a ``RuleBroken``: the room's wording has the sentence.
        facts: What the sentence needs; texts, numbers and days only.
    """

    row: int
    key: str | None
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Mark(StrEnum):
    """What a file reader hands over in place of a value."""

    FORMULA = "formula"  # a formula nobody has calculated
    ERROR = "error"  # #REF! and its like


Raw = str | int | float | bool | date | Mark | None


def read_row(template: Template, number: int, raws: Mapping[str, Raw]) -> tuple[Row, list[Fault]]:
    """The values of one row, and what could not be read; such a cell is ``None``."""
    cells: dict[str, Value] = {}
    faults = []
    for column in template.columns:
        try:
            cells[column.key] = read_cell(column, raws.get(column.key))
        except RuleBroken as refusal:
            cells[column.key] = None
            faults.append(Fault(number, column.key, refusal.code, refusal.facts))
    return Row(number, cells), faults


def read_cell(column: Column, raw: Raw) -> Value:
    """What stands in a cell, as a value of the column's kind; an empty cell is ``None``.

    Raises:
        RuleBroken: ``cell.…`` as the sentences in ``wording`` say.
    """
    if isinstance(raw, Mark):
        raise RuleBroken(f"cell.{raw.value}")
    if isinstance(raw, str):
        raw = tidy(raw).strip() or None
    if raw is None:
        if column.required:
            raise RuleBroken("cell.missing")
        return None
    if isinstance(raw, bool):
        raise RuleBroken("cell.yes_or_no")
    value = _READERS[column.kind](column, raw)
    _check_size(column, value)
    return value


def _check_size(column: Column, value: Value) -> None:
    if column.most is None:
        return
    if isinstance(value, str) and column.kind is not CellKind.CHOICE and len(value) > column.most:
        raise RuleBroken("cell.too_long", length=len(value), most=column.most)
    if isinstance(value, int | Decimal) and value > column.most:
        raise RuleBroken("cell.too_large", most=column.most)


def _text(_column: Column, raw: str | float | date) -> str:
    if isinstance(raw, date):
        raise RuleBroken("cell.became_day", shown=raw.isoformat()[:10])
    return raw if isinstance(raw, str) else _digits(raw)


def _code(_column: Column, raw: str | float | date) -> str:
    if isinstance(raw, date):
        raise RuleBroken("cell.became_day", shown=raw.isoformat()[:10])
    if not isinstance(raw, str):
        return _digits(raw)
    plain = _SPACES.sub("", half_width(raw))
    if _SPOILT.fullmatch(plain):
        raise RuleBroken("cell.digits_lost", shown=plain[:SHOWN])
    return plain


def _digits(number: float) -> str:
    """A number cell where a text belongs: its digits, while they are certain."""
    if abs(number) >= EXACT:
        raise RuleBroken("cell.digits_lost", shown=f"{number:.5E}")
    return str(int(number)) if number == int(number) else f"{number:.15g}"


def _number(_column: Column, raw: str | float | date) -> Decimal | None:
    if isinstance(raw, date):
        raise RuleBroken("cell.became_day", shown=raw.isoformat()[:10])
    if isinstance(raw, str):
        return _as_cell(read_number, raw, "cell.not_number")
    if abs(raw) >= EXACT:
        raise RuleBroken("cell.digits_lost", shown=f"{raw:.5E}")
    return Decimal(raw) if isinstance(raw, int) else Decimal(f"{raw:.15g}")


def _whole(column: Column, raw: str | float | date) -> int | None:
    number = _number(column, raw)
    if number is None:
        return None
    if abs(number) >= EXACT:
        raise RuleBroken("cell.digits_lost", shown=f"{number:.5E}")
    if number != int(number):
        raise RuleBroken("cell.not_whole", text=str(raw)[:SHOWN])
    return int(number)


def _day(_column: Column, raw: str | float | date) -> date | None:
    day = _as_day(raw)
    if day is not None and not EARLIEST <= day <= LATEST:
        raise RuleBroken("cell.far_day", day=day)
    return day


def _as_day(raw: str | float | date) -> date | None:
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    text = raw if isinstance(raw, str) else _digits(raw)
    return _as_cell(read_day, _MIDNIGHT.sub("", text), "cell.not_day")


def _choice(column: Column, raw: str | float | date) -> str:
    typed = _folded(raw.isoformat() if isinstance(raw, date) else _text(column, raw))
    for value, title in column.choices:
        if typed in (_folded(value), _folded(title)):
            return value
    titles = [title for _, title in column.choices]
    code = "cell.not_one_of" if len(titles) <= LISTED else "cell.not_in_list"
    raise RuleBroken(code, text=str(raw)[:SHOWN], choices=titles[:LISTED])


def _folded(text: str) -> str:
    return _SPACES.sub("", half_width(text)).lower()


def _as_cell(read: Callable[[str], T], text: str, code: str) -> T:
    """Read with one of the foundation's readers; what it refuses is a fault of the cell."""
    try:
        return read(text)
    except RuleBroken as refusal:
        raise RuleBroken(code, text=text[:SHOWN]) from refusal


_READERS: Mapping[CellKind, Callable[[Column, str | float | date], Value]] = {
    CellKind.TEXT: _text,
    CellKind.CODE: _code,
    CellKind.WHOLE: _whole,
    CellKind.NUMBER: _number,
    CellKind.DAY: _day,
    CellKind.CHOICE: _choice,
}
