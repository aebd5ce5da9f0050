from dataclasses import replace
from datetime import date

import pytest

from gonghui.documents.rules.paper import (
    Heading,
    Layout,
    Paper,
    Paragraph,
    Run,
    chinese_ordinal,
    document_number,
    numbered,
    paper_date,
    record_rows,
    title_lines,
    width_of,
)
from gonghui.foundation.errors import RuleBroken


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")],
)
def test_chinese_ordinal(number, written):
    assert chinese_ordinal(number) == written


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_ordinal_refuses_what_papers_do_not_count(number):
    with pytest.raises(RuleBroken) as refusal:
        chinese_ordinal(number)

    assert (refusal.value.code, refusal.value.facts) == (
        "paper.too_many_headings",
        {"number": number},
    )


def test_headings_number_themselves_and_deeper_ones_begin_anew():
    text = Paragraph.of("正文")
    blocks = [
        Heading(1, "甲"), Heading(2, "子"), Heading(3, "A"), Heading(3, "B"), text,
        Heading(2, "丑"), Heading(3, "C"), Heading(1, "乙"), Heading(2, "寅"), Heading(3, "D"), Heading(4, "E"), Heading(4, "F"),
    ]  # fmt: skip

    assert numbered(blocks) == [
        Heading(1, "一、甲"), Heading(2, "（一）子"), Heading(3, "1.A"), Heading(3, "2.B"), text,
        Heading(2, "（二）丑"), Heading(3, "1.C"), Heading(1, "二、乙"), Heading(2, "（一）寅"), Heading(3, "1.D"), Heading(4, "（1）E"),
        Heading(4, "（2）F"),
    ]  # fmt: skip


def test_a_number_has_hexagonal_brackets_and_no_leading_zero():
    assert document_number("铜工发", 2023, 7) == "铜工发〔2023〕7号"


def test_a_date_has_no_leading_zeros():
    assert paper_date(date(2023, 7, 5)) == "2023年7月5日"


def test_two_digits_are_as_wide_as_a_character():
    assert (width_of("2023年"), width_of("总工会"), width_of("")) == (3.0, 3, 0)


def test_the_words_of_a_paragraph():
    assert Paragraph((Run("会员", strong=True), Run("增加"))).text == "会员增加"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        pytest.param("关于开展调研的通知", ["关于开展调研的通知"], id="one line"),
        pytest.param(
            "铜仁市总工会关于2023年上半年工作情况的报告",
            ["铜仁市总工会关于2023年", "上半年工作情况的报告"],
            id="a number stays whole",
        ),
        pytest.param(
            "关于召开2023年半年工作暨“县级工会加强年”现场观摩推进会的通知",
            ["关于召开2023年半年工作暨", "“县级工会加强年”现场观摩推进会的通知"],
            id="a quotation stays whole where it can",
        ),
        pytest.param("a" * 60, ["a" * 60], id="a word that cannot be parted"),
        pytest.param("", [""], id="none yet"),
    ],
)
def test_a_title_breaks_into_lines_of_about_the_same_width(title, lines):
    assert title_lines(title) == lines


@pytest.mark.parametrize("length", [21, 40, 41, 77, 100])
def test_no_line_of_a_title_is_wider_than_the_type_area(length):
    lines = title_lines("工" * length)

    assert max(map(len, lines)) <= 20
    assert "".join(lines) == "工" * length
    assert max(map(len, lines)) - min(map(len, lines)) <= 1


def test_a_letter_names_no_printer_in_its_record():
    paper = Paper("铜仁市总工会", "函", [], copies="省总工会", printed_by="办公室")

    assert record_rows(paper) == ["抄送：省总工会。", "办公室"]
    assert record_rows(replace(paper, layout=Layout.LETTER)) == ["抄送：省总工会。"]
