"""What the checks say about a sheet."""

import pytest

from gonghui.returns.rules.catalogue import half_year
from gonghui.returns.rules.form import Blank, Check, CheckKind
from gonghui.returns.rules.indicator import Addition
from gonghui.returns.rules.sheet import (
    Answers,
    digest_of,
    findings_of,
    hard_findings,
    read_typed,
    soft_findings,
    still_open,
)
from tests.factories.returns import BLANK, VALUES, make_line

LINES = {code: make_line(code) for code in ("all", "a", "b", "c")}


def blank_with(kind, *codes):
    return Blank(tuple(LINES.values()), (Check(kind, codes),))


def told(findings):
    return [(one.line.code if one.line else None, one.hard, one.refusal.code) for one in findings]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        pytest.param(CheckKind.AT_MOST, (3, 3, 0, 0), (4, 3, 0, 0), id="no more than"),
        pytest.param(CheckKind.SUMS, (6, 1, 2, 3), (7, 1, 2, 3), id="parts make the whole"),
        pytest.param(CheckKind.BALANCE, (6, 5, 3, 2), (5, 5, 3, 2), id="end = start + new − gone"),
        pytest.param(CheckKind.SOME, (1, 0, 1, 0), (1, 0, 0, 0), id="not all zero"),
    ],
)
def test_a_contradiction_is_hard(kind, good, bad):
    codes = ("all", "a") if kind is CheckKind.AT_MOST else ("all", "a", "b", "c")
    blank = blank_with(kind, *codes)

    assert hard_findings(dict(zip(LINES, good, strict=True)), blank) == []
    assert told(hard_findings(dict(zip(LINES, bad, strict=True)), blank)) == [
        ("all", True, f"sheet.{kind.value}")
    ]


def test_a_check_with_a_figure_missing_is_silent():
    assert hard_findings({"all": 9}, blank_with(CheckKind.SUMS, "all", "a")) == []


@pytest.mark.parametrize(
    ("now", "before", "code"),
    [
        pytest.param(131, 100, "sheet.large_change", id="31 % more"),
        pytest.param(130, 100, None, id="30 % more is usual"),
        pytest.param(69, 100, "sheet.large_change", id="31 % less"),
        pytest.param(0, 100, "sheet.zero_now", id="nothing any more"),
        pytest.param(0, 0, None, id="still nothing"),
        pytest.param(9, 3, None, id="a small number says nothing"),
        pytest.param(30, 0, "sheet.large_change", id="much where nothing was"),
    ],
)
def test_an_unusual_change_wants_a_reason(now, before, code):
    line = LINES["a"]
    found = soft_findings({"a": now}, {"a": before}, [line], Blank((line,)))

    assert told(found) == ([] if code is None else [("a", False, code)])


def test_everything_the_same_as_last_year_wants_a_reason():
    lines = [LINES["a"], LINES["b"]]
    blank = Blank(tuple(lines))

    assert told(soft_findings({"a": 1, "b": 2}, {"a": 1, "b": 2}, lines, blank)) == [
        (None, False, "sheet.same_as_before")
    ]
    assert soft_findings({"a": 1, "b": 3}, {"a": 1, "b": 2}, lines, blank) == []


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        pytest.param(49, [("membership_rate", False, "sheet.unusual_rate")], id="below half"),
        pytest.param(50, [], id="half"),
        pytest.param(100, [], id="all"),
    ],
)
def test_an_unusual_entry_rate_wants_a_reason(members, codes):
    values = VALUES | {"members": members}

    assert told(findings_of(Answers(values), {}, level="grassroots", blank=BLANK)) == codes


def test_a_reason_opens_the_way_for_soft_findings_only():
    values = VALUES | {"members": 20, "women": 30}
    found = findings_of(Answers(values), {}, level="grassroots", blank=BLANK)
    notes = {"membership_rate": "新建单位", "women": "没有错"}

    assert told(still_open(found, notes)) == [("women", True, "sheet.at_most")]


def test_only_who_is_asked_can_leave_a_gap():
    answers = Answers(VALUES)

    assert findings_of(answers, {}, level="grassroots", blank=BLANK) == []
    assert told(findings_of(answers, {}, level="county", blank=BLANK)) == [
        ("letters", True, "sheet.figure_missing")
    ]


def test_each_unreadable_cell_is_told_and_the_others_are_read():
    values, found = read_typed({"a": "三", "b": "2", "c": ""}, list(LINES.values()))

    assert values == {"b": 2}
    assert told(found) == [("a", True, "figure.unreadable")]


def test_a_digest_changes_with_every_part_of_a_version():
    whole = digest_of(1, {"a": 1}, {"a": "因"})

    assert whole == digest_of(1, {"a": 1}, {"a": "因"})
    assert len({whole, digest_of(2, {"a": 1}, {"a": "因"}), digest_of(1, {"a": 2}, {"a": "因"}),
                digest_of(1, {"a": 1}, {})}) == 4  # fmt: skip


def test_the_half_year_form_is_whole():
    catalogue = half_year()
    blank = catalogue.blank
    codes = set(blank.line)

    assert len(blank.typed) >= 40
    assert {line.addition for line in blank.lines} == set(Addition)
    assert {code for check in blank.checks for code in check.codes} <= codes
    assert {line.part_of for line in blank.lines if line.part_of} <= codes
    for ratio in blank.ratios:
        parts = blank.line[ratio.numerator], blank.line[ratio.denominator]
        assert all(part.is_typed and part.asked_of == ratio.asked_of for part in parts)
    for check in blank.checks:
        assert len({blank.line[code].decimals for code in check.codes}) == 1
