import pytest

from gonghui.bulletins.rules.decoding import MOST_CHARACTERS, decode
from gonghui.foundation.errors import RuleBroken

TEXT = "会议召开。"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 as Notepad saves it"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="utf-16, big end first"),
        pytest.param(TEXT.encode("gb18030"), id="gb18030"),
    ],
)
def test_decode_by_mark_then_by_trying(raw: bytes):
    assert decode(raw) == TEXT


def test_damaged_utf8_is_still_utf8():
    assert decode((TEXT * 20).encode() + b"\xff") == TEXT * 20 + "\ufffd"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", "bulletin.empty", id="nothing"),
        pytest.param(" \n\t\u3000\ufeff".encode(), "bulletin.empty", id="only spaces"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bulletin.not_text", id="a picture"),
        pytest.param(b"\x00" * 100, "bulletin.not_text", id="zeros"),
        pytest.param(b"\x01\x02\x03\x04" * 20, "bulletin.not_text", id="control characters"),
        pytest.param(b"\xff\xff\xff\x81" * 20, "bulletin.not_text", id="no encoding at all"),
        pytest.param(b"\xff\xfe\x00\xd8\x41", "bulletin.not_text", id="broken utf-16"),
        pytest.param(b"a" * 10_000_000, "bulletin.too_long", id="10 MB"),
        pytest.param(
            ("会" * (MOST_CHARACTERS + 1)).encode(), "bulletin.too_long", id="one too many"
        ),
    ],
)
def test_decode_refuses(raw: bytes, code: str):
    with pytest.raises(RuleBroken) as refusal:
        decode(raw)

    assert refusal.value.code == code


def test_too_long_says_how_long():
    with pytest.raises(RuleBroken) as refusal:
        decode(("会" * (MOST_CHARACTERS + 5)).encode())

    assert refusal.value.facts == {"characters": MOST_CHARACTERS + 5, "most": MOST_CHARACTERS}
