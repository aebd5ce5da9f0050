"""The meeting a person should know about."""

from datetime import date

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import meetings_where
from gonghui.meetings.rules.meeting import MeetingState


def next_meeting(user: Visitor, *, today: date) -> Meeting | None:
    """The next one planned in the person's reach; the newest held when none is."""
    seen = meetings_where(user, Permission.MEETING_VIEW)
    planned = seen.filter(state=MeetingState.PLANNED.value, held_on__gte=today)
    return planned.order_by("held_on", "pk").first() or seen.exclude(held_on=None).first()
