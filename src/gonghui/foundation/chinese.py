"""Chinese text: what people type and old pages hold, comparable without changing names."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

import opencc
from pypinyin import Style, lazy_pinyin

from gonghui.foundation.errors import RuleBroken

# Surnames whose reading differs from the common word (quality.md finding 7).
SURNAME_READINGS = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "覃": "qin", "解": "xie", "区": "ou", "朴": "piao",
    "查": "zha", "盖": "ge", "尉": "wei", "乐": "yue", "任": "ren", "华": "hua", "员": "yun",
    "折": "she", "种": "chong", "逄": "pang", "缪": "miao", "秘": "bi", "冼": "xian", "洗": "xian",
    "翟": "zhai", "宓": "mi", "召": "shao", "繁": "po", "瞿": "qu", "郇": "xun", "卜": "bu",
}  # fmt: skip

# Every Chinese character, for the inside of [ ] in a pattern. The one block from 4E00 on lacks
# characters that stand in names (㛃, 𬱖) and 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_DOTS = re.compile(r"[\u2022\u2027\u30fb\uff0e\u2219\u22c5\u00b7]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def tidy(text: str) -> str:
    """Text as it may be stored: NFC, without invisible, control or half-surrogate characters.

    Names keep their characters (NFC, never NFKC; quality.md R24). Line breaks stay.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", whole))


def tidy_name(text: str) -> str:
    """A person's name: tidied, no spaces, dots between parts as U+00B7.

    Source: 民委发〔2016〕33号.
    """
    return _DOTS.sub("·", re.sub(r"\s+", "", tidy(text)))


def half_width(text: str) -> str:
    """Digits, letters and marks as ASCII, for numbers and codes, not names."""
    return text.translate(_FULL_WIDTH)


def read_number(text: str) -> Decimal | None:
    """A number as people type it: full width, thousands marks, spaces; empty is ``None``.

    Raises:
        RuleBroken: ``number.unreadable`` with the text as typed.
    """
    plain = half_width(tidy(text)).replace("、", ",").replace("。", ".").replace(" ", "").strip()
    if not plain:
        return None
    if _NUMBER.fullmatch(plain) is None or len(plain) > 40:
        raise RuleBroken("number.unreadable", text=text.strip()[:40])
    return Decimal(plain.replace(",", ""))


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Machine-made Traditional back to Simplified, by phrase. The caller keeps the original."""
    return str(_simplifier().convert(text))


def pinyin(text: str) -> str:
    """Pinyin without tones, for search and sorting: ``铜仁市`` becomes ``tongrenshi``."""
    return "".join(lazy_pinyin(text)).lower()


def initials(text: str) -> str:
    """First letters: ``铜仁市`` becomes ``trs``."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def name_pinyin(name: str) -> str:
    """Pinyin of a person's name, the surname read as a surname: ``单丽`` is ``shanli``."""
    if len(name) >= 2 and name[0] in SURNAME_READINGS and "·" not in name:
        return SURNAME_READINGS[name[0]] + pinyin(name[1:])
    return pinyin(name)
