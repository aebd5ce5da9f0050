"""Reading the record."""

from collections.abc import Iterator
from datetime import UTC

from django.conf import settings
from django.db.models import QuerySet

from gonghui.audit.models import Entry, Head
from gonghui.audit.rules import START, Fault, Sealed, first_fault


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


def _sealed_entries() -> Iterator[Sealed]:
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        yield Sealed(entry.number, content_of(entry), entry.digest)


def fault_in_chain() -> tuple[int, Fault] | None:
    """Read the whole chain again; the first entry that does not hold, or ``None``."""
    head = Head.objects.first()
    number, digest = (head.number, head.digest) if head else (0, START)
    return first_fault(
        settings.AUDIT_KEY, _sealed_entries(), head_number=number, head_digest=digest
    )


def newest_entries(most: int) -> QuerySet[Entry]:
    """The latest deeds, the newest first."""
    return Entry.objects.order_by("-number")[:most]
