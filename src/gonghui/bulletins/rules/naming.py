"""Whole names of bodies that a text names short: 市总工会 in a text from 铜仁市 is 铜仁市总工会."""

import re
from collections.abc import Sequence

from gonghui.foundation.chinese import HAN

# A level without its place before it: 市总工会, 县委. Whole names may begin alike and are no short
# ones: 镇远县, 市中区 (a place follows), 市场, 县域, 乡村, 市政 (but 市政府, 市政协, 市政法委 are).
_SHORT = re.compile(
    rf"(?P<level>[省市州盟县区旗镇乡])(?!场|域|村|政(?!府|协|法)|[{HAN}]{{1,3}}[市县区旗])"
)
_UNION = re.compile(r"(?P<place>.*[省市州盟县区旗镇乡])(?:总工会|工会联合会|工会)")

# Peoples in the names of autonomous places; texts leave them out: 松桃自治县, 松桃县.
_PEOPLES = (
    "土家族|布依族|仡佬族|哈尼族|傈僳族|拉祜族|纳西族|景颇族|独龙族|朝鲜族|蒙古族|达斡尔族|鄂温克族|鄂伦春族|锡伯族|哈萨克族|"
    "柯尔克孜族|塔吉克族|维吾尔族|东乡族|保安族|裕固族|撒拉族|毛南族|仫佬族|布朗族|普米族|阿昌族|"
    "苗族|侗族|彝族|水族|瑶族|回族|藏族|壮族|白族|傣族|佤族|怒族|羌族|畲族|黎族|满族|土族|各族|蒙古"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})*自治(?=[州县旗])")


def plain_name(name: str) -> str:
    """A name without its peoples and 自治, so that a full and a short form meet: 松桃县总工会."""
    return _AUTONOMOUS.sub("", name)


def place_of(name: str) -> str:
    """The place a body is of: 铜仁市总工会 is of 铜仁市; a name without one is its own place."""
    found = _UNION.fullmatch(name)
    return found["place"] if found else name


def whole_name(told: str, places: Sequence[str]) -> str:
    """The name with its place in front, when the text left it out and one place fits.

    The first place of that level counts: the organiser's before the host's. Nothing fits: as told.
    """
    short = _SHORT.match(told)
    if short is None:
        return told
    for place in places:
        if place.endswith(short["level"]) and len(place) > 1:
            return place + told[1:]
    return told


def is_short(name: str) -> bool:
    """Whether the name says its level but not its place, so another body elsewhere."""
    return _SHORT.match(name) is not None
