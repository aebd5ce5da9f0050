"""Who may see which readings, and their items."""

from django.db.models import Case, QuerySet, When

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.bulletins.models import Reading
from gonghui.bulletins.rules.review import Item, ReadingState, items


def readings_where(user: Visitor, permission: Permission) -> QuerySet[Reading]:
    """Readings of organisations over which the person holds the permission, newest first."""
    return (
        Reading.objects.filter(organisation__in=organisations_where(user, permission))
        .exclude(state=ReadingState.DROPPED)
        .select_related("organisation", "read_by__person", "meeting")
    )


def waiting_first(readings: QuerySet[Reading]) -> QuerySet[Reading]:
    """Those still to be checked on top, then the newest."""
    closed = Case(When(state=ReadingState.OPEN.value, then=0), default=1)
    return readings.order_by(closed, "-read_at", "-pk")


def items_of(reading: Reading) -> list[Item]:
    """Everything read in the text, with what was decided about it."""
    return items(reading.record, reading.claims, reading.decisions)
