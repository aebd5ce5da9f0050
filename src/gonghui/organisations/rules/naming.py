"""What the union organisation of a place is called.

Source: Trade Union Law (2021), articles 11–12: 总工会 from the county up, a federation in
townships, a committee at the grass roots.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from gonghui.foundation.chinese import pinyin
from gonghui.organisations.rules.divisions import Division
from gonghui.organisations.rules.divisions import Level as Place
from gonghui.organisations.rules.organisation import Kind

_PEOPLES = (
    "布依|苗|侗|藏|羌|彝|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|朝鲜|土家|哈萨克|柯尔克孜|维吾尔"
    "|仡佬|水|瑶|畲|黎|满|土|撒拉|东乡|裕固|保安|毛南|仫佬|纳西|拉祜|佤|布朗|阿昌|普米|怒|德昂|独龙"
)
_AUTONOMOUS_COUNTY = re.compile(rf"(?<=..)(?:(?:{_PEOPLES})族?|各族)*自治(?=[县旗])")
_COMMITTEE = re.compile(r"(?:村?(?:村民|居民)委员会|村?[村居]委会)$")

KIND_OF = {
    Place.PROVINCE: Kind.PROVINCE,
    Place.CITY: Kind.CITY,
    Place.COUNTY: Kind.COUNTY,
    Place.TOWNSHIP: Kind.TOWNSHIP,
    Place.VILLAGE: Kind.GRASSROOTS,
}

_ENGLISH = {
    Place.PROVINCE: "Federation of Trade Unions",
    Place.CITY: "City Federation of Trade Unions",
    Place.COUNTY: "County Federation of Trade Unions",
    Place.TOWNSHIP: "Township Union Federation",
    Place.VILLAGE: "Village Union",
}
_ENGLISH_BY_ENDING = {
    "社区": "Community Union",
    "街道": "Subdistrict Union Federation",
    "区": "District Federation of Trade Unions",
}


@dataclass(frozen=True, slots=True)
class UnionName:
    """A union organisation's full name, what people call it, and its English gloss."""

    full: str
    short: str
    english: str


def place_in_short(division: Division) -> str:
    """松桃县 for 松桃苗族自治县, 白岩社区 for its residents' committee, else the name itself."""
    if division.level is Place.VILLAGE:
        base = _COMMITTEE.sub("", division.name)
        return base if base.endswith(("村", "社区")) else f"{base}{_village_ending(division.name)}"
    return _AUTONOMOUS_COUNTY.sub("", division.name)


def _village_ending(name: str) -> str:
    return "社区" if name.endswith(("居民委员会", "居委会")) else "村"


def union_name(division: Division, *, within: str = "") -> UnionName:
    """Name the union of a place; a village's carries its township, to tell namesakes apart."""
    short = place_in_short(division)
    if division.level is Place.VILLAGE:
        return UnionName(f"{within}{short}工会委员会", short, _english(short, division.level))
    if division.level is Place.TOWNSHIP:
        return UnionName(f"{division.name}工会联合会", short, _english(short, division.level))
    called = f"{short}总" if division.level in (Place.CITY, Place.PROVINCE) else short
    return UnionName(f"{division.name}总工会", called, _english(short, division.level))


def _english(short: str, level: Place) -> str:
    for ending, words in _ENGLISH_BY_ENDING.items():
        if short.endswith(ending) and len(short) > len(ending):
            return f"{pinyin(short.removesuffix(ending)).capitalize()} {words}"
    base = re.sub(r"(?<=.)[省市县镇乡村旗州盟]$", "", short)
    return f"{pinyin(base).capitalize()} {_ENGLISH[level]}"


def outside_code(name: str, scope: str = "") -> str:
    """The code of an outside body: always the same for the same name (and scope)."""
    return "OUT-" + sha256(f"{scope}\n{name}".encode()).hexdigest()[:16].upper()
