"""The workbooks that were sent in, as a list."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.documents.models import Import

Words = Callable[[Import], str]


def imports_listing(batches: QuerySet[Import], *, kind: Words, standing: Words) -> Listing:
    """What was sent in, by whom, and what became of it."""
    return Listing(
        title=_("Workbooks in"),
        head=[
            pgettext("a workbook", "File"), pgettext("a workbook", "Of"), _("Organisation"),
            pgettext("a workbook", "Standing"), pgettext("a workbook", "Rows"),
            pgettext("a workbook", "Sent by"), pgettext("a day", "On"),
        ],
        rows=(_row(one, kind, standing) for piece in in_pieces(batches) for one in piece),
    )  # fmt: skip


def _row(one: Import, kind: Words, standing: Words) -> list[Value]:
    return [
        one.file_name,
        kind(one),
        one.organisation.name,
        standing(one),
        one.rows,
        one.owner.display_name,
        date_format(localdate(one.sent_at)),
    ]
