"""The layout as written, and, where LibreOffice is at hand, as it comes out on the page."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from gonghui.documents.exports.paper import INVENTED, write_docx, write_docxs
from gonghui.documents.rules.paper import Column, Heading, Paper, Paragraph, Run, Table

PRINTER = shutil.which("soffice")
READER = shutil.which("pdftotext")
PRINTED = pytest.mark.skipif(
    not (PRINTER and READER),
    reason="needs soffice (libreoffice-writer) and pdftotext (poppler-utils)",
)
# a character no line may not begin or end with, so that every line is full
PLAIN = "工"


def make_paper(**changes) -> Paper:
    facts = {
        "issuer": "铜仁市总工会",
        "title": "关于上半年工作情况的通报",
        "blocks": [
            Heading(1, "组织建设"),
            Heading(2, "建会"),
            Heading(3, "新业态"),
            Paragraph((Run("会员数。", strong=True), Run("比上年同期增长。"))),
            Table(
                "主要指标",
                [Column("单位", numeric=False, share=3), Column("会员数", share=2)],
                [["江口县", "64,930"], ["石阡县", "未报"]],
                unit="人",
                note="石阡县未报，未计入。",
            ),
        ],
        "mark": "铜仁市总工会文件",
        "number": "铜工发〔2023〕7号",
        "addressees": "各县总工会",
        "attachments": ["指标", "任务"],
        "on": date(2023, 7, 5),
        "copies": "省总工会",
        "printed_by": "铜仁市总工会办公室",
        "printed_on": date(2023, 7, 6),
        "invented": True,
    }
    return Paper(**facts | changes)


def reopened(paper: Paper):
    return Document(BytesIO(write_docx(paper)))


def test_every_part_stands_in_its_place_and_style():
    document = reopened(make_paper())

    told = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert told == [
        ("公文字号", "铜仁市总工会文件"),
        ("公文字号", "铜工发〔2023〕7号"),
        ("公文标题", "关于上半年工作情况的通报"),
        ("公文主送", "各县总工会："),
        ("公文标题一", "一、组织建设"),
        ("公文标题二", "（一）建会"),
        ("公文标题三", "1.新业态"),
        ("公文正文", "会员数。比上年同期增长。"),
        ("公文表题", "主要指标"),
        ("公文表注", "单位：人"),
        ("公文表注", "石阡县未报，未计入。"),
        ("公文附件", "附件：1.指标"),
        ("公文附件", "　　　2.任务"),
        ("公文署名", "铜仁市总工会"),
        ("公文署名", "2023年7月5日"),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["单位", "会员数"],
        ["江口县", "64,930"],
        ["石阡县", "未报"],
    ]
    assert [row.cells[0].text for row in document.tables[1].rows] == [
        "抄送：省总工会。",
        "铜仁市总工会办公室\t2023年7月6日印发",
    ]


def test_the_page_is_that_of_the_standard():
    section = reopened(make_paper()).sections[0]

    millimetres = [
        round(side.mm)
        for side in (
            section.page_width, section.page_height, section.top_margin, section.left_margin,
            section.right_margin, section.bottom_margin,
        )
    ]  # fmt: skip
    assert millimetres == [210, 297, 37, 28, 26, 35]
    assert section._sectPr.find(qn("w:docGrid")) is None


@pytest.mark.parametrize(
    ("style", "font", "size", "leading", "closer"),
    [
        pytest.param("公文标题", "方正小标宋简体", 22, 28.9, None, id="title"),
        pytest.param("公文正文", "仿宋", 16, 28.9, "-5", id="body"),
        pytest.param("公文标题一", "黑体", 16, 28.9, "-5", id="first heading"),
        pytest.param("公文标题二", "楷体", 16, 28.9, "-5", id="second heading"),
        pytest.param("公文标题三", "仿宋", 16, 28.9, "-5", id="third heading"),
        pytest.param("公文页码", "宋体", 14, 16, None, id="page number"),
    ],
)
def test_the_type_is_that_of_the_standard(style, font, size, leading, closer):
    found = reopened(make_paper()).styles[style]
    properties = found.element.rPr
    spacing = properties.find(qn("w:spacing"))

    assert properties.rFonts.get(qn("w:eastAsia")) == font
    assert (found.font.size.pt, found.paragraph_format.line_spacing.pt) == (size, leading)
    assert (spacing.get(qn("w:val")) if spacing is not None else None) == closer


def test_page_numbers_stand_odd_right_even_left_between_dashes():
    document = reopened(make_paper())
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.alignment.name.lower() == side
        assert [run.text for run in line.runs if run.text] == ["— ", " —"]
        assert line._p.findall(f".//{qn('w:instrText')}")[0].text == "PAGE"


def test_every_font_is_named_with_what_may_stand_in_and_none_is_embedded():
    document = reopened(make_paper())
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    fonts = parts["/word/fontTable.xml"].blob.decode()

    assert re.findall(r'w:name="([^"]+)"><w:altName w:val="([^",]+)', fonts) == [
        ("方正小标宋简体", "方正小标宋_GBK"),
        ("仿宋", "FangSong"),
        ("楷体", "KaiTi"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
    ]
    assert not [name for name in parts if "/fonts/" in name]


def test_only_a_demonstration_says_so():
    def edges(paper):
        section = reopened(paper).sections[0]
        return [one.paragraphs[0].text for one in (section.header, section.even_page_header)]

    assert edges(make_paper()) == [INVENTED, INVENTED]
    assert edges(make_paper(invented=False)) == ["", ""]


def test_a_draft_without_number_day_and_copies_invents_none():
    draft = make_paper(mark="", number="", on=None, copies="", printed_by="", attachments=())

    document = reopened(draft)

    told = [line.text for line in document.paragraphs if line.text]
    assert told[0] == "关于上半年工作情况的通报"
    assert told[-1] == "铜仁市总工会"
    assert len(document.tables) == 1


def test_many_papers_come_in_their_order():
    papers = (make_paper(title=f"第{n}件") for n in range(21))

    told = [Document(BytesIO(one)).core_properties.title for one in write_docxs(papers)]

    assert told == [f"第{n}件" for n in range(21)]


def printed(paper: Paper, folder) -> list[list[str]]:
    """The lines of each page, as LibreOffice sets them."""
    (folder / "paper.docx").write_bytes(write_docx(paper))
    subprocess.run(  # noqa: S603 -- our own file, a fixed program
        [PRINTER, f"-env:UserInstallation=file://{folder}/office", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    text = subprocess.run(  # noqa: S603 -- as above
        [READER, "-layout", str(folder / "paper.pdf"), "-"],
        check=True, capture_output=True, timeout=60,
    ).stdout.decode()  # fmt: skip
    pages = [page for page in text.split("\f") if page.strip()]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


@PRINTED
def test_a_printed_page_has_22_lines_of_28_characters(tmp_path):
    paper = Paper(issuer="", title="标题", blocks=[Paragraph.of(PLAIN * 28 * 60)])

    pages = printed(paper, tmp_path)

    full = pages[1]
    assert full[-1].replace(" ", "") == "—2—"
    assert full[:-1] == [PLAIN * 28] * 22


@PRINTED
def test_a_printed_paper_loses_nothing(tmp_path):
    pages = printed(make_paper(), tmp_path)

    text = re.sub(r"\s", "", "".join("".join(page) for page in pages))
    for part in (
        INVENTED, "铜仁市总工会文件", "铜工发〔2023〕7号", "一、组织建设", "（一）建会", "1.新业态",
        "会员数。比上年同期增长。", "64,930", "石阡县未报，未计入。", "附件：1.指标", "2023年7月5日",
        "抄送：省总工会。", "2023年7月6日印发", "—1—",
    ):  # fmt: skip
        assert part in text
