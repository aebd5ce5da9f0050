"""What is kept about people: of every field its class, why it is kept, for how long, who sees it.

Each room says it beside its models, in ``data/personal.toml``::

    [Person]
    purpose = "posts"
    retention = "register"
    seen = ["organisation.view"]
    technical = ["id", "created_at"]
    personal = ["name"]

    [Person.of.phone]           # what is different for one field
    purpose = "contact"
    retention = "in_office"

A heading is a model of the room, or ``["app.Model"]`` of a library. A field stands once, under its
class. ``seen`` names permissions, or ``everybody``, ``signed_in``, ``themselves``, ``masked``,
``nobody``; technical and secret fields are nobody's whatever is said.
``tests/test_personal_data.py`` fails when a field is missing.

Source: PIPL art. 6, 17, 19, 51; quality.md S70 and S72.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent


class DataClass(StrEnum):
    """What kind of fact a field holds, the harmless first."""

    TECHNICAL = "technical"  # keys, counters, moments of the program
    ORGANISATION = "organisation"  # facts about organisations and their work
    PUBLISHED = "published"  # for everybody to read
    OFFICE = "office"  # a person in their function: who holds what, who did what when
    PERSONAL = "personal"  # about a person
    WORDS = "words"  # what people type, and may name somebody in
    SENSITIVE = "sensitive"  # under seal
    SECRET = "secret"  # noqa: S105 -- the name of a class: what proves who somebody is


class Purpose(StrEnum):
    """Why it is kept."""

    RUNNING = "running"
    TREE = "tree"
    POSTS = "posts"
    CONTACT = "contact"
    IDENTIFYING = "identifying"
    SIGNING_IN = "signing_in"
    RIGHTS = "rights"
    ANSWERING = "answering"  # who did what, and in which office
    ASKING = "asking"
    COUNTING = "counting"
    MEETING = "meeting"
    HONOURING = "honouring"
    REPORTING = "reporting"
    PUBLISHING = "publishing"
    TAKING_IN = "taking_in"  # workbooks
    TELLING = "telling"  # messages
    PAPERS = "papers"
    AGREEING = "agreeing"  # what people agreed to, and what they ask about their data


class Retention(StrEnum):
    """How long it is kept."""

    PROGRAM = "program"
    PARENT = "parent"  # as long as the record it belongs to
    REGISTER = "register"
    FIGURES = "figures"
    PAPERS = "papers"
    RECORD = "record"  # of deeds
    ACCOUNT = "account"
    IN_OFFICE = "in_office"
    SESSION = "session"
    TRIES = "tries"
    LINK = "link"
    RECEIPT = "receipt"
    WORK = "work"
    WORKBOOK = "workbook"
    IMPORT = "import"
    DECISION = "decision"
    MESSAGE = "message"
    ASKED = "asked"


class Ground(StrEnum):
    """What law has it kept for good."""

    NONE = "none"
    ARCHIVES = "archives"
    STATISTICS = "statistics"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class Term:
    """Until when.

    Attributes:
        days: Days after what ``privacy_words.RETENTIONS`` names (the end of a session, of a
            work …); ``None``: as long as those words say, or for good.
        ground: The law by which it stays for good.
    """

    days: int | None = None
    ground: Ground = Ground.NONE


TERMS: Mapping[Retention, Term] = {
    Retention.PROGRAM: Term(),
    Retention.PARENT: Term(),
    Retention.REGISTER: Term(ground=Ground.ARCHIVES),
    Retention.FIGURES: Term(ground=Ground.STATISTICS),
    Retention.PAPERS: Term(ground=Ground.ARCHIVES),
    Retention.RECORD: Term(ground=Ground.SECURITY),
    Retention.ACCOUNT: Term(),
    Retention.IN_OFFICE: Term(365),
    Retention.SESSION: Term(0),
    Retention.TRIES: Term(30),
    Retention.LINK: Term(30),
    Retention.RECEIPT: Term(30),
    Retention.WORK: Term(90),
    Retention.WORKBOOK: Term(90),
    # a record of handling personal data stays three years (PIPL art. 56)
    Retention.IMPORT: Term(3 * 365),
    Retention.DECISION: Term(3 * 365),
    Retention.MESSAGE: Term(365),
    Retention.ASKED: Term(3 * 365),
}

EVERYBODY, SIGNED_IN, THEMSELVES = "everybody", "signed_in", "themselves"
MASKED, NOBODY = "masked", "nobody"
SEEN_WORDS = frozenset({EVERYBODY, SIGNED_IN, THEMSELVES, MASKED, NOBODY})
UNSEEN = frozenset({DataClass.TECHNICAL, DataClass.SECRET})


@dataclass(frozen=True, slots=True)
class Kept:
    """What is said of one field."""

    room: str
    model: str  # people.Person
    field: str
    data_class: DataClass
    purpose: Purpose
    retention: Retention
    seen: tuple[str, ...]


def read_map(path: Path) -> list[Kept]:
    """What one room says of its fields; a word that is no word of ours is a ``ValueError``."""
    room = path.parent.parent.name
    return [
        kept
        for heading, said in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for kept in _fields(room, heading if "." in heading else f"{room}.{heading}", said)
    ]


def _fields(room: str, model: str, said: Mapping[str, Any]) -> Iterator[Kept]:
    known = {"purpose", "retention", "seen", "of", *DataClass}
    others = said.get("of", {})
    classed = [(field, one) for one in DataClass for field in said.get(one, [])]
    strangers = (set(said) - known) | (set(others) - {field for field, _ in classed})
    if strangers:
        raise ValueError(f"{model}: {', '.join(sorted(strangers))} is no word of the map")
    for field, data_class in classed:
        yield _kept(room, model, field, data_class, {**said, **others.get(field, {})})


def _kept(
    room: str, model: str, field: str, data_class: DataClass, said: Mapping[str, Any]
) -> Kept:
    seen = [NOBODY] if data_class in UNSEEN else said.get("seen")
    if not seen:
        raise ValueError(f"{model}.{field}: nothing says who sees it")
    purpose, retention = Purpose(said["purpose"]), Retention(said["retention"])
    return Kept(room, model, field, data_class, purpose, retention, tuple(seen))


@cache
def personal_data(package: Path = PACKAGE) -> tuple[Kept, ...]:
    """What all rooms say, room by room."""
    paths = sorted(package.glob("*/data/personal.toml"))
    return tuple(kept for path in paths for kept in read_map(path))
