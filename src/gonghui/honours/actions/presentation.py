"""Noting that an honour was presented."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.honours.models import Presentation, Programme
from gonghui.organisations.models import Organisation

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Presented:
    """What was presented and where.

    Attributes:
        title: Its name as told; a year in it is the year of the honour.
        count: How many were honoured; ``None`` when nobody says.
    """

    title: str
    organisation: Organisation
    source_label: str
    source_address: str
    on: date | None = None
    count: int | None = None
    representatives_only: bool = False


@transaction.atomic
def note_presentation(presented: Presented, *, by: Actor, at: datetime) -> Presentation:
    """Note an honour presented at a source; the same one again changes nothing."""
    year = _YEAR.search(presented.title)
    programme, _ = Programme.objects.get_or_create(
        title=presented.title[:200],
        year=int(year[1]) if year else None,
        organisation=presented.organisation,
    )
    presentation, made = Presentation.objects.get_or_create(
        programme=programme,
        source_address=presented.source_address,
        defaults={
            "source_label": presented.source_label[:200],
            "presented_on": presented.on,
            "count": presented.count,
            "representatives_only": presented.representatives_only,
        },
    )
    if made:
        record(Deed("honour.presented", presentation, presented.organisation.pk), by=by, at=at)
    return presentation
