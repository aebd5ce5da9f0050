"""Lists of this room as workbooks."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.documents.exports.workbook import Listing, invented_mark, write_xlsx
from gonghui.returns.models import Round, Sheet
from gonghui.returns.wording import state_word


def missing_list(round: Round, sheets: Iterable[Sheet]) -> bytes:
    """Who has not filed, with whom each answers to and until when, as a workbook."""
    return write_xlsx(
        Listing(
            title=_("Not filed: %(title)s") % {"title": round.title},
            head=[_("Organisation"), _("Answers to"), _("Due"), _("Standing")],
            rows=[
                [
                    sheet.organisation.name,
                    sheet.assignment.answers_to.name if sheet.assignment else "",
                    date_format(sheet.assignment.due_on if sheet.assignment else round.due_on),
                    state_word(sheet.assignment.state if sheet.assignment else None),
                ]
                for sheet in sheets
            ],
            invented=invented_mark(),
        )
    )
