"""Papers of agenda items."""

from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.meetings.models import AgendaItem, Meeting
from gonghui.meetings.rules.agenda import ItemKind


@transaction.atomic
def give_paper(
    meeting: Meeting, *, label: str, address: str, by: Actor, at: datetime
) -> AgendaItem:
    """The work report becomes the paper of the meeting's report item; a newer one takes its place.

    Raises:
        RuleBroken: ``agenda.no_report_item``.
    """
    item = (
        AgendaItem.objects.select_for_update()
        .filter(meeting=meeting, kind=ItemKind.REPORT.value)
        .order_by("order")
        .first()
    )
    if item is None:
        raise RuleBroken("agenda.no_report_item", meeting=meeting.name)
    item.paper_label, item.paper_address = label[:200], address
    item.save(update_fields=["paper_label", "paper_address"])
    record(Deed("agenda.paper_given", meeting, meeting.kept_by_id, {"paper": label}), by=by, at=at)
    return item
