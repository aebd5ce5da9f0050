"""What the register asks of an organisation: codes with their meaning, and what a code must be."""

import re

from gonghui.foundation.chinese import half_width, tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind

# 单位类别. Source: the paper form read for domain.md §1.5.
UNIT_TYPES = {
    "110": "国有企业",
    "120": "集体企业",
    "130": "股份合作企业",
    "140": "联营企业",
    "151": "国有独资公司",
    "159": "其他有限责任公司",
    "161": "国有控股股份有限公司",
    "169": "其他股份有限公司",
    "170": "私营企业",
    "190": "其他内资企业",
    "200": "港澳台商投资企业",
    "300": "外商投资企业",
    "400": "事业单位",
    "500": "机关",
    "600": "个体经济组织",
    "700": "民办非企业单位",
}

# 行业门类. Source: GB/T 4754-2017, the sections.
INDUSTRIES = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}

# Characters of a 统一社会信用代码 by their value, and the weight of each place but the last.
# Source: GB 32100-2015.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # 3^place mod 31
TRADE_UNION = "8"  # the registration department of unions that are legal persons

# Whose legal person higher unions register, so that its code begins with theirs. A federation of
# a county or above is not registered so. Source: 总工办发〔2020〕20号 (domain.md §1.5).
REGISTERED_BY_UNIONS = frozenset({Kind.GRASSROOTS, Kind.JOINT, Kind.TOWNSHIP, Kind.INDUSTRIAL})

_GAPS = re.compile(r"[\s\-‐‑–—]+")
_BETWEEN = re.compile(r"[、，,;；/]+")
_PHONE = re.compile(
    r"1[3-9]\d{9}"  # mobile
    r"|(?:(?:010|02\d|0[3-9]\d\d)-)?[2-9]\d{6,7}(?:转\d{1,6})?"  # landline
    r"|[48]00\d{7}"
    r"|1\d{4}"  # 12351
)
_EXTENSION = re.compile(r"(?<=\d{7})(?:-|转)(\d{1,6})$")
_AREA = re.compile(r"^(010|02\d|0[3-9]\d\d)")


def check_credit_code(text: str) -> str:
    """A 统一社会信用代码 as it is stored: capitals, no gaps; empty stays empty.

    Lower case, full width, spaces and dashes are accepted. The check is our own, because
    python-stdnum refuses the letters that the first two places may hold (A, N, Y).
    Source: GB 32100-2015.

    Raises:
        RuleBroken: ``credit_code.wrong`` with the text as typed.
    """
    code = _GAPS.sub("", half_width(tidy(text))).upper()
    if code and not is_credit_code(code):
        raise RuleBroken("credit_code.wrong", text=text.strip()[:40])
    return code


def is_credit_code(code: str) -> bool:
    """Whether 18 characters stand in it, all of the alphabet, and the last one proves the rest."""
    if len(code) != len(WEIGHTS) + 1 or any(one not in ALPHABET for one in code):
        return False
    values = [ALPHABET.index(one) for one in code]
    total = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=False))
    return (total + values[-1]) % len(ALPHABET) == 0


def is_code_of_a_union(code: str) -> bool:
    """Whether the code was given by a trade union as registration department."""
    return code.startswith(TRADE_UNION)


def doubts_about(credit_code: str, employer_code: str, kind: Kind) -> list[str]:
    """What is strange about codes that are right in themselves: told, never refused.

    ``credit_code.not_of_a_union``: a union whose legal person higher unions register has a code
    of another department. ``employer_code.of_a_union``: the employer's code is one of a union.
    """
    doubts = []
    if credit_code and kind in REGISTERED_BY_UNIONS and not is_code_of_a_union(credit_code):
        doubts.append("credit_code.not_of_a_union")
    if employer_code and is_code_of_a_union(employer_code):
        doubts.append("employer_code.of_a_union")
    return doubts


def check_phone(text: str) -> str:
    """Phone numbers as they are stored, several joined by 、; empty stays empty.

    Full width, spaces, dashes, brackets and +86 are accepted. Which ranges are in use is not asked.

    Raises:
        RuleBroken: ``phone.wrong`` with the text as typed.
    """
    typed = _BETWEEN.split(half_width(tidy(text)))
    numbers = [number for one in typed if (number := _plain_number(one))]
    if any(_PHONE.fullmatch(number) is None for number in numbers):
        raise RuleBroken("phone.wrong", text=text.strip()[:60])
    return "、".join(numbers)


def _plain_number(text: str) -> str:
    """0856-5222222转801 for (0856) 5222222-801; a mobile number as digits only."""
    dashed = _GAPS.sub("-", re.sub(r"[()（）]", "-", text).strip()).strip("-")
    dashed = dashed.removeprefix("+86").strip("-")
    number, extension = dashed, _EXTENSION.search(dashed)
    if extension and not dashed.startswith(("1", "4", "80")):
        number = dashed[: extension.start()]
    plain = _AREA.sub(r"\1-", _GAPS.sub("", number))
    return plain if number == dashed or not extension else f"{plain}转{extension[1]}"


def check_choice(code: str, known: dict[str, str], refusal: str) -> str:
    """A code of a list, in capitals; empty stays empty.

    Raises:
        RuleBroken: The refusal's code with the text as typed.
    """
    plain = half_width(tidy(code)).strip().upper()
    if plain and plain not in known:
        raise RuleBroken(refusal, text=code.strip()[:20])
    return plain
