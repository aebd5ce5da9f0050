"""What a paper says, as it is kept: blocks in plain JSON, checked whenever it is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonghui.documents.rules.handling import Urgency
from gonghui.documents.rules.paper import (
    LEVELS,
    Annex,
    Block,
    Column,
    Heading,
    Paragraph,
    Run,
    Table,
    numbered,
)
from gonghui.foundation.errors import RuleBroken

LONGEST = 60_000  # characters of a text: about a hundred pages, set in ten seconds
MOST_COLUMNS = 12  # of a table: narrower ones than three characters cannot be read
MOST_ROWS = 1_000
LONGEST_TITLE = 100  # four lines of a title
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a paper and what is attached to it."""

    blocks: Sequence[Block] = ()
    annexes: Sequence[Annex] = ()

    @property
    def length(self) -> int:
        """How many characters there are to read."""
        blocks = [*self.blocks, *(one for annex in self.annexes for one in annex.blocks)]
        return sum(len(text) for block in blocks for text in texts_of(block))


@dataclass(frozen=True, slots=True)
class Words:
    """What a paper says; ``rules.marks.read_text`` makes ``content`` of a typed text.

    Attributes:
        addressees: 主送机关, without the colon.
        copies: 抄送, without the full stop.
        note: 附注, without its brackets.
    """

    title: str
    content: Content
    addressees: str = ""
    copies: str = ""
    urgency: Urgency = Urgency.NONE
    note: str = ""


def texts_of(block: Block) -> Iterable[str]:
    """All words of a block."""
    if isinstance(block, Heading):
        return (block.text, block.rest)
    if isinstance(block, Paragraph):
        return (block.text,)
    heads = [column.head for column in block.columns]
    cells = [cell for row in block.rows for cell in row]
    return [block.caption, block.unit, block.note, *heads, *cells]


def check_title(title: str) -> None:
    """A paper has a title that fits its first page.

    Raises:
        RuleBroken: ``paper.title_missing`` or ``paper.title_too_long``.
    """
    if not title.strip():
        raise RuleBroken("paper.title_missing")
    if len(title) > LONGEST_TITLE:
        raise RuleBroken("paper.title_too_long", count=len(title), most=LONGEST_TITLE)


def check_content(content: Content) -> None:
    """A paper says something, in tables that fit the page and a length that can be printed.

    Raises:
        RuleBroken: ``paper.empty``, ``paper.too_long``, ``paper.table_too_wide``,
            ``paper.table_too_long``, ``paper.table_empty`` or ``paper.too_many_headings``.
    """
    if not content.blocks:
        raise RuleBroken("paper.empty")
    if content.length > LONGEST:
        raise RuleBroken("paper.too_long", count=content.length, most=LONGEST)
    for blocks in (content.blocks, *(annex.blocks for annex in content.annexes)):
        for block in numbered(blocks):
            if isinstance(block, Table):
                _check_table(block)


def _check_table(table: Table) -> None:
    told = table.caption or table.columns[0].head
    if len(table.columns) > MOST_COLUMNS:
        count = len(table.columns)
        raise RuleBroken("paper.table_too_wide", table=told, count=count, most=MOST_COLUMNS)
    if len(table.rows) > MOST_ROWS:
        raise RuleBroken("paper.table_too_long", table=told, count=len(table.rows), most=MOST_ROWS)
    if not table.rows:
        raise RuleBroken("paper.table_empty", table=told)


def to_json(content: Content) -> dict[str, Any]:
    """As it is kept."""
    return {
        "blocks": [_block_json(block) for block in content.blocks],
        "annexes": [
            {"title": annex.title, "blocks": [_block_json(block) for block in annex.blocks]}
            for annex in content.annexes
        ],
    }


def _block_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text, "rest": block.rest}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": [[run.text, run.strong] for run in block.runs]}
    return {
        "kind": "table",
        "caption": block.caption,
        "unit": block.unit,
        "note": block.note,
        "columns": [[column.head, column.numeric, column.share] for column in block.columns],
        "rows": [list(row) for row in block.rows],
    }


def from_json(kept: Mapping[str, Any]) -> Content:
    """What was kept.

    Raises:
        RuleBroken: ``paper.content_unreadable``: it was not written by ``to_json``.
    """
    try:
        return Content(
            tuple(_block(one) for one in kept["blocks"]),
            tuple(
                Annex(str(one["title"]), tuple(_block(block) for block in one["blocks"]))
                for one in kept["annexes"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise RuleBroken("paper.content_unreadable") from broken


def _block(kept: Mapping[str, Any]) -> Block:
    kind = kept["kind"]
    if kind == "heading":
        level = int(kept["level"])
        if not 1 <= level <= LEVELS:
            raise ValueError(level)
        return Heading(level, str(kept["text"]), str(kept["rest"]))
    if kind == "paragraph":
        return Paragraph(tuple(Run(str(text), bool(strong)) for text, strong in kept["runs"]))
    if kind != "table":
        raise ValueError(kind)
    columns = tuple(
        Column(str(head), bool(numeric), int(share)) for head, numeric, share in kept["columns"]
    )
    rows = tuple(tuple(str(cell) for cell in row) for row in kept["rows"])
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(rows)
    return Table(str(kept["caption"]), columns, rows, str(kept["unit"]), str(kept["note"]))
