"""Bulletins: drafts of an organisation, and what is public; what a meeting tells a bulletin."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.bulletins.models import Bulletin, Picture
from gonghui.honours.queries.presentation import presentations_at
from gonghui.meetings.models import Meeting, Part
from gonghui.meetings.queries.meeting import meetings_where
from gonghui.meetings.rules.meeting import StatementKind


def bulletins_where(user: Visitor, permission: Permission) -> QuerySet[Bulletin]:
    """Bulletins of organisations over which the person holds the permission, last changed first."""
    return (
        Bulletin.objects.filter(organisation__in=organisations_where(user, permission))
        .select_related("organisation", "meeting", "published_by__person")
        .order_by("-changed_at", "-pk")
    )


def published() -> QuerySet[Bulletin]:
    """What everybody may read, newest first."""
    return (
        Bulletin.objects.filter(published_at__isnull=False)
        .select_related("organisation")
        .order_by("-published_at", "-pk")
    )


def with_pictures(bulletins: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """The bulletins with their pictures in order."""
    return bulletins.prefetch_related(
        Prefetch("pictures", queryset=Picture.objects.order_by("order", "pk"))
    )


def meetings_to_tell_where(user: Visitor, permission: Permission) -> QuerySet[Meeting]:
    """Meetings kept where the person holds the permission: a bulletin of one stands there too."""
    return meetings_where(user, permission).filter(
        kept_by__in=organisations_where(user, permission)
    )


def untold(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that no bulletin tells of yet."""
    told = Bulletin.objects.filter(meeting__isnull=False).values("meeting")
    return meetings.exclude(pk__in=told)


def pictures_where(user: Visitor, permission: Permission) -> QuerySet[Picture]:
    """Pictures of bulletins of organisations over which the person holds the permission."""
    return Picture.objects.filter(
        bulletin__organisation__in=organisations_where(user, permission)
    ).select_related("bulletin")


def published_pictures(slug: str) -> QuerySet[Picture]:
    """The pictures of one public bulletin."""
    return Picture.objects.filter(bulletin__slug=slug, bulletin__published_at__isnull=False)


def record_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting as a record, the way reading a text gives one."""
    statements = list(meeting.statements.all())
    return {
        "date": _day(meeting),
        "name": meeting.name,
        "themes": meeting.themes,
        "organiser": meeting.organiser.name,
        "host": meeting.host_words or (meeting.host.name if meeting.host else None),
        "venue": meeting.venue or None,
        "purposes": meeting.purposes,
        "people": _people(meeting),
        "statements": [one.text for one in statements if one.kind == StatementKind.STATED.value],
        "requirements": [
            one.text for one in statements if one.kind == StatementKind.REQUIRED.value
        ],
        "sites": [{"name": stop.name, "uncertain": stop.uncertain} for stop in meeting.stops.all()],
        "awards": [
            {
                "title": one.programme.title,
                "count": one.count,
                "representatives_only": one.representatives_only,
            }
            for one in presentations_at(meeting.address)
        ],
        "attendees": [
            {"category": one.category, "organisations": one.organisations}
            for one in meeting.attendance.all()
        ],
    }


def _day(meeting: Meeting) -> dict[str, str | None]:
    iso = meeting.told_date
    if meeting.held_on:
        last = f"/{meeting.until_on.isoformat()}" if meeting.until_on else ""
        iso = meeting.held_on.isoformat() + last
    return {
        "iso": iso or None,
        "precision": meeting.date_precision,
        "year_from": meeting.year_from or None,
    }


def _people(meeting: Meeting) -> list[dict[str, Any]]:
    gathered: dict[tuple[object, ...], list[Part]] = {}
    for part in meeting.parts.all():
        key = (part.person_id or part.name, str(part.titles))
        gathered.setdefault(key, []).append(part)
    return [
        {
            "name": parts[0].name,
            "posts": parts[0].titles,
            "roles": [part.role for part in parts],
        }
        for parts in gathered.values()
    ]
