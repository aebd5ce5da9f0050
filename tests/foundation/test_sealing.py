"""Personal facts under seal: what opens, what does not, and what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.masks import mask_card, mask_id_number, mask_name, mask_phone
from gonghui.foundation.sealing import Keyring, key_of

FIRST = Keyring({"k1": "a secret of many characters"}, "k1")
BOTH = Keyring({"k1": "a secret of many characters", "k2": "another of many"}, "k2")
CHINESE = Keyring({"k1": "a secret of many characters"}, "k1", "sm")


@given(text=st.text(max_size=200))
@pytest.mark.parametrize("ring", [FIRST, BOTH, CHINESE], ids=["aes", "a second key", "sm4"])
def test_what_was_sealed_opens(ring, text):
    sealed = ring.seal(text, "people.phone")

    assert ring.unseal(sealed, "people.phone") == text


def test_the_same_text_never_looks_the_same_twice_but_is_found():
    first, second = (FIRST.seal("13812345678", "people.phone") for _ in range(2))

    assert first != second
    assert "13812345678" not in first
    assert FIRST.likeness("13812345678", "p") == FIRST.likeness("13812345678", "p")
    assert FIRST.likeness("13812345678", "p") != FIRST.likeness("13812345679", "p")
    assert FIRST.likeness("13812345678", "p") != FIRST.likeness("13812345678", "q")


def test_a_new_key_opens_what_the_old_one_sealed_and_finds_it():
    sealed, like = FIRST.seal("13812345678", "p"), FIRST.likeness("13812345678", "p")

    assert BOTH.unseal(sealed, "p") == "13812345678"
    assert like in BOTH.likenesses("13812345678", "p")
    assert (key_of(sealed), key_of(BOTH.seal("1", "p"))) == ("k1", "k2")


def test_the_chinese_ciphers_open_what_the_others_sealed():
    assert CHINESE.unseal(FIRST.seal("张三", "p"), "p") == "张三"
    assert FIRST.unseal(CHINESE.seal("张三", "p"), "p") == "张三"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        pytest.param(lambda kept: kept[:-4] + "AAAA", "seal.broken", id="a changed end"),
        pytest.param(lambda kept: kept[:20], "seal.broken", id="cut short"),
        pytest.param(lambda _: "13812345678", "seal.broken", id="never sealed"),
        pytest.param(
            lambda kept: kept.replace(".k1.", ".k9."), "seal.key_missing", id="a lost key"
        ),
        pytest.param(lambda kept: kept.replace("aes.", "sm."), "seal.broken", id="another cipher"),
    ],
)
def test_what_was_changed_is_refused_not_guessed(spoil, code):
    with pytest.raises(RuleBroken) as refusal:
        FIRST.unseal(spoil(FIRST.seal("13812345678", "p")), "p")

    assert refusal.value.code == code


def test_a_fact_opens_for_its_own_purpose_only():
    with pytest.raises(RuleBroken) as refusal:
        FIRST.unseal(FIRST.seal("13812345678", "people.phone"), "people.id_number")

    assert refusal.value.code == "seal.broken"


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_name, "张小明", "张**"),
        (mask_name, "张", "*"),
        (mask_name, "", ""),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "65881234", "******34"),
        (mask_id_number, "330102199001010011", "330***********0011"),
        (mask_id_number, "12345", "*****"),
        (mask_card, "6222021234567890123", "***************0123"),
        (mask_card, "1234", "****"),
    ],
)
def test_masks(mask, text, shown):
    assert mask(text) == shown
