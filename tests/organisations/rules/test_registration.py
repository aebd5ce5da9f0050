import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind
from gonghui.organisations.rules.registration import (
    ALPHABET,
    INDUSTRIES,
    UNIT_TYPES,
    WEIGHTS,
    check_choice,
    check_credit_code,
    check_phone,
    doubts_about,
    is_credit_code,
)
from tests.factories.registration import credit_code

UNIONS = credit_code("81520600MC0000001")
EMPLOYERS = credit_code("91520600MA0000001")


def read(check, text):
    try:
        return check(text)
    except RuleBroken as refusal:
        return refusal.code


def test_weights_are_the_powers_of_three():
    assert list(WEIGHTS) == [3**place % 31 for place in range(17)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param(UNIONS, UNIONS, id="as it stands on the certificate"),
        pytest.param(UNIONS.lower(), UNIONS, id="lower case"),
        pytest.param(f" {UNIONS[:2]} {UNIONS[2:8]}-{UNIONS[8:]} ", UNIONS, id="spaces and dashes"),
        pytest.param("".join(chr(ord(one) + 0xFEE0) for one in UNIONS), UNIONS, id="full width"),
        pytest.param("  ", "", id="empty is not known"),
        pytest.param(UNIONS[:-1], "credit_code.wrong", id="one short"),
        pytest.param(UNIONS + "0", "credit_code.wrong", id="one too many"),
        pytest.param(UNIONS[:-2] + "I" + UNIONS[-1], "credit_code.wrong", id="a letter never used"),
        pytest.param("无", "credit_code.wrong", id="a word"),
        pytest.param(
            credit_code("N2520600MF0000001"), credit_code("N2520600MF0000001"), id="a village's"
        ),
    ],
)
def test_check_credit_code(typed, kept):
    assert read(check_credit_code, typed) == kept


@given(
    body=st.text(ALPHABET, min_size=17, max_size=17),
    place=st.integers(0, 17),
    other=st.sampled_from(ALPHABET),
)
def test_one_wrong_character_is_always_found(body, place, other):
    right = credit_code(body)
    wrong = right[:place] + other + right[place + 1 :]

    assert is_credit_code(right)
    assert is_credit_code(wrong) is (wrong == right)


@pytest.mark.parametrize(
    ("own", "employers", "kind", "doubts"),
    [
        pytest.param(UNIONS, EMPLOYERS, Kind.GRASSROOTS, [], id="as it should be"),
        pytest.param(
            EMPLOYERS, "", Kind.GRASSROOTS, ["credit_code.not_of_a_union"], id="the employer's"
        ),
        pytest.param(
            "", UNIONS, Kind.JOINT, ["employer_code.of_a_union"], id="the union's as employer's"
        ),
        pytest.param(credit_code("13520600MB0000001"), "", Kind.COUNTY, [], id="a federation's"),
        pytest.param("", "", Kind.GRASSROOTS, [], id="nothing known is nothing strange"),
    ],
)
def test_doubts_are_told(own, employers, kind, doubts):
    assert doubts_about(own, employers, kind) == doubts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("13800000000", "13800000000", id="mobile"),
        pytest.param(" +86 138-0000 0000", "13800000000", id="with country and gaps"),
        pytest.param("１３８００００００００", "13800000000", id="full width"),
        pytest.param("（0856）5222222", "0856-5222222", id="area in brackets"),
        pytest.param("08565222222", "0856-5222222", id="area without a dash"),
        pytest.param("01062222222", "010-62222222", id="area of three digits"),
        pytest.param("0856-5222222-801", "0856-5222222转801", id="extension"),
        pytest.param("5222222转801", "5222222转801", id="extension in words"),
        pytest.param("5222222", "5222222", id="no area"),
        pytest.param("400-000-0000", "4000000000", id="service number"),
        pytest.param("12351", "12351", id="the workers' hotline"),
        pytest.param("13800000000/0856-5222222", "13800000000、0856-5222222", id="two"),
        pytest.param("", "", id="empty is not known"),
        pytest.param("1380000000", "phone.wrong", id="a digit short"),
        pytest.param("12800000000", "phone.wrong", id="no such mobile"),
        pytest.param("见通讯录", "phone.wrong", id="words"),
        pytest.param("5222222，无", "phone.wrong", id="one right, one wrong"),
    ],
)
def test_check_phone(typed, kept):
    assert read(check_phone, typed) == kept


@pytest.mark.parametrize(
    ("typed", "known", "kept"),
    [
        (" c ", INDUSTRIES, "C"),
        ("１７０", UNIT_TYPES, "170"),
        ("", INDUSTRIES, ""),
        ("Z", INDUSTRIES, "industry.unknown"),
    ],
)
def test_check_choice(typed, known, kept):
    assert read(lambda text: check_choice(text, known, "industry.unknown"), typed) == kept


def test_the_lists_are_whole():
    assert "".join(INDUSTRIES) == "ABCDEFGHIJKLMNOPQRST"
    assert len(UNIT_TYPES) == 16
