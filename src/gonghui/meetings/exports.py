"""Meetings, and the people who had parts in one, as files."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.foundation.periods import Period
from gonghui.foundation.wording import period_name
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import Participant
from gonghui.meetings.wording import roles_in_words


def meetings_listing(meetings: QuerySet[Meeting]) -> Listing:
    """Meetings as they were held."""
    return Listing(
        title=_("Meetings and tours"),
        head=[
            _("Meeting"), _("Date"), pgettext("meeting", "Organiser"), _("Venue"), _("Sums up"),
        ],
        rows=(_meeting(one) for piece in in_pieces(meetings) for one in piece),
    )  # fmt: skip


def _meeting(one: Meeting) -> list[Value]:
    days = [date_format(day) for day in (one.held_on, one.until_on) if day]
    return [
        one.name,
        " – ".join(days) or one.told_date,
        one.organiser.name,
        one.venue,
        period_name(Period.parse(one.period)) if one.period else "",
    ]


def people_listing(meeting: Meeting, people: Iterable[Participant]) -> Listing:
    """Who had a part in a meeting, with their posts of that day."""
    return Listing(
        title=meeting.name,
        head=[_("Name"), _("Posts on that day"), _("Part")],
        rows=[[one.name, one.posts, str(roles_in_words(one.roles))] for one in people],
    )
