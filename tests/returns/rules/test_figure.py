"""One cell: what people type and what it is written as."""

from decimal import Decimal

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.returns.rules.figure import (
    Figure,
    percentage,
    ratio_of,
    read_figure,
    written,
)
from gonghui.returns.rules.indicator import Addition
from tests.factories.returns import make_line

PERSONS = make_line()
MONEY = make_line("funds", decimals=2)
YES = make_line("six_haves", addition=Addition.YES)


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        pytest.param("1088", PERSONS, 1088, id="plain"),
        pytest.param("１，０８８", PERSONS, 1088, id="full width"),
        pytest.param(" 1,088 ", PERSONS, 1088, id="thousands and spaces"),
        pytest.param("8.00", PERSONS, 8, id="whole with needless zeros"),
        pytest.param("42.12", MONEY, 4212, id="money is kept in its smallest unit"),
        pytest.param("0", PERSONS, 0, id="none is zero"),
        pytest.param("", PERSONS, None, id="a gap is not a zero"),
        pytest.param("　", PERSONS, None, id="a full-width space is a gap"),
        pytest.param("是", YES, 1, id="yes"),
        pytest.param("否", YES, 0, id="no"),
        pytest.param("１", YES, 1, id="yes as a digit"),
        pytest.param("", YES, None, id="neither"),
    ],
)
def test_a_cell_is_read_as_people_type_it(text, line, value):
    assert read_figure(text, line) == value


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("八十", PERSONS, "figure.unreadable", id="words"),
        pytest.param("12a", PERSONS, "figure.unreadable", id="letters"),
        pytest.param("1,0", PERSONS, "figure.unreadable", id="a comma where a point was meant"),
        pytest.param("=1+1", PERSONS, "figure.unreadable", id="a formula"),
        pytest.param("9" * 50, PERSONS, "figure.unreadable", id="no end of digits"),
        pytest.param("-3", PERSONS, "figure.negative", id="a negative count"),
        pytest.param("3.5", PERSONS, "figure.not_whole", id="half a person"),
        pytest.param("1.234", MONEY, "figure.too_fine", id="a third digit of money"),
        pytest.param("9999999999999", PERSONS, "figure.too_large", id="more than the nation"),
        pytest.param("也许", YES, "figure.yes_or_no", id="perhaps"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_was_typed(text, line, code):
    with pytest.raises(RuleBroken) as refused:
        read_figure(text, line)

    assert (refused.value.code, refused.value.facts["text"]) == (code, text[:40])


@pytest.mark.parametrize(
    ("value", "line", "words"),
    [
        pytest.param(64930, PERSONS, "64,930", id="thousands"),
        pytest.param(4210, MONEY, "42.10", id="all decimals"),
        pytest.param(None, PERSONS, "", id="a gap stays a gap"),
        pytest.param(1, YES, "是", id="yes"),
    ],
)
def test_a_cell_is_written(value, line, words):
    assert written(value, line) == words


def test_what_is_written_is_read_again():
    assert [read_figure(written(value, MONEY), MONEY) for value in (0, 5, 10**9)] == [0, 5, 10**9]


def test_a_percentage_is_rounded_half_up_and_nothing_is_divided_by_zero():
    assert percentage(1, 8, 1) == Decimal("12.5")
    assert percentage(125, 1000, 0) == Decimal("13")
    assert percentage(1, 0, 1) is None


def test_a_ratio_over_parts_with_other_decimals_is_exact():
    parts = {"funds": MONEY, "members": PERSONS}
    rate = make_line(
        "rate", addition=Addition.RATIO, decimals=1, numerator="funds", denominator="members"
    )

    assert ratio_of({"funds": 1250, "members": 25}, rate, parts) == Decimal("50.0")
    assert ratio_of({"funds": 1250}, rate, parts) is None


def test_a_figure_knows_whether_everybody_gave_it():
    assert Figure(PERSONS, Decimal(3), 2, 3).is_whole is False
    assert Figure(PERSONS, None, 0, 3).words == ""
