from decimal import Decimal

import pytest

from gonghui.foundation.chinese import (
    initials,
    name_pinyin,
    pinyin,
    read_number,
    spelt,
    tidy,
    tidy_name,
)
from gonghui.foundation.errors import RuleBroken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1,234", Decimal(1234), id="thousands marks"),
        pytest.param("１，２３４．５０", Decimal("1234.50"), id="full width"),
        pytest.param(" 12 345 ", Decimal(12345), id="spaces"),
        pytest.param("-3", Decimal(-3), id="negative"),
        pytest.param("0", Decimal(0), id="a zero is a number"),
        pytest.param(" 　", None, id="nothing is not a zero"),
    ],
)
def test_read_number(text, expected):
    assert read_number(text) == expected


@pytest.mark.parametrize("text", ["abc", "1,23", "1e309", "NaN", "1.2.3", "9" * 50])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(RuleBroken) as refusal:
        read_number(text)

    assert refusal.value.code == "number.unreadable"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("张　三", "张三", id="spaces inside"),
        pytest.param("阿依古丽•买买提", "阿依古丽·买买提", id="one dot for all dots"),
        pytest.param("𬱖明", "𬱖明", id="a rare character stays"),
        pytest.param("李\u200b四\u202e", "李四", id="what cannot be seen goes"),
    ],
)
def test_tidy_name(typed, kept):
    assert tidy_name(typed) == kept


def test_half_a_character_never_reaches_the_database():
    tidy("前\ud800后").encode()


@pytest.mark.parametrize(
    ("name", "reading"), [("单丽", "shanli"), ("曾明", "zengming"), ("解放", "xiefang")]
)
def test_a_surname_is_read_as_a_surname(name, reading):
    assert name_pinyin(name) == reading


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("铜仁市总工会", id="a name"),
        pytest.param("重庆长安汽车", id="readings by the word"),
        pytest.param("ABC公司3厂", id="letters and digits stand whole"),
        pytest.param("10 号·楼A座", id="dots and spaces"),
        pytest.param("𬱖㛃村", id="rare characters"),
        pytest.param("", id="nothing"),
    ],
)
def test_spelt_at_once_is_as_spelt_one_after_the_other(text):
    assert spelt(text) == (pinyin(text), initials(text))


def test_spelt_is_what_people_type():
    assert spelt("铜仁市A2") == ("tongrenshia2", "trsa2")
