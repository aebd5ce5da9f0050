"""What is typed into one box, read into blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonghui.documents.rules.content import Content
from gonghui.documents.rules.marks import read_text, text_of
from gonghui.documents.rules.paper import Annex, Column, Heading, Paragraph, Run, Table


@pytest.mark.parametrize(
    ("line", "block"),
    [
        pytest.param("一、总体情况", Heading(1, "总体情况"), id="first level"),
        pytest.param("十二、其他", Heading(1, "其他"), id="above ten"),
        pytest.param("（三）建会", Heading(2, "建会"), id="second level"),
        pytest.param("(三)建会", Heading(2, "建会"), id="half-width brackets"),
        pytest.param("2.新业态", Heading(3, "新业态"), id="third level"),
        pytest.param("2、新业态", Heading(3, "新业态"), id="third level as people type it"),
        pytest.param("（1）骑手", Heading(4, "骑手"), id="fourth level"),
        pytest.param(
            "（一）建会。今年新建12家。", Heading(2, "建会。", "今年新建12家。"), id="text runs on"
        ),
        pytest.param("一、坚持学习。", Heading(1, "坚持学习。"), id="a heading with its stop"),
        pytest.param("3.5万人参加", Paragraph.of("3.5万人参加"), id="a decimal is no heading"),
        pytest.param("2023年以来", Paragraph.of("2023年以来"), id="nor is a year"),
        pytest.param("一、", Paragraph.of("一、"), id="a number without words"),
        pytest.param("　　首行空两格", Paragraph.of("首行空两格"), id="an indent typed by hand"),
        pytest.param(
            "请**务必**按时",
            Paragraph((Run("请"), Run("务必", strong=True), Run("按时"))),
            id="strong words",
        ),
        pytest.param("2**3", Paragraph.of("2**3"), id="a lone mark is words"),
    ],
)
def test_a_line(line, block):
    assert read_text(line) == Content((block,))


def test_a_table_with_caption_unit_and_note():
    typed = (
        "表1：主要指标（单位：人）\n| 单位 | 会员数 |\n|---|---:|\n| 江口县 | 64,930 |\n"
        "| 石阡县 |\n注：石阡县未报。"
    )

    [table] = read_text(typed).blocks

    assert table == Table(
        "主要指标",
        (Column("单位", numeric=False, share=2), Column("会员数", numeric=True, share=2)),
        (("江口县", "64,930"), ("石阡县", "—")),
        unit="人",
        note="石阡县未报。",
    )


def test_a_column_nobody_filled_in_stays_blank():
    [table] = read_text("| 序号 | 姓名 |\n| 1 | |\n| 2 | |").blocks

    assert table.rows == (("1", ""), ("2", ""))


def test_what_stands_below_an_attachment_line_is_attached():
    content = read_text("正文。\n附件1：名单\n| 姓名 | 数 |\n| 甲 | 1 |\n附件2：2.路线")

    assert content.blocks == (Paragraph.of("正文。"),)
    assert [annex.title for annex in content.annexes] == ["名单", "路线"]
    assert content.annexes[1] == Annex("路线")


def test_a_caption_without_a_table_is_words():
    assert read_text("表：见后").blocks == (Paragraph.of("表：见后"),)


LINES = st.sampled_from(
    ["一、甲", "（一）乙。丙。", "1.丁", "（1）戊", "己。", "**庚**辛", "表：壬（单位：人）", "| a | 1 |",
     "| 未报 |", "||", "|---|", "注：癸", "附件：子", "附件3：", "", "  ", "12345", "(", "**", "|"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_written_back_and_read_again_it_is_the_same(lines):
    content = read_text("\n".join(lines))

    assert read_text(text_of(content)) == content


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_anything_can_be_typed(text):
    content = read_text(text)

    assert content.length <= len(text) + 2 * len(text)
