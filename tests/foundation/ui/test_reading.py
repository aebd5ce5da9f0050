"""A text and what was read in it share their numbers."""

from gonghui.foundation.pieces import Claim, ClaimAct
from gonghui.foundation.templatetags.reading import paragraphs, runs
from tests.foundation.ui.drawing import drawn, said

TEXT = "五月，市总工会开会。\n会上表彰。"


def claim(number: int, words: str, sure: str = "high", **facts: object) -> Claim:
    start = TEXT.index(words)
    return Claim(number, "项", words, sure, start=start, end=start + len(words), **facts)


def test_the_runs_of_a_text_are_the_text():
    claims = [claim(1, "五月"), claim(2, "市总工会开会"), claim(3, "工会")]

    assert "".join(run.text for run in runs(TEXT, claims)) == TEXT


def test_claims_may_overlap():
    told = [
        (run.text, [one.number for one in run.claims])
        for run in runs(TEXT, [claim(2, "市总工会开会"), claim(3, "工会")])
    ]

    assert told == [
        ("五月，", []), ("市总", [2]), ("工会", [2, 3]), ("开会", [2]), ("。\n会上表彰。", []),
    ]  # fmt: skip


def test_each_number_is_printed_once_where_its_words_end():
    lines = paragraphs(TEXT, [claim(2, "市总工会开会"), claim(3, "工会")])

    assert [[(run.text, [one.number for one in ends]) for run, ends in line] for line in lines] == [
        [("五月，", []), ("市总", []), ("工会", [3]), ("开会", [2]), ("。", [])],
        [("会上表彰。", [])],
    ]


def test_a_claim_over_two_lines_is_marked_in_both_and_numbered_in_the_second():
    lines = paragraphs(TEXT, [claim(1, "开会。\n会上")])

    assert [[(run.text, len(run.claims), len(ends)) for run, ends in line] for line in lines] == [
        [("五月，市总工会", 0, 0), ("开会。", 1, 0)],
        [("会上", 1, 1), ("表彰。", 0, 0)],
    ]


def test_a_claim_that_stands_nowhere_or_beyond_the_text_marks_nothing():
    nowhere = Claim(1, "年", "2023", "mid")
    beyond = Claim(2, "x", "y", "low", start=900, end=901)

    assert [run.text for run in runs(TEXT, [nowhere, beyond])] == [TEXT]
    assert runs("", [nowhere]) == []


def test_where_claims_meet_the_weakest_certainty_shows():
    html = drawn(
        "{% reading_text text=text claims=claims %}",
        text=TEXT,
        claims=[claim(1, "工会"), claim(2, "工会", "low")],
    )

    assert '<mark data-sure="low" >工会</mark><sup>1</sup><sup>2</sup>' in html


def test_only_the_open_claim_can_be_acted_on():
    acts = [ClaimAct("接受", "/a/", "A"), ClaimAct("改", "/e/", "E", opens=True)]
    claims = [claim(1, "五月", "mid", acts=acts), claim(2, "工会", current=True, acts=acts)]
    html = drawn("{% claims claims=claims %}", claims=claims)

    assert html.count('action="/a/"') == 1
    assert html.count('href="/e/"') == 1
    assert html.count('aria-current="true"') == 1


def test_a_claim_says_how_it_stands():
    claims = [
        claim(1, "五月", "mid"),
        claim(2, "五月", "low"),
        claim(3, "五月", "low", state="accepted"),
        claim(4, "五月", state="changed"),
        claim(5, "五月", state="refused"),
    ]

    assert said("{% claims claims=claims %}", claims=claims) == (
        "1 项 五月 请看一眼 2 项 五月 拿不准 3 项 五月 已接受 4 项 五月 已改 5 项 五月 不是"
    )
