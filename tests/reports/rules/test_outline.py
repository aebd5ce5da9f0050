from datetime import date
from decimal import Decimal

import pytest

from gonghui.foundation.periods import Period
from gonghui.reports.rules.facts import Facts, Step
from gonghui.reports.rules.outline import (
    SENTENCES,
    draft,
    period_words,
    table_codes,
    title_of,
)
from gonghui.reports.rules.placeholder import placeholders, read_out, spoken_in
from gonghui.returns.rules.catalogue import half_year
from tests.factories.reports import FACTS, make_facts, make_part, make_told


def texts(facts: Facts) -> dict[str, str]:
    """What the draft says, by title of section."""
    return {
        section.title or section.key: read_out(section.text, spoken_in(section.text, facts))
        for section in draft(facts)
    }


def test_the_draft_of_a_small_form_word_for_word():
    facts = make_facts(
        make_told("members", value=Decimal(24001), change=Decimal("3.2")),
        make_told("women_members", name="女会员", value=None, known=0, change=None),
        make_told("funds", name="帮扶资金", unit="万元", decimals=2, group="新的一组",
                  value=Decimal("63.38"), change=Decimal("-4.0")),
        steps=(Step("一要抓好{建会}。", "基层工作部", date(2023, 9, 30)), Step("学习")),
        meeting="半年工作会",
        tasks=2, behind=3, slow=1,
    )  # fmt: skip

    assert texts(facts) == {
        "opening": (
            "现将2023年上半年全市工会工作情况通报如下。\n"
            "本期全市各级工会应报报表12家，已报11家，占91.7%；已验收9家，占75.0%。"
            "沿河县未报，未计入。以下数字按已报单位汇总，未报的不作零计；"
            "与上年同期比较，只取两期都已报的10家。"
        ),
        "上半年主要工作情况": "",
        "组织建设": "会员2.4万余人，比上年同期增长3.2%。女会员没有单位上报，未计入。",
        "新的一组": "帮扶资金63.38万元，比上年同期下降4%。",
        "存在的问题": (
            "一是报送还不齐。沿河县未报；全市尚有1家未报，相关数字不完整。\n"
            "二是任务进展不平衡。已下发任务2项，滞后3家次，偏慢1家次。"
        ),
        "下一步工作": (
            "按照半年工作会的要求，抓好以下工作：\n"
            "1.一要抓好｛建会｝（牵头部门：基层工作部；2023年9月30日前办结）。\n"
            "2.学习。"
        ),
    }


def test_a_whole_period_without_last_year_says_so_and_finds_no_fault():
    facts = make_facts(filed=12, matched=0, below=(make_part("甲县"),))

    told = texts(facts)

    assert "未报，未计入" not in told["opening"]
    assert told["opening"].endswith("；上年同期没有同口径数据，不作比较。")
    assert told["存在的问题"] == "按平台现有数据，没有缺报、下降和滞后的情况。"
    assert told["下一步工作"] == "尚未下发下一步任务；会议提出要求并形成任务后列入。"


def test_a_county_whose_own_sheet_is_missing_is_named():
    facts = make_facts(below=(make_part("甲县", own_filed=False),))

    assert "甲县本级未报，只计入其所属已报单位。" in texts(facts)["opening"]


def test_what_fell_and_what_is_slower_than_time_is_a_problem():
    facts = make_facts(
        make_told("members", change=Decimal("-1.5")),
        make_told("hardship_households", name="在档困难职工", unit="户", change=Decimal("-9.0")),
        make_told("funds_rate", name="经费收缴完成率", unit="%", is_share=True,
                  value=Decimal("48.0"), change=None),
        filed=12,
    )  # fmt: skip

    assert texts(facts)["存在的问题"] == (
        "一是经费收缴慢于时间进度。完成年度计划的48.0%，时间已过50%。\n"
        "二是部分指标低于上年同期。会员数6.4万余人，比上年同期下降1.5%。"
    )


def test_rankings_name_organisations_only_when_enough_are_known():
    enough = make_facts(make_told("new_members", name="新发展会员"))
    few = make_facts(make_told("new_members", name="新发展会员", ranking=("甲县",)))
    none = make_facts(make_told("new_members", name="新发展会员", ranking=()))

    assert "居前的是甲县、乙县、丙县；靠后的是丁县、戊县、己县。" in texts(enough)["组织建设"]
    assert texts(few)["组织建设"].endswith("居前的是甲县。")
    assert "居前" not in texts(none)["组织建设"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("2023H1", "2023年上半年"), ("2023H2", "2023年下半年"), ("2023Q2", "2023年二季度"),
     ("2023-06", "2023年6月"), ("2023", "2023年度")],
)  # fmt: skip
def test_period_words(code, words):
    assert period_words(Period.parse(code)) == words


def test_title_of():
    assert title_of(FACTS) == "关于2023年上半年全市工会工作情况的通报"


def test_the_table_takes_our_columns_else_the_first_ones():
    ours = make_facts(make_told("funds_rate"), make_told("x"), make_told("members"))
    other = make_facts(*(make_told(code) for code in "abcde"))

    assert table_codes(ours) == ["members", "funds_rate"]
    assert table_codes(other) == ["a", "b", "c", "d"]


def test_every_sentence_speaks_of_an_indicator_of_its_group_on_our_form():
    group_of = {line.code: line.group for line in half_year().blank.lines}
    wrong = [
        (group, placeholder)
        for group, sentences in SENTENCES.items()
        for clauses in sentences
        for clause in clauses
        for placeholder in placeholders(clause)
        if group_of.get(placeholder.partition(":")[2]) != group
    ]

    assert wrong == []


def test_every_group_of_our_form_is_written():
    assert {line.group for line in half_year().blank.lines} == set(SENTENCES)
