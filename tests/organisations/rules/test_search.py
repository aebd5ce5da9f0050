"""Names as they are compared, and the parts they are found by."""

import pytest

from gonghui.organisations.rules.search import (
    LONGEST_PART,
    fold,
    folded,
    is_in_endings,
    parts_of,
    whole,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        pytest.param("鱼梁村", "鱼梁村", id="as it is"),
        pytest.param(" 鱼 梁\n村　", "鱼梁村", id="without spaces"),
        pytest.param("貴州省總工會", "贵州省总工会", id="traditional"),
        pytest.param("ＡＢＣ（贵州）１２", "abc(贵州)12", id="full width and capitals"),
        pytest.param("^村$", "村", id="without our own marks"),
        pytest.param("𠮷田㛃", "𠮷田㛃", id="rare characters stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_is_folded(typed, plain):
    assert fold(typed) == plain


def test_many_are_folded_in_their_order():
    assert folded(["總工會", "", "Ａ\nB"]) == ["总工会", "", "ab"]


def test_the_parts_of_a_name_begin_at_each_character_before_its_ending():
    assert parts_of(["闵孝镇鱼梁村工会委员会", "鱼梁村"]) == {
        "^闵孝镇鱼梁村工会委员会$",
        "^鱼梁村$",
        "孝镇鱼梁村工会委员会",
        "镇鱼梁村工会委员会",
        "鱼梁村工会委员会",
        "梁村工会委员会",
        "村工会委员会",
    }


def test_a_short_name_that_stands_in_no_other_has_parts_of_its_own():
    assert {"桃县", "县"} <= parts_of(["松桃苗族自治县总工会", "松桃县"])


def test_a_name_that_is_all_ending_is_kept_whole():
    assert parts_of(["工会"]) == {"^工会$", "会"}


def test_long_names_are_cut():
    name = "长" * 60

    assert {len(part) for part in parts_of([name])} == {LONGEST_PART} | set(range(1, LONGEST_PART))
    assert whole(name) == "^" + "长" * (LONGEST_PART - 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工会", True),
        ("委员会", True),
        ("总工会", True),
        ("会", True),
        ("村", False),
        ("工会村", False),
    ],
)
def test_what_stands_in_every_ending_is_known(text, expected):
    assert is_in_endings(text) is expected
