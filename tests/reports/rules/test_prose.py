from decimal import Decimal

import pytest

from gonghui.reports.rules.prose import change_words, exact, figure_words, in_prose, names_in_row
from tests.factories.reports import make_told


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        pytest.param("0", "场", "0场", id="none is said as none"),
        pytest.param("63", "家", "63家", id="below a hundred exact"),
        pytest.param("99", "家", "99家", id="the last exact one"),
        pytest.param("100", "家", "100家", id="a round hundred has nothing more"),
        pytest.param("286", "场", "280余场", id="three digits in tens"),
        pytest.param("1088", "份", "1000余份", id="four digits in hundreds"),
        pytest.param("5600", "家", "5600家", id="a round four-digit number"),
        pytest.param("9999", "家", "9900余家", id="never rounded up"),
        pytest.param("10000", "人", "1万人", id="ten thousand"),
        pytest.param("24000", "人次", "2.4万人次", id="exactly 2.4"),
        pytest.param("24001", "人次", "2.4万余人次", id="one more than 2.4"),
        pytest.param("29999", "人", "2.9万余人", id="cut down, not rounded"),
        pytest.param("123456789", "人", "1.2亿余人", id="a hundred million"),
        pytest.param("63.38", "万元", "63.38万元", id="little money exact"),
        pytest.param("12.50", "万元", "12.5万元", id="no needless zero"),
        pytest.param("3234.56", "万元", "3234余万元", id="money above a million"),
        pytest.param("3234.00", "万元", "3234万元", id="round money"),
        pytest.param("12345.60", "万元", "1.2亿余元", id="money above a hundred million"),
        pytest.param("86.6", "%", "86.6%", id="a share is exact"),
    ],
)
def test_in_prose(value, unit, words):
    assert in_prose(Decimal(value), unit) == words


def test_what_nobody_filed_is_said_to_be_missing():
    told = make_told(value=None, known=0)

    assert (figure_words(told), exact(told)) == ("（未报）", "未报")


def test_the_exact_value_keeps_every_digit():
    assert exact(make_told(value=Decimal("3234.50"), decimals=2)) == "3,234.50"


@pytest.mark.parametrize(
    ("change", "is_share", "words"),
    [
        pytest.param("12.3", False, "，比上年同期增长12.3%", id="grown"),
        pytest.param("-5.0", False, "，比上年同期下降5%", id="fallen"),
        pytest.param("0.0", False, "，与上年同期持平", id="the same"),
        pytest.param("1.2", True, "，比上年同期提高1.2个百分点", id="a share rises in points"),
        pytest.param("-0.4", True, "，比上年同期降低0.4个百分点", id="a share falls in points"),
        pytest.param(None, False, "", id="nothing to compare with"),
    ],
)
def test_change_words(change, is_share, words):
    known = None if change is None else Decimal(change)

    assert change_words(make_told(change=known, is_share=is_share)) == words


def test_names_in_row():
    assert (names_in_row(["甲县", "乙县"]), names_in_row([])) == ("甲县、乙县", "无")
