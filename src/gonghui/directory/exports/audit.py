"""The record of deeds as a list to be kept or handed to an examiner."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gonghui.audit.models import Entry
from gonghui.directory.wording import deed_sentence, who_did
from gonghui.documents.exports.stream import stream_csv
from gonghui.documents.exports.workbook import Listing, invented_mark

CHUNK = 2000


def deeds_csv(deeds: QuerySet[Entry]) -> Iterator[bytes]:
    """Every deed with its seal, the oldest first, piece by piece: no list is too long."""
    head = [
        _("No."), _("When"), _("Who"), _("In what capacity"), _("Deed"), _("To what"),
        _("In words"), _("Seal"),
    ]  # fmt: skip
    listing = Listing(
        title=_("Record of deeds"),
        head=head,
        rows=(_row(one) for one in deeds.order_by("number").iterator(chunk_size=CHUNK)),
        invented=invented_mark(),
    )
    return stream_csv(listing)


def _row(entry: Entry) -> tuple[str, ...]:
    at = localtime(entry.at)
    return (
        str(entry.number),
        f"{date_format(at, 'Y-m-d')} {at:%H:%M:%S}",
        who_did(entry),
        entry.capacity,
        entry.verb,
        entry.subject_label,
        deed_sentence(entry),
        entry.digest,
    )
