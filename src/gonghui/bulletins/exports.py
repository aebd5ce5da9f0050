"""Bulletins and texts read, as files."""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.bulletins.models import Bulletin, Reading
from gonghui.bulletins.rules.review import ReadingState
from gonghui.bulletins.wording import STATE_WORDS
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value


def bulletins_listing(bulletins: QuerySet[Bulletin]) -> Listing:
    """Bulletins of ours, drafts and public ones."""
    return Listing(
        title=pgettext("public", "Bulletins"),
        head=[_("Title"), _("State"), _("Published on"), _("Organisation")],
        rows=(_bulletin(one) for piece in in_pieces(bulletins) for one in piece),
    )


def _bulletin(one: Bulletin) -> list[Value]:
    at = one.published_at
    return [
        one.title,
        _("public") if at else _("draft"),
        date_format(localdate(at)) if at else "",
        one.organisation.name,
    ]


def readings_listing(readings: QuerySet[Reading]) -> Listing:
    """Texts that were read, and what became of them."""
    return Listing(
        title=_("Bulletins read"),
        head=[_("Texts"), _("State"), _("Read on"), _("Read by"), _("Became")],
        rows=(_reading(one) for piece in in_pieces(readings) for one in piece),
    )


def _reading(one: Reading) -> list[Value]:
    return [
        str(one),
        str(STATE_WORDS[ReadingState(one.state)]),
        date_format(localdate(one.read_at)),
        one.read_by.display_name,
        _("Meeting") if one.meeting_id else "",
    ]
