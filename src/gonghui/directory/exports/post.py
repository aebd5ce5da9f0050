"""The posts and departments of an organisation as lists."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.documents.exports.workbook import Listing
from gonghui.organisations.models import Department, Organisation, Tenure
from gonghui.organisations.rules.post import Manner, Order
from gonghui.organisations.wording import MANNER_NAMES, ORDER_NAMES


def source_line(on: date, order: Order | None = None) -> str:
    """Under the title: as of when, and in what order names stand."""
    day = _("As of %(day)s") % {"day": date_format(on)}
    if order is None or order is Order.PRECEDENCE:
        return day
    return _("%(day)s. %(order)s.") % {"day": day, "order": ORDER_NAMES[order]}


def holders_listing(
    organisation: Organisation, tenures: Sequence[Tenure], order: Order, *, on: date
) -> Listing:
    """Who holds which post, how and since when."""
    return Listing(
        title=_("Posts at %(name)s") % {"name": organisation.name},
        source=source_line(on, order),
        head=[
            pgettext("of a person", "Name"),
            _("Post"),
            _("Department"),
            _("Held how"),
            _("First day in the post"),
        ],
        rows=[
            [
                one.person.name,
                one.post.title,
                one.post.department.name if one.post.department else "",
                str(MANNER_NAMES[Manner(one.manner)]),
                date_format(one.from_on),
            ]
            for one in tenures
        ],
    )


def departments_listing(
    organisation: Organisation, rows: Sequence[tuple[Department, object]]
) -> Listing:
    """The departments of an organisation, each with its line of work."""
    return Listing(
        title=_("Departments of %(name)s") % {"name": organisation.name},
        head=[
            _("Department"),
            _("Line of work"),
            _("English name"),
            _("Place in the order"),
        ],
        rows=[[one.name, str(line), one.english_name, one.order] for one, line in rows],
    )
