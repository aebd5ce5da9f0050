"""Personal facts under seal: what opens, what does not, and what is found."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.masks import mask_card, mask_id_number, mask_name, mask_phone
from gonghui.foundation.sealing import SUITES, Keyring, key_of, read_keys

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


def test_our_ciphers_give_what_the_standards_print():
    # RFC 8998, appendix A.1: SM4-GCM
    key, nonce = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"), "00001234567800000000ABCD"
    plain = bytes.fromhex("".join(f"{letter * 16}" for letter in "ABCDEFEA"))
    encryptor = Cipher(SUITES["sm"].block(key), modes.GCM(bytes.fromhex(nonce))).encryptor()
    encryptor.authenticate_additional_data(
        bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    )
    sealed = encryptor.update(plain) + encryptor.finalize()
    # GM/T 0042-2015, appendix D.3: HMAC-SM3
    stamp = HMAC(bytes(range(1, 33)), SUITES["sm"].digest())
    stamp.update(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" * 2)

    assert sealed.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    )
    assert encryptor.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"
    assert stamp.finalize().hex() == (
        "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"
    )


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("a secret alone\n", {"k1": "a secret alone"}, id="as made at the first start"),
        pytest.param("k1:a,k2:b", {"k1": "a", "k2": "b"}, id="from the environment"),
        pytest.param("k2:b\nk3:c\n", {"k2": "b", "k3": "c"}, id="lines of the file"),
    ],
)
def test_keys_are_read_with_the_newest_last(text, keys):
    assert list(read_keys(text).items()) == list(keys.items())


def test_what_either_cipher_stamped_is_looked_for():
    assert CHINESE.likeness("13812345678", "p") in FIRST.likenesses("13812345678", "p")
    assert FIRST.likeness("13812345678", "p") in CHINESE.likenesses("13812345678", "p")
