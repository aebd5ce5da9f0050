"""The forms we ship, read from their data files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonghui.returns.rules.form import Blank, Check, CheckKind
from gonghui.returns.rules.indicator import Addition, Line

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A form as shipped."""

    code: str
    title: str
    english_title: str
    blank: Blank


def half_year() -> Catalogue:
    """The half-year return of a federation (半年工会工作报表)."""
    return read_catalogue((DATA / "half_year.toml").read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """Read a form from its data file."""
    data = tomllib.loads(text)
    lines = tuple(_line(code, facts, data["groups"]) for code, facts in data["indicators"].items())
    checks = tuple(
        Check(CheckKind(check["kind"]), tuple(check["codes"])) for check in data.get("checks", ())
    )
    blank = Blank(lines, checks, minutes=data["minutes"])
    return Catalogue(data["code"], data["title"], data["english_title"], blank)


def _line(code: str, facts: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Line:
    numerator, denominator = facts.get("over", ("", ""))
    return Line(
        code=code,
        name=facts["name"][0],
        english_name=facts["name"][1],
        unit=facts["unit"][0],
        english_unit=facts["unit"][1],
        decimals=facts.get("decimals", 0),
        addition=Addition(facts["adds"]),
        group=groups[facts["group"]][0],
        english_group=groups[facts["group"]][1],
        numerator=numerator,
        denominator=denominator,
        part_of=facts.get("part_of", ""),
        asked_of=frozenset(facts.get("asked", ())),
    )
