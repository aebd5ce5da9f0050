"""Telephone and identity card numbers as people type them."""

from datetime import date

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.people.rules.contact import read_id_number, read_phone

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    ["13812345678", " 138 1234 5678 ", "138-1234-5678", "+8613812345678", "１３８１２３４５６７８"],
)
def test_a_phone_is_read_however_it_is_typed(typed):
    assert read_phone(typed) == "13812345678"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("1381234567", id="a digit short"),
        pytest.param("12812345678", id="no mobile number begins so"),
        pytest.param("0856-5221234", id="a desk telephone"),
        pytest.param("", id="nothing"),
        pytest.param("1381234567八", id="a word"),
    ],
)
def test_a_wrong_phone_is_refused(typed):
    with pytest.raises(RuleBroken) as refusal:
        read_phone(typed)

    assert refusal.value.code == "mobile.wrong"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        # invented numbers that keep the check of GB 11643
        pytest.param("11010519491231002X", "11010519491231002X", id="ends in X"),
        pytest.param("11010519491231002x", "11010519491231002X", id="a small x"),
        pytest.param("133100199001010015", "133100199001010015", id="a district younger than 2018"),
        pytest.param("830000199001010012", "830000199001010012", id="a residence permit"),
    ],
)
def test_an_id_number_is_read(typed, number):
    assert read_id_number(typed, on=TODAY) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("110105194912310", "id_number.wrong_length", id="15 places"),
        pytest.param("110105194913310021", "id_number.wrong_birth", id="a thirteenth month"),
        pytest.param("110105209901010021", "id_number.wrong_birth", id="not born yet"),
        pytest.param("110105189901010021", "id_number.wrong_birth", id="older than anybody"),
        pytest.param("110105194912310021", "id_number.wrong_check", id="a slip of the finger"),
    ],
)
def test_a_wrong_id_number_is_refused(typed, code):
    with pytest.raises(RuleBroken) as refusal:
        read_id_number(typed, on=TODAY)

    assert refusal.value.code == code
