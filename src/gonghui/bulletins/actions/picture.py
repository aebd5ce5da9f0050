"""Pictures of a bulletin."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from gonghui.audit.actions import Deed, record
from gonghui.bulletins.imports import read_picture
from gonghui.bulletins.models import Bulletin, Picture
from gonghui.foundation.errors import RuleBroken
from gonghui.people.models import Account

MOST_PICTURES = 20


def add_picture(
    bulletin: Bulletin, *, content: bytes, caption: str, by: Account, at: datetime
) -> Picture:
    """Put a picture at the end of a draft.

    Raises:
        RuleBroken: ``picture.caption_missing``, ``picture.too_large``, ``picture.unreadable``,
            ``picture.too_many`` or ``bulletin.is_public``.
    """
    if not caption.strip():
        raise RuleBroken("picture.caption_missing")
    shown = read_picture(content)
    with transaction.atomic():
        bulletin = _draft(bulletin)
        own = Picture.objects.filter(bulletin=bulletin)
        if own.count() >= MOST_PICTURES:
            raise RuleBroken("picture.too_many", most=MOST_PICTURES)
        picture = Picture(
            bulletin=bulletin,
            content_type=shown.content_type,
            width=shown.width,
            height=shown.height,
            caption=caption.strip()[:200],
            order=(own.aggregate(last=Max("order"))["last"] or 0) + 1,
        )
        # the name people gave the file tells nothing and may tell too much
        picture.file.save(f"{bulletin.slug}.{shown.ending}", ContentFile(shown.content), save=False)
        picture.save()
        record(Deed("picture.added", picture, bulletin.organisation_id), by=by, at=at)
    return picture


@transaction.atomic
def remove_picture(picture: Picture, *, by: Account, at: datetime) -> None:
    """Take a picture out of a draft; its file goes with it.

    Raises:
        RuleBroken: ``bulletin.is_public``.
    """
    bulletin = _draft(picture.bulletin)
    storage, name = picture.file.storage, str(picture.file.name)
    record(Deed("picture.removed", picture, bulletin.organisation_id), by=by, at=at)
    picture.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _draft(bulletin: Bulletin) -> Bulletin:
    bulletin = Bulletin.objects.select_for_update(of=["self"]).get(pk=bulletin.pk)
    if bulletin.published_at is not None:
        raise RuleBroken("bulletin.is_public")
    return bulletin
