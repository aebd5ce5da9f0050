"""The measures of GB/T 9704-2012 as a Word file needs them: page, fonts, lines, borders.

Measured for this house (quality.md finding 15): 28 characters of 16 pt are 158 mm, the type area is
156 mm, so characters stand 0.25 pt closer; lines of exactly 28.9 pt give 22 to a page. A document
grid would do neither: LibreOffice then sets 14 characters to a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

# page, in millimetres (5.1, 5.2)
PAGE = (210, 297)
TOP, LEFT = 37, 28
AREA = (156, 225)
RIGHT, BOTTOM = PAGE[0] - LEFT - AREA[0], PAGE[1] - TOP - AREA[1]
AREA_WIDTH, AREA_HEIGHT = (side / 25.4 * 72 for side in AREA)  # in points
NUMBER_FROM_EDGE = 23  # the page number stands 7 mm below the type area

# type, in points
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22, 16, 14, 10.5
LEADING = 28.9
CLOSER = -0.25
CHARACTER = SIZE_3 + CLOSER
RED = RGBColor(0xFF, 0, 0)

SONG, HEI, KAI, FANG, TITLE = "宋体", "黑体", "楷体", "仿宋", "方正小标宋简体"
# What a machine without the font may take instead, best first; no font is embedded.
FALLBACKS: Mapping[str, str] = {
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,SimSun,Noto Serif CJK SC",
    FANG: "FangSong,仿宋_GB2312,华文仿宋,STFangsong,FandolFang,Noto Serif CJK SC",
    KAI: "KaiTi,楷体_GB2312,华文楷体,STKaiti,FandolKai,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,STHeiti,Noto Sans CJK SC,WenQuanYi Micro Hei",
    SONG: "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set.

    Attributes:
        size: In points.
        leading: Height of a line in points, exact.
        closer: Added between characters, in points; negative brings them together.
        indent: How many characters the first line stands in.
        inset: How many points every line stands in, on both sides.
    """

    font: str
    size: float = SIZE_3
    leading: float = LEADING
    closer: float = CLOSER
    red: bool = False
    align: str = "both"
    indent: float = 0
    inset: float = 0
    outline: int | None = None
    keep: bool = False


TO_THE_RIGHT = WD_TAB_ALIGNMENT.RIGHT
ALIGN = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}

STYLES: Mapping[str, Face] = {
    "公文标题": Face(TITLE, SIZE_2, closer=0, align="center", outline=0, keep=True),
    "公文主送": Face(FANG, align="left"),
    "公文正文": Face(FANG, indent=2),
    "公文标题一": Face(HEI, indent=2, outline=1, keep=True),
    "公文标题二": Face(KAI, indent=2, outline=2, keep=True),
    "公文标题三": Face(FANG, indent=2, outline=3, keep=True),
    "公文字号": Face(FANG, closer=0, align="center"),
    "公文署名": Face(FANG, align="right", keep=True),
    "公文附件": Face(FANG, align="left", indent=2),
    "公文表题": Face(HEI, SIZE_4, closer=0, align="center", keep=True),
    "公文表格": Face(FANG, SIZE_5, leading=18, closer=0, align="left"),
    "公文表注": Face(FANG, SIZE_5, leading=18, closer=0, align="left"),
    "公文版记": Face(FANG, SIZE_4, leading=24, closer=0, align="left", inset=SIZE_4),
    "公文页码": Face(SONG, SIZE_4, leading=16, closer=0, align="right"),
    "公文提示": Face(HEI, SIZE_5, leading=16, closer=0, align="center", red=True),
}


def element(name: str, **attributes: object) -> Any:  # noqa: ANN401 -- an lxml element of python-docx
    """A WordprocessingML element, as ``element("w:ind", firstLine=630)``."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def twips(points: float) -> int:
    """Points as Word counts them, twentieths."""
    return round(points * 20)


def set_font(properties: Any, font: str) -> None:  # noqa: ANN401 -- run properties of python-docx
    """Chinese, digits and letters in one font, so that two digits are as wide as a character."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), font)


def add_styles(document: Document) -> None:
    """Our paragraph styles; whoever opens the paper in Word finds them by name."""
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")  # else another country's glyphs and punctuation
    normal = document.styles["Normal"]
    set_font(normal.element.get_or_add_rPr(), FANG)
    normal.font.size = Pt(SIZE_3)
    for name, face in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set_words(style, face)
        _set_lines(style, face)


def _set_words(style: Any, face: Face) -> None:  # noqa: ANN401 -- a style of python-docx
    properties = style.element.get_or_add_rPr()
    set_font(properties, face.font)
    style.font.size = Pt(face.size)
    if face.red:
        style.font.color.rgb = RED
    if face.closer:
        closer = element("w:spacing", val=twips(face.closer))
        properties.find(qn("w:sz")).addprevious(closer)


def _set_lines(style: Any, face: Face) -> None:  # noqa: ANN401 -- a style of python-docx
    form = style.paragraph_format
    form.line_spacing = Pt(face.leading)
    form.space_before = form.space_after = Pt(0)
    form.alignment = ALIGN[face.align]
    form.widow_control = False
    form.keep_with_next = face.keep
    if face.indent:
        form.first_line_indent = Pt(CHARACTER * face.indent)
    if face.inset:
        form.left_indent = form.right_indent = Pt(face.inset)
    properties = style.element.get_or_add_pPr()
    # a mark at the end of a full line may hang in the margin, as offices print it
    properties.append(element("w:overflowPunct", val=1))
    # an automatic gap between Han and digits would break the 28 characters of a line
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid", "w:adjustRightInd"):
        properties.append(element(name, val=0))
    if face.outline is not None:
        properties.append(element("w:outlineLvl", val=face.outline))
    _in_order(properties)


# the order the schema asks for; Word repairs, others refuse, what stands out of it
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs",
    "overflowPunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "jc", "outlineLvl",
)  # fmt: skip


def _in_order(properties: Any) -> None:  # noqa: ANN401 -- paragraph properties of python-docx
    place = {qn(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}
    children = sorted(properties, key=lambda child: place.get(child.tag, len(place)))
    for child in children:
        properties.remove(child)
        properties.append(child)


def set_page(document: Document) -> Any:  # noqa: ANN401 -- a section of python-docx
    """A4, the type area of the standard, odd and even pages apart."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.left_margin = Mm(TOP), Mm(LEFT)
    section.right_margin, section.bottom_margin = Mm(RIGHT), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(15), Mm(NUMBER_FROM_EDGE)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # as Word has written since 2013
    return section


def field(paragraph: Any, instruction: str) -> None:  # noqa: ANN401 -- a paragraph of python-docx
    """A field Word fills in, as the number of the page."""
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            instructed = OxmlElement("w:instrText")
            instructed.text = text
            run._r.append(instructed)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page, ``away`` points from the words of its paragraph."""

    points: float
    away: int
    kind: str = "single"
    side: str = "bottom"


def rule_at(paragraph: Any, rule: Rule) -> None:  # noqa: ANN401 -- a paragraph of python-docx
    """A red line under a paragraph, or above it."""
    border = OxmlElement("w:pBdr")
    border.append(
        element(
            f"w:{rule.side}", val=rule.kind, sz=round(rule.points * 8), space=rule.away,
            color="FF0000",
        )
    )  # fmt: skip
    properties = paragraph._p.get_or_add_pPr()
    properties.append(border)
    _in_order(properties)


def place_at_foot(grid: Any, *, ruled: bool = True) -> None:  # noqa: ANN401 -- a table of python-docx
    """Hold a table at the foot of the type area; lines of 0.35 mm around, 0.25 mm between rows.

    Word and WPS do; LibreOffice lets no table as wide as the text float and leaves it in the text.
    """
    place = element(
        "w:tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin",
        tblpXSpec="center", tblpYSpec="bottom",
    )  # fmt: skip
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 6)) if ruled else ():
        borders.append(element(f"w:{side}", val="single", sz=size, space=0, color="000000"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    properties = grid._tbl.tblPr
    properties.find(qn("w:tblW")).addprevious(place)
    for made in (borders, margins):
        properties.find(qn("w:tblLook")).addprevious(made)
    grid.autofit = False
    grid.columns[0].width = grid.columns[0].cells[0].width = Pt(AREA_WIDTH)


def name_fallbacks(document: Document) -> None:
    """List the fonts with what may stand in for them."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    table = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{rows}</w:fonts>"
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = table.encode()
