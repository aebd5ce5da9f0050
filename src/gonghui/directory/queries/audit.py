"""The record of deeds, narrowed, and the newest check of its chain."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gonghui.audit.models import Entry
from gonghui.foundation.models import Work

CHECK = "audit.check"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the record is wanted; empty narrows nothing."""

    text: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None


def deeds(wanted: Wanted) -> QuerySet[Entry]:
    """The wanted deeds, the newest first."""
    entries = Entry.objects.order_by("-number")
    if wanted.text:
        about = Q(subject_label__contains=wanted.text) | Q(actor_name__contains=wanted.text)
        entries = entries.filter(about)
    if wanted.verb:
        entries = entries.filter(verb=wanted.verb)
    if wanted.since:
        entries = entries.filter(at__date__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(at__date__lte=wanted.until)
    return entries


@dataclass(frozen=True, slots=True)
class Check:
    """The newest reading of the whole chain.

    Attributes:
        first_fault: Number of the first entry that does not hold; ``None`` when all do or it runs.
        ended_at: ``None`` while it runs.
    """

    read: int
    length: int
    first_fault: int | None
    ended_at: datetime | None


def newest_check() -> Check | None:
    """The newest reading of the chain, running or done; ``None`` when nobody asked for one."""
    work = Work.objects.filter(kind=CHECK).order_by("-pk").first()
    if work is None:
        return None
    return Check(work.done, work.total, work.result.get("first_fault"), work.ended_at)
