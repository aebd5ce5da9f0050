"""Who may see which readings, and their items."""

from django.db.models import QuerySet

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


def items_of(reading: Reading) -> list[Item]:
    """Everything read in the text, with what was decided about it."""
    return items(reading.record, reading.claims, reading.decisions)
