"""A contact list (通讯录) as a file: whole numbers only of those who agreed to that."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.documents.exports.stream import stream_csv, stream_xlsx
from gonghui.documents.exports.workbook import Listing, invented_mark
from gonghui.organisations.models import Organisation, Tenure
from gonghui.people.queries.contact import UNKNOWN, phones_shown

TOGETHER = 1_000  # rows whose telephones are asked for at once
WRITERS = {"xlsx": stream_xlsx, "csv": stream_csv}


def contact_file(
    kind: str, organisation: Organisation, tenures: QuerySet[Tenure], whose: str, *, on: date
) -> Iterator[bytes]:
    """The list piece by piece, with who took it in its line of source: whose copy this is."""
    facts = {"day": date_format(on), "whose": whose}
    listing = Listing(
        title=_("Contact list of %(name)s") % {"name": organisation.name},
        source=_("As of %(day)s, taken by %(whose)s; not to be handed on") % facts,
        head=[_("Organisation"), _("Post"), pgettext("of a person", "Name"), _("Mobile number")],
        rows=_rows(tenures),
        invented=invented_mark(),
    )
    return WRITERS[kind](listing)


def _rows(tenures: QuerySet[Tenure]) -> Iterator[tuple[str, ...]]:
    some: list[Tenure] = []
    for tenure in tenures.iterator(chunk_size=TOGETHER):
        some.append(tenure)
        if len(some) == TOGETHER:
            yield from _told(some)
            some.clear()
    yield from _told(some)


def _told(tenures: Sequence[Tenure]) -> Iterator[tuple[str, ...]]:
    phones = phones_shown([one.person for one in tenures])
    for one in tenures:
        phone = phones.get(one.person_id, UNKNOWN)
        yield one.post.organisation.name, one.post.title, one.person.name, phone.words
