"""Lists of this room as files."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.cascade.wording import STATE_WORDS
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.plans.models import Task
from gonghui.plans.queries.task import Listed, Standing
from gonghui.plans.wording import LIGHT_WORDS, listing


def tasks_listing(rows: Sequence[Listed], *, today: date) -> Listing:
    """The tasks issued, with how their shares stand."""
    return Listing(
        title=_("Tasks"),
        source=_("As of %(day)s") % {"day": date_format(today)},
        head=[
            _("Task"), _("In the words of the source"), _("Source"), _("Lead department"),
            _("Due"), _("Organisations asked"), _("Answered"), _("Slow"), _("Behind"),
            _("Who is behind"),
        ],
        rows=[_row(row) for row in rows],
    )  # fmt: skip


def _row(row: Listed) -> list[Value]:
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


def drafts_listing(drafts: Iterable[Task]) -> Listing:
    """What was required and nobody was asked yet."""
    return Listing(
        title=_("Required, not yet issued"),
        head=[_("Task"), _("In the words of the source"), _("Source")],
        rows=[[one.title, one.basis_quotation, one.basis_label] for one in drafts],
    )


def shares_listing(title: str, shares: Iterable[Standing], *, today: date) -> Listing:
    """Shares of tasks: who is how far, in their own words."""
    return Listing(
        title=title,
        source=_("As of %(day)s") % {"day": date_format(today)},
        head=[
            _("Task"), _("Asked by"), _("Organisation"), _("State"), _("Progress (%)"),
            _("Last report, in their words"), _("Reported on"), _("Due"), _("Light"),
        ],
        rows=[_share(one) for one in shares],
    )  # fmt: skip


def _share(one: Standing) -> list[Value]:
    share = one.assignment
    return [
        share.directive.title,
        share.answers_to.name,
        one.organisation.name,
        str(STATE_WORDS[one.state]),
        one.percent,
        one.words,
        date_format(localdate(one.reported_at)) if one.reported_at else "",
        date_format(share.due_on),
        str(LIGHT_WORDS[one.light.state]),
    ]
