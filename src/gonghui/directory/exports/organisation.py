"""Lists of organisations, and of what became different between two days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.directory.queries.organisation import below_counts
from gonghui.directory.wording import WHAT_NAMES
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.difference import Difference
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.organisations.wording import KIND_NAMES, STATUS_NAMES


def organisations_listing(
    title: str, pieces: Iterable[Sequence[Organisation]], *, on: date
) -> Listing:
    """A list of organisations, each with how many stand directly below it."""
    return Listing(
        title=title,
        head=[
            _("Code"),
            pgettext("of an organisation", "Name"),
            _("Short name"),
            pgettext("of an organisation", "Kind"),
            _("Standing"),
            _("Division code"),
            _("Founded on"),
            _("Directly below"),
        ],
        rows=_organisations(pieces, on),
    )


def _organisations(pieces: Iterable[Sequence[Organisation]], on: date) -> Iterator[list[Value]]:
    for piece in pieces:
        counts = below_counts(piece, on=on)
        for one in piece:
            yield [
                one.code,
                one.name,
                one.short_name,
                str(KIND_NAMES[Kind(one.kind)]),
                str(STATUS_NAMES[Status(one.status)]),
                one.division_code,
                date_format(one.founded_on) if one.founded_on else "",
                counts.get(one.pk, 0),
            ]


def differences_listing(title: str, found: Sequence[Difference]) -> Listing:
    """What became different between two days, with the act it rests on."""
    return Listing(
        title=title,
        head=[
            _("What"),
            _("Code"),
            _("Name before"),
            _("Name after"),
            _("Superior before"),
            _("Superior after"),
            _("From when"),
            _("Reason"),
            _("Approval number"),
        ],
        rows=map(_difference, found),
    )


def _difference(one: Difference) -> list[str]:
    return [
        str(WHAT_NAMES[one.what]),
        one.organisation.code,
        one.before.name if one.before else "",
        one.after.name if one.after else "",
        one.before.superior_name if one.before else "",
        one.after.superior_name if one.after else "",
        date_format(one.change.effective_on) if one.change else "",
        one.change.reason if one.change else "",
        one.change.approval_number if one.change else "",
    ]
