"""The administrative divisions of China, read from ``data/divisions`` (source: ``divisions.md``).

Two things in the file are no places and are read past: cities that only group counties (市辖区 in a
municipality, 省直辖县级行政区划), and a city without counties repeated as its own county (东莞市).
So the counties of 北京市 are directly below it, and so are the townships of 东莞市.
"""

import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gonghui.foundation.errors import RuleBroken


class Level(StrEnum):
    """How high a division stands, by the number of digits in its code."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Division:
    """A place: 贵州省, 铜仁市, 碧江区, 灯塔街道 or a village or community.

    Attributes:
        code: Digits: province 2, city 4, county 6, township 9, village 12.
        name: As the National Bureau of Statistics writes it.
        level: Follows from the code.
    """

    code: str
    name: str
    level: Level

    @property
    def is_statistical(self) -> bool:
        """Whether it exists for counting only: an economic zone, a farm, an airport.

        Source: 统计用区划代码和城乡划分代码编制规则: last three digits from 400 to 599.
        """
        return self.level in {Level.TOWNSHIP, Level.VILLAGE} and self.code[-3] in "45"


@dataclass(frozen=True, slots=True)
class Region:
    """A division with everything below it, down to the villages."""

    division: Division
    below: tuple["Region", ...]


_LEVELS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP, 12: Level.VILLAGE}
_PARENT_DIGITS = {4: 2, 6: 4, 9: 6, 12: 9}

_GROUPS_COUNTIES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

# 黔东南苗族侗族自治州 is 黔东南 in short; two characters stay, so 西藏自治区 is 西藏
_PEOPLES = "布依|苗|侗|藏|羌|彝|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|朝鲜|土家|哈萨克|柯尔克孜|维吾尔"
_ENDING = re.compile(rf"(?<=..)(?:(?:(?:{_PEOPLES})族?)*自治[州区]|地区|[省市盟])$")


def find_city(name: str) -> Division:
    """The city a person names: 铜仁市, 铜仁, 贵州省铜仁市, 5206 or 520600.

    A city is what a city federation stands in: a prefecture-level division, a municipality (level
    province) or a county-level city directly under its province (level county).

    Raises:
        RuleBroken: ``division.unknown`` or ``division.ambiguous``.
    """
    return _the_one(name, _cities())


def find_place(name: str) -> Division:
    """The province, city or county a person names, in full or with what it lies in.

    碧江区 is enough; of the several 朝阳区 one must be named as 北京市朝阳区 or by its code.

    Raises:
        RuleBroken: ``division.unknown`` or ``division.ambiguous``.
    """
    return _the_one(name, _places())


def division(code: str) -> Division:
    """The division with this code; ``520600`` and ``520600000000`` are read as ``5206``.

    Raises:
        RuleBroken: ``division.unknown``.
    """
    places = _places()
    for digits in (2, 4, 6):
        if code[:digits] in places and not code[digits:].strip("0"):
            return places[code[:digits]]
    if len(code) in _PARENT_DIGITS and code[:2] in places:
        for child in _province(code[:2]).get(_above(code), ()):
            if child.code == code:
                return child
    raise RuleBroken("division.unknown", name=code)


def below(code: str) -> tuple[Division, ...]:
    """The divisions directly below this one, by code; none below a village.

    Raises:
        RuleBroken: ``division.unknown``.
    """
    return _below(division(code))


def region(code: str) -> Region:
    """This division with everything below it.

    Raises:
        RuleBroken: ``division.unknown``.
    """
    return _region(division(code))


def _region(top: Division) -> Region:
    return Region(top, tuple(_region(child) for child in _below(top)))


def _below(parent: Division) -> tuple[Division, ...]:
    if parent.level is Level.VILLAGE:
        return ()
    return _children().get(parent.code) or _province(parent.code[:2]).get(parent.code, ())


def _the_one(name: str, places: dict[str, Division]) -> Division:
    wanted = "".join(unicodedata.normalize("NFKC", name).split())
    if wanted.isascii() and wanted.isdigit():
        found = division(wanted)
        if found.code in places:
            return found
        raise RuleBroken("division.unknown", name=wanted)
    matches = [place for place in places.values() if _is_called(wanted, place)]
    if not matches:
        matches = [place for place in places.values() if _in_short(place) == wanted]
    if not matches:
        raise RuleBroken("division.unknown", name=wanted)
    if len(matches) > 1:
        raise RuleBroken(
            "division.ambiguous", name=wanted, places=[_path(place) for place in matches]
        )
    return matches[0]


def _is_called(wanted: str, place: Division) -> bool:
    """Whether it is the name alone or with what the place lies in: 铜仁市, 贵州省铜仁市."""
    return wanted.endswith(place.name) and _path(place).endswith(wanted)


def _in_short(place: Division) -> str | None:
    """铜仁 for 铜仁市, 黔东南 for 黔东南苗族侗族自治州; a county has no short name."""
    if place.level is Level.COUNTY and place.code not in _cities():
        return None
    return _ENDING.sub("", place.name)


def _path(place: Division) -> str:
    """贵州省铜仁市碧江区: tells places of one name apart."""
    above = _above(place.code)
    return _path(_places()[above]) + place.name if above else place.name


def _above(code: str) -> str:
    """Code of what the division lies in, past what is no place; empty above a province."""
    if len(code) not in _PARENT_DIGITS:
        return ""
    parent = code[: _PARENT_DIGITS[len(code)]]
    return _above(parent) if parent in _read_past() else parent


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Code → name of every row for provinces, cities and counties, places or not."""
    text = (_folder() / "places.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


@lru_cache(maxsize=1)
def _read_past() -> frozenset[str]:
    """Codes of the rows that are no places."""
    names = _names()
    return frozenset(
        code
        for code, name in names.items()
        if (len(code) == 4 and name in _GROUPS_COUNTIES)
        or names.get(code[:4] * (len(code) == 6)) == name
    )


@lru_cache(maxsize=1)
def _places() -> dict[str, Division]:
    """Every province, city and county by its code."""
    return {
        code: Division(code, name, _LEVELS[len(code)])
        for code, name in _names().items()
        if code not in _read_past()
    }


@lru_cache(maxsize=1)
def _cities() -> dict[str, Division]:
    """Every division a city federation can stand in, by its code."""
    groups = {code: name for code, name in _names().items() if name in _GROUPS_COUNTIES}
    municipalities = {code[:2] for code, name in groups.items() if name == "市辖区"}
    direct = {code for code, name in groups.items() if name.endswith("直辖县级行政区划")}
    return {
        code: place
        for code, place in _places().items()
        if place.level is Level.CITY or code in municipalities or code[:4] in direct
    }


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[Division, ...]]:
    """The cities and counties below each province and city."""
    return _grouped(_places().values())


@lru_cache(maxsize=2)
def _province(code: str) -> dict[str, tuple[Division, ...]]:
    """The townships and villages of one province, by the code of what they lie in."""
    text = lzma.decompress((_folder() / f"{code}.tsv.xz").read_bytes()).decode()
    return _grouped(_rows(text))


def _rows(text: str) -> Iterator[Division]:
    township = ""
    for line in text.splitlines():
        digits, name = line.lstrip("\t").split("\t")
        if line.startswith("\t"):
            yield Division(township + digits, name, Level.VILLAGE)
        else:
            township = digits
            yield Division(township, name, Level.TOWNSHIP)


def _grouped(divisions: Iterable[Division]) -> dict[str, tuple[Division, ...]]:
    groups = defaultdict[str, list[Division]](list)
    for each in divisions:
        groups[_above(each.code)].append(each)
    return {code: tuple(group) for code, group in groups.items()}


def _folder() -> Traversable:
    return files("gonghui.organisations") / "data" / "divisions"
