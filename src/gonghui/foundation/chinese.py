"""Chinese text: what people type and old pages hold, comparable without changing names."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

import opencc
from pypinyin import Style, lazy_pinyin

from gonghui.foundation.errors import RuleBroken

# Surnames read otherwise than the word, by syllables (quality.md finding 7; 现代汉语词典).
# Where families differ the commoner reading stands; a person's own can be corrected.
SURNAME_READINGS = {
    "单": "shan", "單": "shan", "仇": "qiu", "曾": "zeng", "覃": "qin", "解": "xie", "区": "ou",
    "區": "ou", "朴": "piao", "查": "zha", "盖": "ge", "蓋": "ge", "乐": "yue", "樂": "yue",
    "员": "yun", "員": "yun", "贠": "yun", "折": "she", "种": "chong", "缪": "miao", "繆": "miao",
    "秘": "bi", "洗": "xian", "翟": "zhai", "召": "shao", "繁": "po", "郇": "xun", "卜": "bu",
    "薄": "bo", "阚": "kan", "能": "nai", "佴": "nai", "乜": "nie", "句": "gou", "祭": "zhai",
    "粘": "nian", "么": "yao", "黑": "he", "都": "du", "蔚": "yu", "会": "gui", "會": "gui",
    "炅": "gui", "适": "kuo", "賁": "ben", "鈄": "tou", "尉遲": "yu chi", "萬俟": "mo qi",
    "單于": "chan yu", "澹臺": "tan tai", "乐正": "yue zheng", "樂正": "yue zheng",
    "仲长": "zhong chang", "子车": "zi ju", "公乘": "gong sheng",
}  # fmt: skip

# Surnames of two characters and more, in both scripts.
_COMPOUND = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
    濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
    公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
    微生 梁丘 左丘 西门 第五 公乘 南荣 东里 仲长 即墨 达奚 褚师 纳兰 单于 完颜 叶赫 富察 爱新觉罗
    钮祜禄 瓜尔佳 范姜 张简 哥舒 贺兰 耶律 斛律 淳于 相里 沮渠 秃发 乞伏 那拉 佟佳 侯莫陈 叱干
    贺若 歐陽 司馬 東方 獨孤 南宮 萬俟 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 長孫 鮮于
    閭丘 巫馬 顓孫 樂正 軒轅 東郭 南門 西門 東里 納蘭 單于 完顏 葉赫 愛新覺羅 鈕祜祿 張簡 賀蘭
    穀梁 達奚
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_LONGEST_SURNAME = max(map(len, COMPOUND_SURNAMES))

# Every Chinese character, for the inside of [ ] in a pattern. The one block from 4E00 on lacks
# characters that stand in names (㛃, 𬱖) and 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_HAN = re.compile(f"[{HAN}]+")
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


def spelt(text: str) -> tuple[str, str]:
    """Both at once, in the time of one: ``铜仁市`` becomes ``tongrenshi`` and ``trs``."""
    # what has no reading, as digits and letters, stands whole in both, behind a mark of ours
    syllables = lazy_pinyin(text, errors=lambda run: f"\0{run}")
    letters = (one[1:] if one.startswith("\0") else one[:1] for one in syllables)
    return "".join(syllables).replace("\0", "").lower(), "".join(letters).lower()


def surname_of(name: str) -> str:
    """The surname a tidied name begins with: ``欧阳`` of 欧阳少东, ``单`` of 单丽.

    Empty where none can be told: a single character, a name with dots, other scripts.
    """
    if len(name) < 2 or "·" in name or _HAN.fullmatch(name[:2]) is None:
        return ""
    lengths = range(min(_LONGEST_SURNAME, len(name) - 1), 1, -1)
    return next((name[:n] for n in lengths if name[:n] in COMPOUND_SURNAMES), name[0])


def name_syllables(name: str) -> list[str]:
    """The syllables of a person's name, the surname read as a surname: 单丽 is shan, li."""
    surname = surname_of(name)
    if not surname:
        return _syllables(name)
    known = SURNAME_READINGS.get(surname)
    return (known.split() if known else _syllables(surname)) + _syllables(name[len(surname) :])


def _syllables(text: str) -> list[str]:
    return [syllable.lower() for syllable in lazy_pinyin(text)]


def name_pinyin(name: str) -> str:
    """Pinyin of a person's name, the surname read as a surname: ``单丽`` is ``shanli``."""
    return "".join(name_syllables(name))


def name_initials(name: str) -> str:
    """First letters of a person's name: ``单丽`` is ``sl``."""
    return "".join(syllable[0] for syllable in name_syllables(name) if syllable[0].isalnum())
