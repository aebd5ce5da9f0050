"""Reading the record."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db.models import Max, QuerySet

from gonghui.audit.models import Entry, Head
from gonghui.audit.rules import START, Anchor, Fault, Sealed, first_fault


def content_of(entry: Entry) -> dict[str, object]:
    """Everything of an entry that its seal covers."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor_id, entry.actor_name, entry.capacity],
        "verb": entry.verb,
        "subject": [entry.subject_kind, entry.subject_id, entry.subject_label],
        "organisation": entry.organisation_id,
        "facts": entry.facts,
    }


def entries_about(kind: str, pk: int) -> QuerySet[Entry]:
    """What happened to one thing, oldest first."""
    return Entry.objects.filter(subject_kind=kind, subject_id=pk).order_by("number")


CHUNK = 2000
# read as they are sealed, without a model for each: a third of the time for a million
_READ = (
    "number", "at", "actor_id", "actor_name", "capacity", "verb", "subject_kind", "subject_id",
    "subject_label", "organisation_id", "facts", "digest",
)  # fmt: skip


def _sealed_entries(up_to: int, tell: Callable[[int], None] | None) -> Iterator[Sealed]:
    entries = Entry.objects.filter(number__lte=up_to).order_by("number")
    rows = entries.values_list(*_READ, named=True).iterator(chunk_size=CHUNK)
    for read, entry in enumerate(cast("Iterator[Entry]", rows), start=1):
        yield Sealed(entry.number, content_of(entry), entry.digest)
        if tell is not None and read % CHUNK == 0:
            tell(read)


def _head() -> tuple[int, str]:
    head = Head.objects.first()
    return (head.number, head.digest) if head else (0, START)


def chain_length() -> int:
    """How many entries the record has."""
    return _head()[0]


def fault_in_chain(tell: Callable[[int], None] | None = None) -> tuple[int, Fault] | None:
    """Read the whole chain again; the first entry that does not hold, or ``None``.

    The chain is read as far as it reached at the start: people go on working meanwhile.
    ``tell`` hears from time to time how many entries were read.
    """
    anchors = kept_anchors()  # before the head: one taken meanwhile may lie beyond it
    number, digest = _head()
    fault = first_fault(
        settings.AUDIT_KEY,
        _sealed_entries(number, tell),
        head_number=number,
        head_digest=digest,
        anchors=anchors,
    )
    last = Entry.objects.aggregate(last=Max("number"))["last"] or 0
    beyond = last > _head()[0]  # put in behind the end, without moving it
    return (last, Fault.CHANGED) if fault is None and beyond else fault


def anchors_path() -> Path:
    """The file of anchors; another disk or machine's share by ``GONGHUI_AUDIT_ANCHORS``."""
    return Path(settings.AUDIT_ANCHORS or settings.HOME / "audit-anchors.jsonl")


def kept_anchors() -> list[Anchor]:
    """Every anchor that was kept, the oldest first; a line that cannot be read is left out.

    It is a help, not a proof of itself: verification is right without any.
    """
    path = anchors_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [anchor for anchor in map(_read_anchor, lines) if anchor is not None]


def _read_anchor(line: str) -> Anchor | None:
    try:
        told = json.loads(line)
        return Anchor(date.fromisoformat(told["on"]), int(told["number"]), str(told["digest"]))
    except (ValueError, TypeError, KeyError):
        return None


def newest_entries(most: int) -> QuerySet[Entry]:
    """The latest deeds, the newest first."""
    return Entry.objects.order_by("-number")[:most]
