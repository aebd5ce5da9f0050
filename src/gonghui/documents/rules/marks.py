"""A paper typed into one box: lines with light marks, read into blocks and written back.

What papers look like anyway is the mark: 一、 （一） 1. （1） begin headings, ``附件：`` begins
what is attached, ``|`` parts the cells of a table, ``表：`` before it is its caption, ``注：``
after it its note, ``**`` stands around words in 黑体. Everything else is a paragraph. The numbers
typed need not be right: the paper numbers itself.
"""

import re
from collections.abc import Iterator, Sequence

from gonghui.documents.rules.content import LONGEST_HEADING, Content
from gonghui.documents.rules.paper import (
    Annex,
    Block,
    Column,
    Heading,
    Paragraph,
    Run,
    Table,
    numbered,
    width_of,
)

_ORDINAL = "[〇零一二三四五六七八九十]{1,3}"
_HEADINGS = (
    (1, re.compile(rf"{_ORDINAL}、\s*")),
    (2, re.compile(rf"[（(]{_ORDINAL}[）)]、?\s*")),
    (3, re.compile(r"[0-9]{1,2}(?:[.．](?![0-9])|、)\s*")),
    (4, re.compile(r"[（(][0-9]{1,2}[）)]、?\s*")),
)
_ANNEX = re.compile(r"附件\s*[0-9]{0,2}\s*[：:]\s*(?:[0-9]{1,2}[.．、]\s*)?")
_CAPTION = re.compile(r"表\s*[0-9]{0,2}\s*[：:]\s*")
_NOTE = re.compile(r"注\s*[：:]\s*")
_UNIT = re.compile(r"[（(]单位[：:]\s*([^（）()]*)[）)]\s*$")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_FIGURE = re.compile(r"[+＋−-]?[0-9][0-9,，]*(?:\.[0-9]+)?(?:%|％|‰)?$")
_GAPS = {"未报", "—", "－", "-", ""}
_ENDS = "。！？；"
_INDENT = " \t\u3000"
WIDEST_SHARE = 8


def read_text(text: str) -> Content:
    """What was typed, as blocks."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = line.strip(_INDENT)
        if begun := _ANNEX.match(line):
            parts.append((line[begun.end() :], []))
        elif line:
            parts[-1][1].append(line)
    (_, body), *attached = parts
    annexes = [Annex(title, tuple(_blocks(lines))) for title, lines in attached]
    return Content(tuple(_blocks(body)), tuple(annexes))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        caption = _CAPTION.match(lines[place])
        first = place + 1 if caption else place
        if first < len(lines) and lines[first].startswith("|"):
            last = first
            while last < len(lines) and lines[last].startswith("|"):
                last += 1
            noted = last < len(lines) and _NOTE.match(lines[last])
            note = lines[last][noted.end() :] if noted else ""
            told = lines[place][caption.end() :] if caption else ""
            yield _table(told, lines[first:last], note)
            place = last + bool(noted)
        else:
            yield _line(lines[place])
            place += 1


def _line(line: str) -> Block:
    for level, mark in _HEADINGS:
        if begun := mark.match(line):
            text, rest = _parted(line[begun.end() :])
            if text:
                return Heading(level, text, rest)
    return Paragraph(tuple(_runs(line)))


def _parted(text: str) -> tuple[str, str]:
    """The heading, and what runs on behind its first full stop."""
    ends = [place for sign in _ENDS if (place := text.find(sign)) >= 0]
    if not ends or (min(ends) == len(text) - 1 and len(text) <= LONGEST_HEADING):
        return text, ""
    first = min(ends) + 1
    return text[:first], text[first:].lstrip(_INDENT)


def _runs(line: str) -> Iterator[Run]:
    for place, piece in enumerate(_STRONG.split(line)):
        if piece:
            yield Run(piece, strong=place % 2 == 1)


def _table(caption: str, lines: Sequence[str], note: str) -> Table:
    rows = [[cell.strip(_INDENT) for cell in line.strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)]
    heads, *body = rows or [[""]]
    width = max([len(heads), *(len(row) for row in body)])
    heads, *body = [row + [""] * (width - len(row)) for row in (heads, *body)]
    columns = [_column(heads[n], [row[n] for row in body]) for n in range(width)]
    unit = _UNIT.search(caption)
    told = caption[: unit.start()] if unit else caption
    # a gap says so; a column nobody filled in is a blank to be filled in by hand
    gaps = ["—" if any(row[n] for row in body) else "" for n in range(width)]
    filled = tuple(tuple(map(_or, row, gaps)) for row in body)
    return Table(told, tuple(columns), filled, unit.group(1) if unit else "", note)


def _or(cell: str, gap: str) -> str:
    return cell or gap


def _column(head: str, cells: Sequence[str]) -> Column:
    """Figures stand to the right; a column is as wide as its longest words ask for."""
    numeric = any(cell not in _GAPS for cell in cells) and all(
        cell in _GAPS or _FIGURE.match(cell) for cell in cells
    )
    widest = max((width_of(cell) for cell in (head, *cells)), default=1)
    return Column(head, numeric, share=min(max(round(widest / 2), 1), WIDEST_SHARE))


def text_of(content: Content) -> str:
    """The blocks as they are typed, headings with their numbers; read again they are the same."""
    lines = [line for block in numbered(content.blocks) for line in _lines(block)]
    for place, annex in enumerate(content.annexes, 1):
        number = str(place) if len(content.annexes) > 1 else ""
        lines += ["", f"附件{number}：{annex.title}"]
        lines += [line for block in numbered(annex.blocks) for line in _lines(block)]
    return "\n".join(lines)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text + block.rest
    elif isinstance(block, Paragraph):
        yield "".join(f"**{run.text}**" if run.strong else run.text for run in block.runs)
    else:
        unit = f"（单位：{block.unit}）" if block.unit else ""
        if block.caption or unit:
            yield f"表：{block.caption}{unit}"
        for row in ([column.head for column in block.columns], *block.rows):
            yield "| " + " | ".join(row) + " |"
        if block.note:
            yield f"注：{block.note}"
