"""A paper as a Word file in the layout of GB/T 9704-2012."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Sheet
from docx.shared import Mm, Pt

from gonghui.documents.exports import typesetting as t
from gonghui.documents.rules.paper import (
    Block,
    Heading,
    Paper,
    Paragraph,
    Table,
    numbered,
    paper_date,
    width_of,
)

INVENTED = "演示数据：单位真实，人员和数字均为虚构，不作公文使用"
LARGEST_MARK = 52  # points
ROWS_TOGETHER = 25  # a longer table may go over the page
MARK_DOWN = 35  # millimetres from the top of the type area to the mark


def write_docx(paper: Paper) -> bytes:
    """The Word file of a paper: red head, title, body, signature, record of copies, page numbers.

    Source: GB/T 9704-2012, as far as domain.md §5.2 has it.
    """
    document = Document()
    section = t.set_page(document)
    t.add_styles(document)
    _write_edges(section, paper)
    _write_head(document, paper)
    for block in numbered(paper.blocks):
        _write_block(document, block)
    _write_end(document, paper)
    _write_record(document, paper)
    t.name_fallbacks(document)
    return _saved(document, paper)


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


def _write_edges(section: Any, paper: Paper) -> None:  # noqa: ANN401 -- a section of python-docx
    """Page numbers between dashes, odd to the right and even to the left, one character in."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        line.style = "公文页码"
        line.alignment = t.ALIGN[side]
        inward = {"right": "right_indent", "left": "left_indent"}[side]
        setattr(line.paragraph_format, inward, Pt(t.SIZE_4))
        line.add_run("— ")
        t.field(line, "PAGE")
        line.add_run(" —")
    for header in (section.header, section.even_page_header):
        header.paragraphs[0].style = "公文提示"
        if paper.invented:
            header.paragraphs[0].add_run(INVENTED)


def _write_head(document: Sheet, paper: Paper) -> None:
    if paper.mark:
        _write_red_head(document, paper)
        _line(document, "公文正文")
        _line(document, "公文正文")
    _line(document, "公文标题", paper.title)
    _line(document, "公文正文")
    if paper.addressees:
        _line(document, "公文主送", f"{paper.addressees}：")


def _write_red_head(document: Sheet, paper: Paper) -> None:
    """The mark in red, two lines, the number, and the red line 4 mm below it."""
    mark = _line(document, "公文字号")
    mark.paragraph_format.space_before = Mm(MARK_DOWN)
    size = min(LARGEST_MARK, t.AREA_WIDTH / max(width_of(paper.mark), 1) * 0.97)
    mark.paragraph_format.line_spacing = Pt(size * 1.2)
    run = mark.add_run(paper.mark)
    run.font.size, run.font.color.rgb = Pt(size), t.RED
    t.set_font(run._r.get_or_add_rPr(), t.TITLE)
    _line(document, "公文字号")
    _line(document, "公文字号")
    t.line_below(_line(document, "公文字号", paper.number), points=1.5, away=11, colour="FF0000")


def _write_block(document: Sheet, block: Block) -> None:
    if isinstance(block, Heading):
        _line(
            document, {1: "公文标题一", 2: "公文标题二", 3: "公文标题三"}[block.level], block.text
        )
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
    """What is attached, who signs, and the day: four characters in, where the seal goes."""
    for place, title in enumerate(paper.attachments):
        if place == 0:
            _line(document, "公文正文")
        lead = "附件：" if place == 0 else "　　　"
        number = f"{place + 1}." if len(paper.attachments) > 1 else ""
        _line(document, "公文附件", f"{lead}{number}{title}")
    for _ in range(2):
        _line(document, "公文署名")
    day = paper_date(paper.on) if paper.on else ""
    inward = 4 + max((width_of(day) - width_of(paper.issuer)) / 2, -2) if day else 4
    signed = _line(document, "公文署名", paper.issuer)
    signed.paragraph_format.right_indent = Pt(t.CHARACTER * inward)
    dated = _line(document, "公文署名", day)
    dated.paragraph_format.right_indent = Pt(t.CHARACTER * 4)


def _write_record(document: Sheet, paper: Paper) -> None:
    """版记: copies and who printed it when, at the foot of the last page.

    It floats, held by a last line without height, so it is where the signature is.
    """
    rows = []
    if paper.copies:
        rows.append(f"抄送：{paper.copies}。")
    if paper.printed_by:
        on = f"\t{paper_date(paper.printed_on)}印发" if paper.printed_on else ""
        rows.append(f"{paper.printed_by}{on}")
    if not rows:
        return
    _line(document, "公文署名").paragraph_format.keep_with_next = True
    grid = document.add_table(rows=0, cols=1)
    for row in rows:
        line = grid.add_row().cells[0].paragraphs[0]
        line.style = "公文版记"
        line.paragraph_format.tab_stops.add_tab_stop(Pt(t.AREA_WIDTH - t.SIZE_4), t.TO_THE_RIGHT)
        line.add_run(row)
    t.place_at_foot(grid)
    last = _line(document, "公文版记")
    last.paragraph_format.line_spacing = Pt(1)
