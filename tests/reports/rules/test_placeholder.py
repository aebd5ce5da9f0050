import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.reports.rules.placeholder import (
    Piece,
    check_text,
    pieces,
    placeholders,
    plain,
    read_out,
    spoken,
    spoken_in,
)
from tests.factories.reports import FACTS, make_facts, make_part, make_told


@pytest.mark.parametrize(
    ("placeholder", "words"),
    [
        ("figure:members", "6.4万余人"),
        ("change:members", "，比上年同期增长12.3%"),
        ("leading:members", "甲县、乙县、丙县"),
        ("lagging:members", "丁县、戊县、己县"),
        ("count:expected", "12"),
        ("count:filed", "11"),
        ("count:accepted", "9"),
        ("count:unfiled", "1"),
        ("count:below", "2"),
        ("count:missing", "1"),
        ("count:tasks", "0"),
        ("share:filed", "91.7%"),
        ("share:accepted", "75.0%"),
        ("names:missing", "沿河县"),
        ("names:without_own", "无"),
    ],
)
def test_spoken(placeholder, words):
    assert spoken(placeholder, FACTS) == words


@pytest.mark.parametrize("placeholder", ["figure:x", "count:x", "names:x", "share:x", "x:members"])
def test_spoken_refuses_what_means_nothing(placeholder):
    with pytest.raises(RuleBroken) as refusal:
        spoken(placeholder, FACTS)

    assert (refusal.value.code, refusal.value.facts) == (
        "report.placeholder_unknown",
        {"placeholder": "{" + placeholder + "}"},
    )


def test_nobody_lags_among_a_few():
    few = make_facts(make_told(ranking=("甲县", "乙县", "丙县")))

    assert spoken("lagging:members", few) == "无"


def test_a_share_of_nothing_is_nothing():
    assert spoken("share:filed", make_facts(expected=0, filed=0)) == "0%"


def test_whose_own_sheet_is_missing():
    facts = make_facts(below=(make_part("甲县", own_filed=False), make_part("乙县")))

    assert spoken("names:without_own", facts) == "甲县"


def test_a_text_is_cut_at_its_live_figures():
    text = "会员{figure:members}{change:members}，共{count:below}家。"
    said = spoken_in(text, FACTS)

    assert pieces(text, said) == [
        Piece("会员"),
        Piece("6.4万余人", "members"),
        Piece("，比上年同期增长12.3%"),
        Piece("，共"),
        Piece("2"),
        Piece("家。"),
    ]
    assert read_out(text, said) == "会员6.4万余人，比上年同期增长12.3%，共2家。"


def test_words_from_elsewhere_cannot_become_figures():
    assert placeholders(plain("要{figure:members}")) == []


BEFORE = "会员{figure:members}。"


def test_moving_a_figure_is_fine():
    check_text("到{figure:members}了", before=BEFORE, facts=FACTS, may_drop=False)


def test_a_figure_that_is_gone_is_told_unless_it_may_go():
    check_text("会员不少。", before=BEFORE, facts=FACTS, may_drop=True)

    with pytest.raises(RuleBroken) as refusal:
        check_text("会员不少。", before=BEFORE, facts=FACTS, may_drop=False)

    assert (refusal.value.code, refusal.value.facts) == (
        "report.placeholder_dropped",
        {"placeholders": "{figure:members}"},
    )


def test_a_spoiled_figure_is_told():
    with pytest.raises(RuleBroken) as refusal:
        check_text("会员{figure:member}。", before=BEFORE, facts=FACTS, may_drop=True)

    assert refusal.value.code == "report.placeholder_unknown"
