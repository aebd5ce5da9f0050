"""A paper as a Word file in the layout of GB/T 9704-2012."""

import gc
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Sheet
from docx.shared import Mm, Pt

from gonghui.documents.exports import typesetting as t
from gonghui.documents.exports.head import write_edges, write_head, write_title
from gonghui.documents.rules.paper import (
    COPIES,
    INVENTED_MARK,
    Block,
    Heading,
    Layout,
    Paper,
    Paragraph,
    Table,
    numbered,
    paper_date,
    record_rows,
    stands_alone,
    width_of,
)

COLLECT_AFTER = 20  # papers
ROWS_TOGETHER = 25  # a longer table may go over the page
INVENTED = INVENTED_MARK


def write_docx(paper: Paper) -> bytes:
    """The Word file of a paper: red head, title, body, signature, record of copies, page numbers.

    Source: GB/T 9704-2012, as far as domain.md §5.2 has it.
    """
    document = Document()
    section = t.set_page(document)
    t.add_styles(document)
    write_edges(section, paper)
    write_head(document, section, paper)
    for block in numbered(paper.blocks):
        _write_block(document, block)
    _write_end(document, paper)
    _write_annexes(document, paper)
    _write_record(document, paper)
    t.name_fallbacks(document)
    return _saved(document, paper)


def write_docxs(papers: Iterable[Paper]) -> Iterator[bytes]:
    """Many papers, one after another; the memory is that of a few."""
    for count, paper in enumerate(papers, 1):
        yield write_docx(paper)
        if count % COLLECT_AFTER == 0:
            gc.collect()  # the parts of a document point at each other


def _saved(document: Sheet, paper: Paper) -> bytes:
    facts = document.core_properties
    facts.title, facts.author, facts.comments = paper.title, paper.issuer, ""
    facts.language = "zh-CN"
    if paper.on:
        facts.created = facts.modified = datetime.combine(paper.on, time())  # noqa: DTZ001 -- OOXML wants it bare
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _line(document: Sheet, style: str, text: str = "") -> Any:  # noqa: ANN401 -- a python-docx paragraph
    return document.add_paragraph(text, style=style)


def _write_block(document: Sheet, block: Block) -> None:
    if isinstance(block, Heading):
        style = {1: "公文标题一", 2: "公文标题二"}.get(block.level, "公文标题三")
        headed = _line(document, style, block.text)
        headed.paragraph_format.keep_with_next = stands_alone(block)
        if block.rest:
            t.set_font(headed.add_run(block.rest)._r.get_or_add_rPr(), t.FANG)
    elif isinstance(block, Paragraph):
        line = _line(document, "公文正文")
        for run in block.runs:
            words = line.add_run(run.text)
            if run.strong:
                t.set_font(words._r.get_or_add_rPr(), t.HEI)
    else:
        _write_table(document, block)


def _write_table(document: Sheet, table: Table) -> None:
    """Figures in rows; the head comes again on each page and no row is torn apart."""
    _line(document, "公文表题", table.caption)
    if table.unit:
        unit = _line(document, "公文表注", f"单位：{table.unit}")
        unit.alignment, unit.paragraph_format.keep_with_next = t.ALIGN["right"], True
    grid = document.add_table(rows=0, cols=len(table.columns))
    grid.style, grid.autofit = "Table Grid", False
    head = grid.add_row()
    _fill(head, [column.head for column in table.columns], ["center"] * len(table.columns), t.HEI)
    head._tr.get_or_add_trPr().append(t.element("w:tblHeader"))
    sides = ["right" if column.numeric else "left" for column in table.columns]
    for row in table.rows:
        _fill(grid.add_row(), row, sides, t.FANG)
    if len(table.rows) <= ROWS_TOGETHER:
        _keep_together(grid)
    _set_widths(grid, table)
    _line(document, "公文表注", table.note)


def _fill(row: Any, cells: Any, sides: list[str], font: str) -> None:  # noqa: ANN401 -- a python-docx row
    row._tr.get_or_add_trPr().append(t.element("w:cantSplit"))
    for cell, text, side in zip(row.cells, cells, sides, strict=True):
        line = cell.paragraphs[0]
        line.style, line.alignment = "公文表格", t.ALIGN[side]
        t.set_font(line.add_run(text)._r.get_or_add_rPr(), font)
        cell.vertical_alignment = 1


def _keep_together(grid: Any) -> None:  # noqa: ANN401 -- a table of python-docx
    """A table that fits a page is not torn: each row stays with the next, and with the note."""
    for row in grid.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _set_widths(grid: Any, table: Table) -> None:  # noqa: ANN401 -- a python-docx table
    shares = [column.share for column in table.columns]
    for place, share in enumerate(shares):
        width = Mm(t.AREA[0] * share / sum(shares))
        grid.columns[place].width = width
        for cell in grid.columns[place].cells:
            cell.width = width


def _write_end(document: Sheet, paper: Paper) -> None:
    """What is attached, who signs, and the day; minutes bear neither of these, nor a seal."""
    for place, title in enumerate(paper.attached):
        if place == 0:
            _line(document, "公文正文")
        lead = "附件：" if place == 0 else "　　　"
        number = f"{place + 1}." if len(paper.attached) > 1 else ""
        _line(document, "公文附件", f"{lead}{number}{title}")
    if paper.layout is not Layout.MINUTES:
        _write_signature(document, paper)
    if paper.note:
        _line(document, "公文附件", f"（{paper.note}）")


def _write_signature(document: Sheet, paper: Paper) -> None:
    """Room for the seal, who signs and the day; the seal covers both lines."""
    for _ in range(2):
        _line(document, "公文署名")
    day = paper_date(paper.on) if paper.on else ""
    inward = 4 + max((width_of(day) - width_of(paper.issuer)) / 2, -2) if day else 4
    signed = _line(document, "公文署名", paper.issuer)
    signed.paragraph_format.right_indent = Pt(t.CHARACTER * inward)
    dated = _line(document, "公文署名", day)
    dated.paragraph_format.right_indent = Pt(t.CHARACTER * 4)


def _write_annexes(document: Sheet, paper: Paper) -> None:
    """Each on a page of its own: 附件 in the top left corner, its title on the third line."""
    printed = [(place, one) for place, one in enumerate(paper.annexes, 1) if one.blocks]
    for place, annex in printed:
        head = _line(document, "公文主送")
        head.paragraph_format.page_break_before = True
        number = str(place) if len(paper.attached) > 1 else ""
        t.set_font(head.add_run(f"附件{number}")._r.get_or_add_rPr(), t.HEI)
        _line(document, "公文正文")
        write_title(document, annex.title)
        _line(document, "公文正文")
        for block in numbered(annex.blocks):
            _write_block(document, block)


def _write_record(document: Sheet, paper: Paper) -> None:
    """版记: copies and who printed it when, at the foot of the last page.

    It floats, held by a last line without height, so it is where the signature is.
    """
    rows = record_rows(paper)
    if not rows:
        return
    _line(document, "公文署名").paragraph_format.keep_with_next = True
    grid = document.add_table(rows=0, cols=1)
    for row in rows:
        line = grid.add_row().cells[0].paragraphs[0]
        line.style = "公文版记"
        line.paragraph_format.tab_stops.add_tab_stop(Pt(t.AREA_WIDTH - t.SIZE_4), t.TO_THE_RIGHT)
        line.add_run(row)
        if row.startswith(COPIES):  # a second line begins below the first copy
            line.paragraph_format.left_indent = Pt(t.SIZE_4 * 4)
            line.paragraph_format.first_line_indent = Pt(-t.SIZE_4 * 3)
    t.place_at_foot(grid, ruled=paper.layout is not Layout.LETTER)
    last = _line(document, "公文版记")
    last.paragraph_format.line_spacing = Pt(1)
