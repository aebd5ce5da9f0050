"""The PDF of a paper, counted and measured as poppler reads it."""

import re
import shutil
import subprocess
from ctypes.util import find_library
from dataclasses import replace
from datetime import date

import pytest

from gonghui.documents.exports import pdf
from gonghui.documents.exports.pdf import may_be_embedded, write_page, write_pdf, write_pdfs
from gonghui.documents.rules.handling import LAYOUTS, UPWARD, PaperKind, layout_of
from gonghui.documents.rules.marks import read_text
from gonghui.documents.rules.paper import Annex, Layout, Paper, Paragraph
from gonghui.foundation.errors import RuleBroken

READER = shutil.which("pdftotext")
PRINTED = pytest.mark.skipif(
    not (READER and find_library("pango-1.0") and shutil.which("fc-list")),
    reason="needs Pango (libpango-1.0-0, libpangoft2-1.0-0) and pdftotext (poppler-utils)",
)
PLAIN = "工"
MM = 72 / 25.4
KINDS = [pytest.param(kind, id=kind.value) for kind in PaperKind]


def make_paper(kind: PaperKind = PaperKind.NOTICE, **changes) -> Paper:
    facts = {
        "issuer": "铜仁市总工会",
        "title": "关于上半年工作情况的通报",
        "mark": "铜仁市总工会" if layout_of(kind) is Layout.LETTER else "铜仁市总工会文件",
        "number": "铜工发〔2023〕7号",
        "addressees": "各县总工会",
        "blocks": [Paragraph.of(PLAIN * 28 * 60)],
        "on": date(2023, 7, 5),
        "copies": "省总工会",
        "printed_by": "铜仁市总工会办公室",
        "printed_on": date(2023, 7, 6),
        "layout": layout_of(kind),
        "signer": "任小禾" if kind in UPWARD else "",
    }
    return Paper(**facts | changes)


def read(made: bytes, folder, *options: str) -> str:
    (folder / "paper.pdf").write_bytes(made)
    told = subprocess.run(  # noqa: S603 -- our own file, a fixed program
        [READER, *options, str(folder / "paper.pdf"), "-"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return told.stdout.decode()


def lines_of(made: bytes, folder) -> list[list[str]]:
    pages = [page for page in read(made, folder, "-layout").split("\f") if page.strip()]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


def words_of(made: bytes, folder) -> list[list[tuple[float, float, float, float, str]]]:
    """Page by page each word with its left, top, right and lower edge in millimetres."""
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    pages = read(made, folder, "-bbox").split("<page ")[1:]
    return [
        [(*(float(edge) / MM for edge in edges), text) for *edges, text in word.findall(page)]
        for page in pages
    ]


@PRINTED
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_22_lines_of_28_characters_and_its_page_numbers(kind, tmp_path):
    made = write_pdf(make_paper(kind))

    pages = lines_of(made, tmp_path)
    assert pages[1][-1].replace(" ", "") == "—2—"
    assert pages[1][:-1] == [PLAIN * 28] * 22
    placed = words_of(made, tmp_path)
    for number, words in enumerate(placed, 1):
        foot = [word for word in words if word[1] > 297 - 35]
        if number == 1 and kind is PaperKind.LETTER:
            assert foot == []  # a letter numbers no first page
            continue
        assert "".join(word[4] for word in foot).replace("\u00a0", "") == f"—{number}—"
        inward = 14 / MM  # one character of 4号
        if number % 2:
            assert max(word[2] for word in foot) == pytest.approx(210 - 26 - inward, abs=1)
        else:
            assert min(word[0] for word in foot) == pytest.approx(28 + inward, abs=1)


@PRINTED
def test_the_lines_stand_in_the_type_area(tmp_path):
    page = words_of(write_pdf(make_paper()), tmp_path)[1]

    text = [word for word in page if word[1] < 297 - 35]
    assert min(word[0] for word in text) == pytest.approx(28, abs=0.3)
    assert max(word[2] for word in text) == pytest.approx(28 + 156, abs=0.5)
    assert min(word[1] for word in text) > 37 - 1.5
    assert max(word[3] for word in text) < 297 - 35 + 1.5


@PRINTED
def test_only_fonts_of_the_list_are_in_a_pdf(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(write_pdf(make_paper(blocks=read_text("𬱖㛃䶮ก").blocks)))
    told = subprocess.run(  # noqa: S603 -- our own file, a fixed program
        [shutil.which("pdffonts"), str(tmp_path / "paper.pdf")],
        check=True, capture_output=True, timeout=60,
    ).stdout.decode()  # fmt: skip

    families = {family.replace(" ", "-") for family in may_be_embedded()}
    names = [line.split()[0].partition("+")[2] for line in told.splitlines()[2:]]
    assert names
    for name in names:
        assert name.removesuffix("-Bold") in families


@PRINTED
def test_rare_characters_stand_in_the_pdf(tmp_path):
    blocks = read_text("𬱖明、㛃华、𠮷田、䶮、〇").blocks

    assert "𬱖明、㛃华、𠮷田、䶮、〇" in read(write_pdf(make_paper(blocks=blocks)), tmp_path)


@PRINTED
def test_a_paper_loses_nothing(tmp_path):
    content = read_text(
        "一、组织建设\n（一）建会。会员增加。\n1.新业态\n（1）骑手\n**注意**时限。\n"
        "表：指标（单位：人）\n| 单位 | 会员数 |\n| 江口县 | 64,930 |\n| 石阡县 | 未报 |\n注：未计入。\n"
        "附件：名单\n| 姓名 | 数 |\n| 任小禾 | 1 |\n附件：路线"
    )
    paper = make_paper(
        PaperKind.REPORT, blocks=content.blocks, annexes=content.annexes, urgency="特急",
        note="联系人：任小禾", invented=True,
    )  # fmt: skip

    text = re.sub(r"\s", "", read(write_pdf(paper), tmp_path))

    for part in (
        "演示数据", "特急", "铜仁市总工会文件", "铜工发〔2023〕7号", "签发人：任小禾", "各县总工会：",
        "一、组织建设", "（一）建会。会员增加。", "1.新业态", "（1）骑手", "注意时限。", "指标", "单位：人",
        "64,930", "未报", "未计入。", "附件：1.名单2.路线", "2023年7月5日", "（联系人：任小禾）", "附件1名单",
        "抄送：省总工会。", "2023年7月6日印发",
    ):  # fmt: skip
        assert part in text, part


@PRINTED
def test_the_record_stands_at_the_foot_of_the_last_page(tmp_path):
    pages = words_of(write_pdf(make_paper()), tmp_path)

    printed_by = next(word for word in pages[-1] if word[4].startswith("铜仁市总工会办公室"))
    assert printed_by[3] == pytest.approx(297 - 35, abs=3)
    assert not [word for page in pages[:-1] for word in page if word[4].startswith("抄送")]


@PRINTED
def test_a_letter_has_its_mark_at_30_mm_and_minutes_bear_no_signature(tmp_path):
    letter = words_of(write_pdf(make_paper(PaperKind.LETTER)), tmp_path)
    mark = next(word for word in letter[0] if word[4] == "铜仁市总工会")
    minutes = make_paper(PaperKind.MINUTES, blocks=[Paragraph.of("略")], printed_by="", copies="")

    assert mark[1] == pytest.approx(30, abs=6)  # the box of the word is higher than its ink
    assert read(write_pdf(minutes), tmp_path).count("铜仁市总工会") == 2  # mark and head, no end


@PRINTED
def test_many_papers_come_in_their_order(tmp_path):
    papers = (make_paper(title=f"第{n}件", blocks=[Paragraph.of("略")]) for n in range(3))

    told = [read(made, tmp_path) for made in write_pdfs(papers)]

    assert [f"第{n}件" in text for n, text in enumerate(told)] == [True] * 3


def test_whatever_is_typed_is_words_and_never_markup():
    hostile = "<script>alert(1)</script>\"&'{}%s$x"
    paper = make_paper(
        title=hostile, addressees=hostile, note=hostile, number=hostile, mark=hostile,
        blocks=[Paragraph.of(hostile)], annexes=[Annex(hostile, [Paragraph.of(hostile)])],
    )  # fmt: skip

    page = write_page(paper)

    assert "<script" not in page
    # the title also names the document, and the annex is named in the text
    assert page.count("&lt;script&gt;") == 10


def test_a_machine_without_pango_says_so(monkeypatch, tmp_path):
    # an import that fails as on a machine where the library is missing
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.setattr(pdf, "SOURCE", f"{tmp_path}:{pdf.SOURCE}")

    with pytest.raises(RuleBroken) as refusal:
        write_pdf(make_paper())

    assert refusal.value.code == "paper.no_press"


def test_the_layout_of_every_kind_is_known():
    assert {layout_of(kind) for kind in PaperKind} == set(Layout)
    assert set(LAYOUTS.values()) | {Layout.PAPER} == set(Layout)


def test_only_what_is_attached_with_text_has_pages(tmp_path):
    bare = make_paper(annexes=[Annex("路线")])

    assert "paper-annex" not in write_page(bare).split("</style>")[1]
    assert "附件：路线" in write_page(bare)
    assert "附件：1.甲" in write_page(replace(bare, annexes=[Annex("甲"), Annex("乙")]))
