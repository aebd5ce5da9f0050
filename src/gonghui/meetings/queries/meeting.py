"""Who may see which meetings, and a meeting as a page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.foundation.periods import Period
from gonghui.meetings.models import AgendaItem, Meeting, Part
from gonghui.meetings.rules.meeting import Role, posts_in_words
from gonghui.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who had parts in a meeting.

    Attributes:
        posts: Posts of that day, in words.
    """

    name: str
    posts: str
    roles: Sequence[Role]


def meetings_where(user: Visitor, permission: Permission) -> QuerySet[Meeting]:
    """Meetings kept, organised or hosted where the person holds the permission, newest first."""
    reach = organisations_where(user, permission)
    return Meeting.objects.filter(
        Q(kept_by__in=reach) | Q(organiser__in=reach) | Q(host__in=reach)
    ).select_related("organiser", "host", "kept_by")


def meetings_of(organisation: Organisation, user: Visitor) -> QuerySet[Meeting]:
    """What an organisation organised, hosted or keeps, as far as the person may see it."""
    own = Q(kept_by=organisation) | Q(organiser=organisation) | Q(host=organisation)
    return meetings_where(user, Permission.MEETING_VIEW).filter(own)


def told_whole(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with everything a page of one shows."""
    agenda = AgendaItem.objects.select_related("part")
    return meetings.prefetch_related(
        "parts", "stops", "attendance", "statements", Prefetch("agenda", queryset=agenda)
    )


def meeting_of_period(organisation: Organisation, period: Period) -> Meeting | None:
    """The newest meeting at which an organisation summed up that period; ``None`` when none did."""
    return (
        Meeting.objects.filter(
            Q(organiser=organisation) | Q(kept_by=organisation), period=period.code
        )
        .select_related("organiser", "host", "kept_by")
        .first()
    )


def participants(meeting: Meeting) -> list[Participant]:
    """Everybody with a part, in order; all parts of one person together."""
    gathered: dict[tuple[object, ...], list[Part]] = {}
    for part in meeting.parts.all():
        key = (part.person_id,) if part.person_id else (part.name, str(part.titles))
        gathered.setdefault(key, []).append(part)
    return [
        Participant(
            parts[0].name,
            posts_in_words(parts[0].titles),
            [Role(part.role) for part in parts],
        )
        for parts in gathered.values()
    ]
