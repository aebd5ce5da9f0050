"""The record of deeds, narrowed, and whether its chain holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gonghui.audit.models import Entry, Head
from gonghui.audit.queries import fault_in_chain
from gonghui.audit.rules import Fault

# Up to here a page may read the whole chain again; beyond, the command does.
READABLE = 50_000


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
class Chain:
    """What reading the chain again has shown.

    Attributes:
        length: Entries it has.
        looked: Whether it was read now; a long one is left to the command.
        first_fault: Number and kind of the first entry that does not hold; ``None`` when all do.
    """

    length: int
    looked: bool
    first_fault: tuple[int, Fault] | None = None


def chain(*, look: bool) -> Chain:
    """How long the chain is and, when asked to look, whether it holds."""
    head = Head.objects.first()
    length = head.number if head else 0
    if not look or length > READABLE:
        return Chain(length, looked=False)
    return Chain(length, looked=True, first_fault=fault_in_chain())
