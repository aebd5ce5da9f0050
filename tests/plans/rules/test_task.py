from datetime import date

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.plans.rules.task import check_due, check_percent, check_title, check_words, title_of


@pytest.mark.parametrize(
    ("requirement", "title"),
    [
        pytest.param("要在建会上下功夫，把小哥组织起来。", "在建会上下功夫", id="the first clause"),
        pytest.param(
            "一要学，二要干实事，三要总结。",
            "一要学，二要干实事",
            id="a short clause takes the next",
        ),
        pytest.param(
            "（三）持续推进加强年专项工作。", "持续推进加强年专项工作", id="numbering goes"
        ),
        pytest.param("3. 抓好职工服务阵地建设；", "抓好职工服务阵地建设", id="digits go"),
        pytest.param(
            "12351热线要保持畅通，", "12351热线要保持畅通", id="a number that is part of it stays"
        ),
        pytest.param("长" * 80, "长" * 60, id="cut at sixty characters"),
        pytest.param(
            "要求各级认真落实，", "要求各级认真落实", id="a word that begins like it stays"
        ),
        pytest.param("。", "", id="nothing said"),
    ],
)
def test_title_of_uses_the_words_of_the_requirement_only(requirement, title):
    assert title_of(requirement) == title


@pytest.mark.parametrize(
    ("check", "code", "facts"),
    [
        pytest.param(lambda: check_title("  "), "task.title_missing", {}, id="no title"),
        pytest.param(
            lambda: check_due(date(2023, 7, 11), today=date(2023, 7, 12)),
            "task.due_passed",
            {"due_on": date(2023, 7, 11)},
            id="due yesterday",
        ),
        pytest.param(
            lambda: check_percent(101), "progress.not_a_share", {"percent": 101}, id="more than all"
        ),
        pytest.param(
            lambda: check_percent(-1),
            "progress.not_a_share",
            {"percent": -1},
            id="less than nothing",
        ),
        pytest.param(lambda: check_words("\n "), "progress.words_missing", {}, id="no words"),
    ],
)
def test_what_is_refused(check, code, facts):
    with pytest.raises(RuleBroken) as refusal:
        check()

    assert (refusal.value.code, refusal.value.facts) == (code, facts)


def test_what_is_allowed():
    check_due(date(2023, 7, 12), today=date(2023, 7, 12))
    check_percent(0)
    check_percent(100)

    assert (check_title(" 建会 "), check_words(" 走访了 ")) == ("建会", "走访了")
