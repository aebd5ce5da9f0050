"""The head of a Word paper by its layout, and what stands at the edges of every page."""

from typing import Any

from docx.document import Document as Sheet
from docx.shared import Mm, Pt

from gonghui.documents.exports import typesetting as t
from gonghui.documents.rules.paper import (
    INVENTED_MARK,
    Layout,
    Paper,
    mark_size,
    paper_date,
    title_lines,
)

MARK_DOWN = 35  # millimetres from the top of the type area to the mark
LETTER_MARK = 30  # millimetres from the edge of the page to the mark of a letter
LETTER_FOOT = 20  # … and from the lower edge to its second double line
HEADER = 15  # … to what says that it is a demonstration
BEYOND = (-8, -6)  # a letter's lines are 170 mm: so far beyond the type area, left and right
LINE_AWAY = 11  # points: 4 mm


def write_edges(section: Any, paper: Paper) -> None:  # noqa: ANN401 -- a section of python-docx
    """Page numbers between dashes, odd to the right and even to the left, one character in."""
    letter = paper.layout is Layout.LETTER
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        line.style = "公文页码"
        line.alignment = t.ALIGN[side]
        inward = {"right": "right_indent", "left": "left_indent"}[side]
        setattr(line.paragraph_format, inward, Pt(t.SIZE_4))
        if letter:
            line.paragraph_format.space_after = Mm(t.NUMBER_FROM_EDGE - LETTER_FOOT)
        line.add_run("— ")
        t.field(line, "PAGE")
        line.add_run(" —")
    for header in (section.header, section.even_page_header):
        _warn(header, paper)
    if letter:
        section.different_first_page_header_footer = True
        section.footer_distance = Mm(LETTER_FOOT)
        _write_letter_edges(section, paper)


def _warn(header: Any, paper: Paper) -> None:  # noqa: ANN401 -- a header of python-docx
    header.paragraphs[0].style = "公文提示"
    if paper.invented:
        header.paragraphs[0].add_run(INVENTED_MARK)


def _write_letter_edges(section: Any, paper: Paper) -> None:  # noqa: ANN401 -- a section of python-docx
    """The first page of a letter: its mark over a double line, a double line below, no number."""
    _warn(section.first_page_header, paper)
    mark = section.first_page_header.add_paragraph(style="公文字号")
    above = Mm(LETTER_MARK - HEADER).pt - t.STYLES["公文提示"].leading
    _set_mark(mark, paper.mark, above=above)
    foot = section.first_page_footer.paragraphs[0]
    foot.style = "公文页码"
    foot.paragraph_format.line_spacing = Pt(1)
    for line, rule in (
        (mark, t.Rule(3, LINE_AWAY, "thickThinSmallGap")),
        (foot, t.Rule(3, 0, "thinThickSmallGap", side="top")),
    ):
        line.paragraph_format.left_indent, line.paragraph_format.right_indent = map(Mm, BEYOND)
        t.rule_at(line, rule)


def _set_mark(line: Any, mark: str, *, above: float) -> None:  # noqa: ANN401 -- a python-docx paragraph
    size = mark_size(mark)
    line.paragraph_format.space_before = Pt(above)
    line.paragraph_format.line_spacing = Pt(size * 1.2)
    run = line.add_run(mark)
    run.font.size, run.font.color.rgb = Pt(size), t.RED
    t.set_font(run._r.get_or_add_rPr(), t.TITLE)


def write_head(document: Sheet, section: Any, paper: Paper) -> None:  # noqa: ANN401 -- as above
    """What stands before the text: red head, number, title, addressees."""
    if paper.urgency and paper.layout is not Layout.LETTER:
        _write_urgency(document, paper)
    if paper.layout is Layout.LETTER:
        _write_letter_number(document, paper)
    elif paper.mark:
        _write_red_head(document, paper)
        _blank(document, 2)
    write_title(document, paper.title)
    _blank(document, 1)
    if paper.addressees:
        document.add_paragraph(f"{paper.addressees}：", style="公文主送")


def write_title(document: Sheet, title: str) -> None:
    """A title in lines of about the same width; they are one paragraph."""
    document.add_paragraph("\n".join(title_lines(title)), style="公文标题")


def _blank(document: Sheet, lines: int) -> None:
    for _ in range(lines):
        document.add_paragraph(style="公文正文")


def _write_urgency(document: Sheet, paper: Paper) -> None:
    """紧急程度 in the top left corner, 黑体."""
    line = document.add_paragraph(style="公文主送")
    t.set_font(line.add_run(paper.urgency)._r.get_or_add_rPr(), t.HEI)


def _write_letter_number(document: Sheet, paper: Paper) -> None:
    """Below the double line: urgency to the left, the number to the right."""
    line = document.add_paragraph(style="公文主送")
    line.paragraph_format.space_before = Pt(t.SIZE_3 * 7 / 8)
    line.paragraph_format.tab_stops.add_tab_stop(Pt(t.AREA_WIDTH), t.TO_THE_RIGHT)
    if paper.urgency:
        t.set_font(line.add_run(paper.urgency)._r.get_or_add_rPr(), t.HEI)
    line.add_run(f"\t{paper.number}")
    _blank(document, 2)


def _write_red_head(document: Sheet, paper: Paper) -> None:
    """The mark in red, two lines, the number, and the red line 4 mm below it."""
    line_above = t.LEADING if paper.urgency else 0
    mark = document.add_paragraph(style="公文字号")
    _set_mark(mark, paper.mark, above=Mm(MARK_DOWN).pt - line_above)
    for _ in range(2):
        document.add_paragraph(style="公文字号")
    if paper.layout is Layout.MINUTES:
        document.add_paragraph(paper.number, style="公文字号")
        last = _two_ends(document, paper.issuer, paper_date(paper.on) if paper.on else "")
    elif paper.signer:
        last = _two_ends(document, paper.number, "签发人：")
        t.set_font(last.add_run(paper.signer)._r.get_or_add_rPr(), t.KAI)
    else:
        last = document.add_paragraph(paper.number, style="公文字号")
    t.rule_at(last, t.Rule(1.5, LINE_AWAY))


def _two_ends(document: Sheet, left: str, right: str) -> Any:  # noqa: ANN401 -- a python-docx paragraph
    """A line with words at both ends, one character in."""
    line = document.add_paragraph(style="公文字号")
    line.alignment = t.ALIGN["left"]
    line.paragraph_format.tab_stops.add_tab_stop(Pt(t.AREA_WIDTH - t.SIZE_3), t.TO_THE_RIGHT)
    line.add_run(f"\u3000{left}\t{right}")
    return line
