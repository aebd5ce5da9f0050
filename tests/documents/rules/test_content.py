"""What a paper may hold, and that it is kept as it was."""

import pytest

from gonghui.documents.rules.content import (
    LONGEST,
    LONGEST_TITLE,
    MOST_COLUMNS,
    MOST_ROWS,
    Content,
    check_content,
    check_title,
    from_json,
    to_json,
)
from gonghui.documents.rules.marks import read_text
from gonghui.documents.rules.paper import Annex, Column, Heading, Paragraph, Table
from gonghui.foundation.errors import RuleBroken

WHOLE = read_text(
    "一、甲\n（一）乙。丙\n正**文**\n表：丁（单位：人）\n| a | b |\n| c | 1 |\n注：戊\n附件：己\n庚"
)


def test_what_is_kept_comes_back():
    assert from_json(to_json(WHOLE)) == WHOLE
    assert check_content(WHOLE) is None


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"blocks": None, "annexes": []}, id="no list"),
        pytest.param({"blocks": [{"kind": "picture"}], "annexes": []}, id="an unknown kind"),
        pytest.param(
            {"blocks": [{"kind": "heading", "level": 7, "text": "a", "rest": ""}], "annexes": []},
            id="a level papers do not have",
        ),
        pytest.param({"blocks": ["text"], "annexes": []}, id="words instead of a block"),
        pytest.param({"blocks": [], "annexes": [{"title": "a"}]}, id="an annex without blocks"),
    ],
)
def test_what_was_not_written_here_is_refused(kept):
    with pytest.raises(RuleBroken) as refusal:
        from_json(kept)

    assert refusal.value.code == "paper.content_unreadable"


def table(columns: int = 2, rows: int = 1) -> Table:
    heads = [Column(f"{n}") for n in range(columns)]
    return Table("指标", heads, [["1"] * columns for _ in range(rows)])


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        pytest.param(Content(), "empty", {}, id="nothing to say"),
        pytest.param(
            Content((Paragraph.of("工" * (LONGEST + 1)),)), "too_long",
            {"count": LONGEST + 1, "most": LONGEST}, id="five hundred pages",
        ),
        pytest.param(
            Content((table(columns=MOST_COLUMNS + 1),)), "table_too_wide",
            {"table": "指标", "count": MOST_COLUMNS + 1, "most": MOST_COLUMNS},
            id="a table wider than the page",
        ),
        pytest.param(
            Content((Paragraph.of("略"),), (Annex("表", (table(rows=MOST_ROWS + 1),)),)),
            "table_too_long", {"table": "指标", "count": MOST_ROWS + 1, "most": MOST_ROWS},
            id="a long table in an annex",
        ),
        pytest.param(Content((table(rows=0),)), "table_empty", {"table": "指标"}, id="a bare head"),
        pytest.param(
            Content(tuple(Heading(1, "甲") for _ in range(100))), "too_many_headings",
            {"number": 100}, id="a hundred headings",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_a_paper(content, code, facts):
    with pytest.raises(RuleBroken) as refusal:
        check_content(content)

    assert (refusal.value.code, refusal.value.facts) == (f"paper.{code}", facts)


@pytest.mark.parametrize(
    ("title", "code"),
    [("", "missing"), ("　 ", "missing"), ("工" * (LONGEST_TITLE + 200), "too_long")],
)
def test_a_title_that_is_none(title, code):
    with pytest.raises(RuleBroken) as refusal:
        check_title(title)

    assert refusal.value.code == f"paper.title_{code}"
