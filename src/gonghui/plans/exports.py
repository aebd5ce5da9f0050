"""Lists of this room as workbooks."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.documents.exports.workbook import Listing, invented_mark, write_xlsx
from gonghui.plans.queries.task import Listed
from gonghui.plans.wording import listing


def tasks_workbook(rows: Sequence[Listed], *, today: date) -> bytes:
    """The tasks issued, with how their shares stand, as a workbook."""
    return write_xlsx(
        Listing(
            title=_("Tasks"),
            source=_("As of %(day)s") % {"day": date_format(today)},
            head=[
                _("Task"), _("In the words of the source"), _("Source"), _("Lead department"),
                _("Due"), _("Organisations asked"), _("Answered"), _("Slow"), _("Behind"),
                _("Who is behind"),
            ],
            rows=[_row(row) for row in rows],
            invented=invented_mark(),
        )
    )  # fmt: skip


def _row(row: Listed) -> list[str | int | None]:
    task, counts = row.task, row.counts
    return [
        task.title,
        task.basis_quotation,
        task.basis_label,
        task.lead_department.name if task.lead_department else "",
        date_format(task.due_on) if task.due_on else "",
        counts.total,
        counts.done,
        counts.warn,
        counts.bad,
        listing(row.stuck),
    ]
