"""Lists of this room as workbooks."""

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.directory.wording import WHAT_NAMES
from gonghui.documents.exports.workbook import Listing, invented_mark, write_xlsx
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.difference import Difference
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.organisations.wording import KIND_NAMES, STATUS_NAMES


def organisations_workbook(
    title: str, organisations: Sequence[Organisation], counts: Mapping[int, int]
) -> bytes:
    """A list of organisations, each with how many stand directly below it."""
    return write_xlsx(
        Listing(
            title=title,
            head=[
                _("Code"),
                _("Name"),
                _("Short name"),
                pgettext("of an organisation", "Kind"),
                _("Standing"),
                _("Division code"),
                _("Founded on"),
                _("Directly below"),
            ],
            rows=[
                [
                    one.code,
                    one.name,
                    one.short_name,
                    str(KIND_NAMES[Kind(one.kind)]),
                    str(STATUS_NAMES[Status(one.status)]),
                    one.division_code,
                    date_format(one.founded_on) if one.founded_on else "",
                    counts.get(one.pk, 0),
                ]
                for one in organisations
            ],
            invented=invented_mark(),
        )
    )


def differences_workbook(title: str, found: Sequence[Difference]) -> bytes:
    """What became different between two days, with the act it rests on."""
    return write_xlsx(
        Listing(
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
            rows=[
                [
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
                for one in found
            ],
            invented=invented_mark(),
        )
    )
