"""What has changed where a person sits: the newest deeds about their organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from gonghui.audit.models import Entry
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.rules.organisation import Line

# What others do that a person at a desk wants to know; what is only kept for proof stays out.
TELLING = (
    "directive.issued",
    "round.closed",
    "sheet.filed",
    "sheet.accepted",
    "sheet.sent_back",
    "sheet.withdrawn",
    "task.progress_reported",
    "task.filed",
    "task.accepted",
    "task.sent_back",
    "assignment.urged",
    "meeting.held",
    "reading.confirmed",
    "bulletin.published",
    "honour.presented",
    "report.signed_off",
)
LOOKED_AT = 80


@dataclass(frozen=True, slots=True)
class Change:
    """One deed, or several alike on one day.

    Attributes:
        entry: The newest of them.
        more: How many others like it that day, as far as looked at.
    """

    entry: Entry
    more: int


def changes_at(organisations: Iterable[Organisation], *, most: int = 6) -> list[Change]:
    """The newest deeds about these organisations and those directly below. One query."""
    near = Ancestry.objects.filter(
        ancestor__in=list(organisations), line=Line.TERRITORIAL.value, steps__lte=1
    ).values("organisation")
    newest = Entry.objects.filter(organisation_id__in=near, verb__in=TELLING).order_by("-number")
    alike: dict[tuple[str, date], list[Entry]] = {}
    for entry in newest[:LOOKED_AT]:
        alike.setdefault((entry.verb, localdate(entry.at)), []).append(entry)
    return [Change(entries[0], len(entries) - 1) for entries in list(alike.values())[:most]]
