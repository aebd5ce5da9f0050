"""姓氏笔画: the golden list, rare characters, and what holds for any name."""

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.strokes import LONGEST_KEY, stroke_key, strokes_of

DATA = files("gonghui.foundation") / "data" / "strokes"

# 干 before 于: the same kinds of strokes, so 通用规范汉字表 decides (23 and 24).
GOLDEN = (
    "丁小宁 干将 于谦 万方 上官云 卫青 习习 马良 王小宁 仇和 文明 方圆 邓超 石磊 田野 白雪 冯巩 司马光 "
    "关羽 许仙 李一鸣 李大鸣 何晏 张飞 陈真 林涛 欧洁 欧阳少东 单雄信 洪少东 高富 高大富"
)


def in_order(names: str) -> str:
    backwards = names.split()[::-1]
    return " ".join(sorted(backwards, key=stroke_key))


def table() -> dict[str, str]:
    """Character and strokes, in the order of the file."""
    lines = (DATA / "order.tsv").read_text(encoding="utf-8").splitlines()
    return {character: code for code, written in map(str.split, lines) for character in written}


TABLE = table()


def test_the_golden_list():
    assert in_order(GOLDEN) == GOLDEN


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("丁一 王一 邓一芳 石一 冯一 朱一", id="by the number of strokes"),
        pytest.param("王一 木一 毛一 文一 孔一", id="then 横竖撇点折"),
        pytest.param("高富 高大富 高富大", id="a single given name first"),
        pytest.param("欧大洁 欧洁如 欧阳洁 欧阳少东", id="one surname stays together"),
        pytest.param("司一 司空一 司徒一", id="compound surnames of one beginning"),
        pytest.param("张三 張三", id="traditional by its own strokes"),
        pytest.param("李明 李㛃 李𬱖", id="rare characters of the official table"),
        pytest.param("阿吉 阿依·提 阿依古丽 阿依古丽·买买提", id="with a dot"),
        pytest.param(
            "一 乙 〇", id="one character; the circle is one stroke, after the known ones"
        ),
        pytest.param("白一 𠮷一 张一", id="known by count only stands with its count"),
        pytest.param("吉一 羽一 𠮷一 李一", id="behind the known ones of its count"),
        pytest.param("龘一 Anna bert Cara あ 한", id="other scripts at the very end"),
    ],
)
def test_the_order_of_names(names):
    assert in_order(names) == names


@pytest.mark.parametrize(
    ("character", "count"),
    [
        pytest.param("邓", 4, id="邓, often miscounted"),
        pytest.param("陈", 7, id="陈, often miscounted"),
        pytest.param("阿", 7, id="阿, often miscounted"),
        pytest.param("仇", 4, id="仇"),
        pytest.param("单", 8, id="单"),
        pytest.param("〇", 1, id="a circle"),
        pytest.param("𠮷", 6, id="by count only"),
        pytest.param("A", None, id="no character of Chinese"),
    ],
)
def test_strokes_of(character, count):
    assert strokes_of(character) == count


def test_a_name_of_nothing_has_no_key():
    assert [stroke_key(text) for text in ("", "  ", "\u200b")] == ["", "", ""]


def test_the_same_name_typed_otherwise_has_the_same_key():
    assert stroke_key(" 阿依古丽 • 买买提") == stroke_key("阿依古丽·买买提")


def test_the_file_is_in_order_and_holds_what_was_corrected():
    lines = (DATA / "ours.tsv").read_text(encoding="utf-8").splitlines()
    ours = dict(line.split("\t") for line in lines)
    codes = list(dict.fromkeys(TABLE.values()))

    assert codes == sorted(set(codes), key=lambda code: (len(code), code))
    assert set("".join(codes)) == set("12345")
    assert len(TABLE) == 10_823
    assert {character: TABLE[character] for character in ours} == ours


han = st.sampled_from(sorted(TABLE))
names = st.one_of(
    st.text(han, min_size=1, max_size=6),
    st.text(min_size=1, max_size=60),
    st.text(st.sampled_from("欧阳司马李·〇𠮷a한"), min_size=1, max_size=8),
)


@given(names)
def test_any_name_has_a_key_of_digits_that_fits_its_column(name):
    key = stroke_key(name)

    assert key == "" or (key.isascii() and key.isdigit())
    assert len(key) <= LONGEST_KEY


@given(han, han, st.text(han, min_size=1, max_size=3))
def test_the_first_character_decides_by_count_and_kinds(one, other, given_name):
    first, second = ((len(TABLE[character]), TABLE[character]) for character in (one, other))
    keys = stroke_key(one + given_name), stroke_key(other + given_name)

    if first < second:
        assert keys[0] < keys[1]
    assert (keys[0] == keys[1]) == (one == other)


@given(st.lists(st.text(han, min_size=1, max_size=4), min_size=2, unique=True))
def test_two_names_never_have_one_key(some):
    ordered = sorted(map(stroke_key, some))

    assert all(one < other for one, other in pairwise(ordered))
