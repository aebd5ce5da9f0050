from datetime import date, datetime
from decimal import Decimal

import pytest

from gonghui.documents.rules.workbook import (
    CellKind,
    Column,
    Fault,
    Mark,
    Row,
    Template,
    read_cell,
    read_row,
)
from gonghui.foundation.errors import RuleBroken

K = CellKind
EIGHT = datetime(2023, 9, 5, 8)  # noqa: DTZ001 -- a spreadsheet knows no zones
LINES = [("organising", "组织建设"), ("rights", "权益保障（法律）")]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        pytest.param(K.TEXT, "  铜仁市总工会\n", "铜仁市总工会", id="a text without its edges"),
        pytest.param(K.TEXT, "张\u200b三\x07", "张三", id="without what nobody sees"),
        pytest.param(K.TEXT, "A（甲）", "A（甲）", id="a text keeps its width"),
        pytest.param(K.TEXT, 12, "12", id="a number in a text column"),
        pytest.param(K.TEXT, 12.5, "12.5", id="a fraction in a text column"),
        pytest.param(K.TEXT, "   ", None, id="spaces are nothing"),
        pytest.param(K.TEXT, None, None, id="an empty cell is not a zero"),
        pytest.param(K.CODE, "007", "007", id="zeros in front stay"),
        pytest.param(K.CODE, "３３０１０６ 1990", "3301061990", id="a code in full width"),
        pytest.param(K.CODE, 522201, "522201", id="a code typed as a number"),
        pytest.param(K.CODE, 522201.0, "522201", id="a code a program made a float"),
        pytest.param(K.WHOLE, "１，２３４", 1234, id="full width, thousands"),
        pytest.param(K.WHOLE, "1,234", 1234, id="thousands"),
        pytest.param(K.WHOLE, 5.0, 5, id="a whole float"),
        pytest.param(K.WHOLE, "-3", -3, id="below zero"),
        pytest.param(K.NUMBER, 0.1 + 0.2, Decimal("0.3"), id="no dust of floats"),
        pytest.param(K.NUMBER, "66.70", Decimal("66.70"), id="as typed"),
        pytest.param(K.DAY, date(2023, 9, 5), date(2023, 9, 5), id="a day"),
        pytest.param(K.DAY, EIGHT, date(2023, 9, 5), id="a day with an hour"),
        pytest.param(K.DAY, "2023年9月5日", date(2023, 9, 5), id="in Chinese"),
        pytest.param(K.DAY, "2023.9.5", date(2023, 9, 5), id="with dots"),
        pytest.param(K.DAY, "２０２３/９/５", date(2023, 9, 5), id="full width"),
        pytest.param(K.DAY, 20230905, date(2023, 9, 5), id="eight digits as a number"),
        pytest.param(K.DAY, "2023-09-05 00:00:00", date(2023, 9, 5), id="midnight as text"),
        pytest.param(K.CHOICE, "组织建设", "organising", id="by title"),
        pytest.param(K.CHOICE, "RIGHTS", "rights", id="by value"),
        pytest.param(K.CHOICE, "权益保障 (法律)", "rights", id="other brackets and a space"),
    ],
)
def test_a_cell_is_read(kind, raw, value):
    assert read_cell(Column("k", "列", kind, choices=LINES), raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code", "facts"),
    [
        pytest.param(
            K.CODE, "3.30106E+17", "cell.digits_lost", {"shown": "3.30106E+17"}, id="a number as text"
        ),
        pytest.param(
            K.CODE,
            330106199001011000,
            "cell.digits_lost",
            {"shown": "3.30106E+17"},
            id="an identity number that lost its end",
        ),
        pytest.param(
            K.CODE, 3.30106199001011e17, "cell.digits_lost", {"shown": "3.30106E+17"}, id="a float"
        ),
        pytest.param(
            K.CODE, date(2023, 5, 1), "cell.became_day", {"shown": "2023-05-01"}, id="a date of 5-1"
        ),
        pytest.param(
            K.TEXT, date(2023, 5, 1), "cell.became_day", {"shown": "2023-05-01"}, id="a date in words"
        ),
        pytest.param(K.NUMBER, "三", "cell.not_number", {"text": "三"}, id="words"),
        pytest.param(K.NUMBER, "1e309", "cell.not_number", {"text": "1e309"}, id="an exponent"),
        pytest.param(K.NUMBER, "NaN", "cell.not_number", {"text": "NaN"}, id="not a number at all"),
        pytest.param(
            K.NUMBER, date(2023, 5, 1), "cell.became_day", {"shown": "2023-05-01"}, id="a day"
        ),
        pytest.param(
            K.NUMBER, 1e16, "cell.digits_lost", {"shown": "1.00000E+16"}, id="too many digits"
        ),
        pytest.param(K.WHOLE, "1.5", "cell.not_whole", {"text": "1.5"}, id="a fraction"),
        pytest.param(
            K.WHOLE, "9" * 16, "cell.digits_lost", {"shown": "1.00000E+16"}, id="sixteen digits"
        ),
        pytest.param(K.DAY, "2月30日", "cell.not_day", {"text": "2月30日"}, id="no year"),
        pytest.param(
            K.DAY, "2023-02-30", "cell.not_day", {"text": "2023-02-30"}, id="no such day"
        ),
        pytest.param(K.DAY, 12, "cell.not_day", {"text": "12"}, id="a small number"),
        pytest.param(
            K.DAY, date(1899, 12, 31), "cell.far_day", {"day": date(1899, 12, 31)}, id="long ago"
        ),
        pytest.param(K.CHOICE, "别的", "cell.not_one_of",
                     {"text": "别的", "choices": ["组织建设", "权益保障（法律）"]}, id="not offered"),
        pytest.param(K.TEXT, True, "cell.yes_or_no", {}, id="TRUE"),
        pytest.param(K.TEXT, Mark.FORMULA, "cell.formula", {}, id="a formula without its value"),
        pytest.param(K.WHOLE, Mark.ERROR, "cell.error", {}, id="#REF!"),
    ],
)  # fmt: skip
def test_what_is_spoilt_or_wrong_is_told_and_never_guessed(kind, raw, code, facts):
    with pytest.raises(RuleBroken) as told:
        read_cell(Column("k", "列", kind, choices=LINES), raw)

    assert (told.value.code, told.value.facts) == (code, facts)


@pytest.mark.parametrize(
    ("kind", "most", "raw", "code"),
    [
        pytest.param(K.TEXT, 3, "𬱖明㛃", None, id="rare characters count once"),
        pytest.param(K.TEXT, 3, "一二三四", "cell.too_long", id="a character too many"),
        pytest.param(K.CODE, 3, "1234", "cell.too_long", id="a digit too many"),
        pytest.param(K.WHOLE, 100, 100, None, id="the largest"),
        pytest.param(K.WHOLE, 100, 101, "cell.too_large", id="one more"),
        pytest.param(K.NUMBER, 1, "1.01", "cell.too_large", id="a little more"),
    ],
)
def test_most_is_held(kind, most, raw, code):
    column = Column("k", "列", kind, most=most)
    if code is None:
        assert read_cell(column, raw) is not None
    else:
        with pytest.raises(RuleBroken, match=code):
            read_cell(column, raw)


@pytest.mark.parametrize("raw", [None, "", "　", "\u200b"])
def test_a_needed_cell_is_missed(raw):
    with pytest.raises(RuleBroken, match=r"cell\.missing"):
        read_cell(Column("k", "列", required=True), raw)


def test_a_long_list_names_only_some_choices():
    many = [(str(n), f"第{n}") for n in range(20)]

    with pytest.raises(RuleBroken) as told:
        read_cell(Column("k", "列", K.CHOICE, choices=many), "没有")

    assert told.value.code == "cell.not_in_list"
    assert len(told.value.facts["choices"]) == 8


def test_a_row_tells_all_its_faults_at_once():
    template = Template(
        "x", 1, "表", [Column("name", "名称", required=True), Column("n", "数", K.WHOLE)]
    )

    assert read_row(template, 7, {"n": "多"}) == (
        Row(7, {"name": None, "n": None}),
        [Fault(7, "name", "cell.missing"), Fault(7, "n", "cell.not_number", {"text": "多"})],
    )
