"""What is kept about a person, as they read it: by what it is for, with why and how long."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import pgettext

from gonghui.access.permissions import Role
from gonghui.access.wording import ROLE_NAMES
from gonghui.directory.wording import KEPT_NAMES, KEPT_WAYS, deed_sentence
from gonghui.foundation.privacy import TERMS, Purpose
from gonghui.foundation.privacy_words import GROUNDS, PURPOSES, term_words
from gonghui.notices.wording import notice_sentence
from gonghui.people.queries.own import About, Kind, Row
from gonghui.people.rules.privacy import Purpose as Agreed
from gonghui.people.rules.privacy import RequestKind
from gonghui.people.wording import PURPOSE_NAMES, REQUEST_KIND_NAMES

# what a row is, where its own name would not tell the person
WHAT: Mapping[str, Callable[[Any], object]] = {
    "access.Delegation": lambda one: f"{_role(one.grant)} {one.from_on}–{one.until_on}",
    "access.Grant": lambda one: _role(one),
    "audit.Entry": deed_sentence,
    "foundation.Receipt": lambda one: one.address,
    "foundation.Work": lambda one: one.kind,
    "meetings.Part": lambda one: one.meeting,
    "mfa.Authenticator": lambda one: one.type,
    "notices.Notice": lambda one: notice_sentence(one.code, one.facts),
    "organisations.Tenure": lambda one: f"{one.post} {one.from_on}–{one.until_on or ''}",
    "people.Consent": lambda one: PURPOSE_NAMES[Agreed(one.purpose)],
    "people.DataRequest": lambda one: REQUEST_KIND_NAMES[RequestKind(one.kind)],
    "people.SignInLink": lambda one: one.made_at.date(),
    "returns.Version": lambda one: f"{one.sheet} v{one.number}",
    "usersessions.UserSession": lambda one: f"{one.ip} {one.user_agent}",
}


def _role(grant: Any) -> str:  # noqa: ANN401 -- a Grant, whose class stays in its room
    return f"{ROLE_NAMES[Role(grant.role)]}（{grant.organisation.name}）"


@dataclass(frozen=True, slots=True)
class Line:
    """One row about the person in words.

    Attributes:
        ways: By what it names them; empty where the row is theirs in every respect.
        at: A day or a moment; ``None`` when the row does not know.
    """

    what: str
    ways: str
    at: Any


@dataclass(frozen=True, slots=True)
class Told:
    """One table in words.

    Attributes:
        lines: The newest; ``count`` says how many there are.
        law: By which it stays for good; empty when none has it kept.
    """

    kind: Kind
    title: str
    lines: Sequence[Line]
    count: int
    term: str
    law: str


def title_of(kind: Kind) -> str:
    """What its rows are; of a table nobody gave words to, what it is for."""
    return str(KEPT_NAMES.get(kind.label, PURPOSES[kind.purpose]))


def what_of(record: models.Model) -> str:
    """What a row is, in words."""
    return str(WHAT.get(str(record._meta.label), str)(record))


def line_of(row: Row) -> Line:
    """A row in words."""
    ways = [str(KEPT_WAYS[way]) for way in row.ways if way in KEPT_WAYS]
    words = pgettext("between items of a list", ", ").join(dict.fromkeys(ways))
    return Line(what_of(row.record), words, row.at)


def told(one: About) -> Told:
    """A table in words."""
    retention = one.kind.retention
    return Told(
        one.kind,
        title_of(one.kind),
        [line_of(row) for row in one.rows],
        one.count,
        term_words(retention),
        str(GROUNDS[TERMS[retention].ground]),
    )


def by_purpose(tables: Sequence[About]) -> list[tuple[str, list[Told]]]:
    """Tables by what they are for, in the order of the map."""
    found: dict[Purpose, list[Told]] = {}
    for one in tables:
        found.setdefault(one.kind.purpose, []).append(told(one))
    return [(str(PURPOSES[purpose]), found[purpose]) for purpose in Purpose if purpose in found]
