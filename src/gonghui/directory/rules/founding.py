"""What is wrong in a workbook of organisations, row by row, beside what stands already."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from gonghui.directory.rules.roll import (
    SUPERIORS,
    Identity,
    Register,
    Roll,
    Standing,
    circles,
    kind_of,
    text,
)
from gonghui.documents.rules.workbook import Fault, Row
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.change import check_superior
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Status
from gonghui.organisations.rules.registration import check_credit_code, check_phone, doubts_about
from gonghui.organisations.rules.term import check_years

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_OURS = re.compile(r"U\d{7}")  # given by the platform to those that bring none
_DIVISION = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
# what is known of a founding is not changed by a workbook; what is not known yet is filled in
FOUNDING = ("short_name", "division_code", "founded_on", "approval_number", "order")
REGISTRATION = (
    "provincial_code", "national_code", "employer_name", "employer_code", "employers_covered",
    "workers", "unit_type", "industry", "credit_code", "legal_representative", "legal_person_on",
    "phone", "address", "remarks",
)  # fmt: skip
COUNTS = ("workers", "employers_covered", "order")
NAMED = 10  # as many rows as a remark names
DOUBTS = {
    "credit_code.not_of_a_union": "founding.not_of_a_union",
    "employer_code.of_a_union": "founding.of_a_union",
}
DAYS = ("founded_on", "legal_person_on", "elected_on")


def faults_in(rows: Sequence[Row], register: Register, *, on: date) -> list[Fault]:
    """Everything wrong in a whole file; ``on`` is the day it is taken in."""
    roll = Roll(rows, register)
    codes: dict[str, Row] = {}
    once: dict[Identity, Row] = {}
    credit_codes: dict[str, Row] = {}
    turning = circles([row for row in rows if roll.standing(row) is None])
    faults: list[Fault] = []
    for row in rows:
        standing = roll.standing(row)
        own = list(_code_faults(row, standing, codes, register))
        own = own or list(_twice(row, roll, once))
        if standing is not None:
            own += _changed(row, standing)
        elif row.number in turning:
            own.append(Fault(row.number, "superior", "founding.circle"))
        elif text(row, "code") not in register.elsewhere:
            own += _place_faults(row, roll)
        faults += [
            *own,
            *_number_faults(row),
            *_day_faults(row, standing, on=on),
            *_term_faults(row, standing),
            *_registration_faults(row, standing, register, credit_codes),
        ]
    return faults


def _code_faults(
    row: Row, standing: Standing | None, codes: dict[str, Row], register: Register
) -> Iterator[Fault]:
    code = text(row, "code")
    if not code:
        return
    if _CODE.fullmatch(code) is None or (standing is None and _OURS.fullmatch(code)):
        yield Fault(row.number, "code", "founding.code_unfit", {"text": code})
    elif code in register.elsewhere:
        yield Fault(row.number, "code", "founding.code_elsewhere", {"text": code})
    elif (first := codes.setdefault(code, row)) is not row:
        yield Fault(row.number, "code", "founding.code_twice", {"text": code, "row": first.number})


def _twice(row: Row, roll: Roll, once: dict[Identity, Row]) -> Iterator[Fault]:
    first = once.setdefault(roll.identity(row), row)
    if first is not row and text(row, "name"):
        facts = {"name": text(row, "name"), "row": first.number}
        yield Fault(row.number, "name", "founding.name_twice", facts)


def _changed(row: Row, standing: Standing) -> Iterator[Fault]:
    """What a workbook would change without the act that it takes."""
    facts = {"name": standing.name}
    if text(row, "name") != standing.name:
        yield Fault(row.number, "name", "founding.renamed", facts)
    if kind_of(row) not in (standing.kind, None):
        yield Fault(row.number, "kind", "founding.kind_changed", facts)
    status = text(row, "status")
    if status and Status(status) is not standing.status:
        yield Fault(row.number, "status", "founding.status_changed", facts)
    for key in SUPERIORS:
        above = text(row, key)
        if above and not standing.stands_below(above, key):
            _, superior = standing.superiors.get(key, ("", "—"))
            yield Fault(row.number, key, "founding.moved", facts | {"superior": superior})
    for key in FOUNDING:
        typed, known = row.cells.get(key), standing.known.get(key)
        if typed is not None and known not in (None, "", typed):
            yield Fault(row.number, key, "founding.kept", facts | {"was": known})


def _place_faults(row: Row, roll: Roll) -> Iterator[Fault]:
    """Where a new organisation cannot stand."""
    outside = kind_of(row) is Kind.OUTSIDE
    if not outside and not text(row, "superior"):
        yield Fault(row.number, "superior", "founding.superior_missing")
    for key in SUPERIORS:
        if not text(row, key):
            continue
        if outside:
            yield Fault(row.number, key, "organisation.outside")
            continue
        try:
            above = roll.meant(text(row, key))
            if key == "superior":
                _check_kinds(kind_of(row), kind_of(above))
        except RuleBroken as refusal:
            yield Fault(row.number, key, refusal.code, refusal.facts)
    yield from _name_faults(row, roll)


def _check_kinds(own: Kind | None, above: Kind | None) -> None:
    if own is not None and above is not None:
        check_superior(own, above)


def _name_faults(row: Row, roll: Roll) -> Iterator[Fault]:
    """A name is there once below one superior, whatever its code."""
    above = roll.above(row)
    if not isinstance(above, Standing):
        return
    for one in roll.called(text(row, "name")):
        if isinstance(one, Standing) and one.ended_on is None and one.stands_below(above.code):
            facts = {"name": one.name, "taken": one.code}
            yield Fault(row.number, "name", "founding.name_taken", facts)


def _number_faults(row: Row) -> Iterator[Fault]:
    for key in COUNTS:
        value = row.cells.get(key)
        if isinstance(value, int) and value < 0:
            yield Fault(row.number, key, "founding.negative")
    division = text(row, "division_code")
    if division and _DIVISION.fullmatch(division) is None:
        yield Fault(row.number, "division_code", "founding.division_code", {"text": division})


def _day_faults(row: Row, standing: Standing | None, *, on: date) -> Iterator[Fault]:
    founded = row.cells.get("founded_on") or (standing and standing.known.get("founded_on"))
    for key in DAYS:
        day = row.cells.get(key)
        if not isinstance(day, date):
            continue
        if day > on:
            yield Fault(row.number, key, "founding.day_ahead", {"day": day})
        elif isinstance(founded, date) and day < founded <= on:
            facts = {"day": day, "founded": founded}
            yield Fault(row.number, key, "founding.before_founding", facts)


def _term_faults(row: Row, standing: Standing | None) -> Iterator[Fault]:
    elected, years, kind = row.cells.get("elected_on"), text(row, "term_years"), kind_of(row)
    if isinstance(elected, date) and not years:
        yield Fault(row.number, "term_years", "founding.years_missing")
    elif years and not isinstance(elected, date):
        yield Fault(row.number, "elected_on", "founding.elected_missing")
    elif isinstance(elected, date) and kind is not None:
        try:
            check_years(int(years), kind, LEVEL_OF[kind])
            _check_elected_once(elected, int(years), standing)
        except RuleBroken as refusal:
            yield Fault(row.number, "term_years", refusal.code, refusal.facts)


def _check_elected_once(elected: date, years: int, standing: Standing | None) -> None:
    known = dict(standing.terms) if standing else {}
    if known.get(elected, years) != years:
        raise RuleBroken("term.entered_already", day=elected)


def _registration_faults(
    row: Row, standing: Standing | None, register: Register, seen: dict[str, Row]
) -> Iterator[Fault]:
    if kind_of(row) is Kind.OUTSIDE and any(row.cells.get(key) for key in REGISTRATION):
        yield Fault(row.number, None, "registration.outside")
        return
    for key, check in (
        ("employer_code", check_credit_code),
        ("credit_code", check_credit_code),
        ("phone", check_phone),
    ):
        try:
            plain = check(text(row, key))
        except RuleBroken as refusal:
            yield Fault(row.number, key, refusal.code, refusal.facts)
            continue
        if key == "credit_code" and plain:
            yield from _credit_code_faults(row, plain, standing, register, seen)


def _credit_code_faults(
    row: Row, code: str, standing: Standing | None, register: Register, seen: dict[str, Row]
) -> Iterator[Fault]:
    """A legal person's code is one union's."""
    holder = register.credit_codes.get(code)
    first = seen.setdefault(code, row)
    if first is not row:
        facts = {"text": code, "row": first.number}
        yield Fault(row.number, "credit_code", "founding.code_twice", facts)
    elif holder is not None and (standing is None or standing.pk != holder):
        yield Fault(row.number, "credit_code", "founding.credit_code_taken", {"text": code})


def doubts_in(rows: Sequence[Row]) -> list[Fault]:
    """What is strange about credit codes that are right in themselves, and in which rows."""
    found = defaultdict[str, list[str]](list)
    for row in rows:
        kind = kind_of(row)
        if kind is None:
            continue
        for code in doubts_about(text(row, "credit_code"), text(row, "employer_code"), kind):
            found[code].append(str(row.number))
    return [
        Fault(0, None, DOUBTS[code], {"count": len(numbers), "rows": numbers[:NAMED]})
        for code, numbers in found.items()
    ]
