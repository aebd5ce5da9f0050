"""Writing, editing and publishing bulletins."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.bulletins.models import Bulletin
from gonghui.bulletins.queries.bulletin import record_of
from gonghui.bulletins.rules.publishing import check_body, check_title, slug_of
from gonghui.bulletins.rules.writing import headline, write
from gonghui.foundation.errors import RuleBroken
from gonghui.meetings.models import Meeting
from gonghui.people.models import Account


@transaction.atomic
def write_bulletin(meeting: Meeting, *, by: Account, at: datetime) -> Bulletin:
    """Draft a bulletin from a meeting, in the books of whose meeting it is.

    A meeting that already has one gives that; nothing is written over.
    """
    meeting = (
        Meeting.objects.select_for_update(of=["self"])
        .select_related("kept_by", "organiser", "host")
        .get(pk=meeting.pk)
    )
    there = Bulletin.objects.filter(meeting=meeting).order_by("pk").first()
    if there is not None:
        return there
    told = record_of(meeting)
    bulletin = Bulletin.objects.create(
        title=headline(told)[:200],
        body=write(told),
        meeting=meeting,
        organisation=meeting.kept_by,
        slug=slug_of(meeting.held_on or localdate(at), meeting.pk),
        invented=meeting.invented,
    )
    record(Deed("bulletin.written", bulletin, bulletin.organisation_id), by=by, at=at)
    return bulletin


def _locked(bulletin: Bulletin) -> Bulletin:
    return (
        Bulletin.objects.select_for_update(of=["self"])
        .select_related("organisation")
        .get(pk=bulletin.pk)
    )


@transaction.atomic
def edit_bulletin(
    bulletin: Bulletin, *, title: str, body: str, by: Account, at: datetime
) -> Bulletin:
    """Change the words of a draft. What is public is withdrawn first.

    Raises:
        RuleBroken: ``bulletin.is_public``, ``bulletin.title_missing`` or ``bulletin.body_missing``.
    """
    bulletin = _locked(bulletin)
    if bulletin.published_at is not None:
        raise RuleBroken("bulletin.is_public")
    bulletin.title, bulletin.body = check_title(title), check_body(body)
    bulletin.save(update_fields=["title", "body", "changed_at"])
    record(Deed("bulletin.edited", bulletin, bulletin.organisation_id), by=by, at=at)
    return bulletin


@transaction.atomic
def publish_bulletin(bulletin: Bulletin, *, by: Account, at: datetime) -> Bulletin:
    """Make a bulletin public; published before, it stays as it is.

    Raises:
        RuleBroken: ``bulletin.title_missing`` or ``bulletin.body_missing``.
    """
    bulletin = _locked(bulletin)
    if bulletin.published_at is not None:
        return bulletin
    check_title(bulletin.title)
    check_body(bulletin.body)
    bulletin.published_at, bulletin.published_by = at, by
    bulletin.save(update_fields=["published_at", "published_by", "changed_at"])
    record(Deed("bulletin.published", bulletin, bulletin.organisation_id), by=by, at=at)
    return bulletin


@transaction.atomic
def withdraw_bulletin(bulletin: Bulletin, *, by: Account, at: datetime) -> Bulletin:
    """Take a bulletin from the public page, to mend it; its address stays its own."""
    bulletin = _locked(bulletin)
    if bulletin.published_at is not None:
        bulletin.published_at = bulletin.published_by = None
        bulletin.save(update_fields=["published_at", "published_by", "changed_at"])
        record(Deed("bulletin.withdrawn", bulletin, bulletin.organisation_id), by=by, at=at)
    return bulletin
