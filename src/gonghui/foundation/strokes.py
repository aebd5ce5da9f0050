"""Names in the order of their strokes (姓氏笔画), as lists of a congress or a committee have it.

Source: practice of the people's congresses; GB13000.1 字符集汉字字序(笔画序)规范; decision 0015.
The strokes are read from ``data/strokes`` (source: ``strokes.md``), once and when first needed.
"""

import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gonghui.foundation.chinese import surname_of, tidy_name

LONGEST_KEY = 400

_DOT = "000000"
_NONE = "#"


@dataclass(frozen=True, slots=True)
class _Table:
    """Places of characters whose strokes are known; runs of counts for the others."""

    places: Mapping[str, str]
    runs: tuple[tuple[int, str], ...]


@cache
def _table() -> _Table:
    folder = files("gonghui.foundation") / "data" / "strokes"
    places: dict[str, str] = {}
    place = count = 0
    for line in (folder / "order.tsv").read_text(encoding="utf-8").splitlines():
        code, characters = line.split("\t")
        if len(code) != count:
            place, count = 0, len(code)
        for character in characters:
            places[character] = f"{count:02}{place:04}"
            place += 1
    packed = (folder / "counts.tsv.xz").read_bytes()
    lines = (line.split("\t") for line in lzma.decompress(packed).decode().splitlines())
    return _Table(places, tuple((int(start, 16), signs) for start, signs in lines))


def strokes_of(character: str) -> int | None:
    """How many strokes a character has; ``None`` when nobody says."""
    known = _table().places.get(character)
    return int(known[:2]) if known else _count(ord(character))


def _count(point: int) -> int | None:
    for start, signs in _table().runs:
        if start <= point < start + len(signs):
            return ord(signs[point - start]) - ord(_NONE)
    return None


def _place(character: str) -> str:
    """Six digits for a character whose strokes are known; twelve behind those for any other.

    Known by count only: behind the known ones of that count, by code point. No character of
    Chinese: at the very end, letters without regard to capitals.
    """
    if known := _table().places.get(character):
        return known
    if character == "·":
        return _DOT
    point = ord(character)
    if count := _count(point):
        return f"{count:02}9{point // 1000:03}{point % 1000:06}"
    small = ord(character.lower()[0])
    return f"99{small:04}" if small < 9000 else f"999{small // 1000:04}{small % 1000:05}"


def stroke_key(name: str) -> str:
    """Digits whose plain order is the order of names by strokes, in any database.

    By the first character of the surname: its number of strokes, then their kinds as they are
    written (横竖撇点折), then its place in 通用规范汉字表. One surname stays together: 欧
    before 欧阳. Then the given name, a single character before longer ones, each character
    likewise. A name with dots has no surname: its characters decide. Empty for an empty name.
    """
    name = tidy_name(name)
    return "".join(_parts(name))[:LONGEST_KEY]


def _parts(name: str) -> Iterator[str]:
    if not name:
        return
    surname = surname_of(name) or name[0]
    given = name[len(surname) :]
    yield _place(surname[0])
    yield str(len(surname) - 1)
    yield from map(_place, surname[1:])
    yield str(min(len(given), 2))
    yield from map(_place, given)
