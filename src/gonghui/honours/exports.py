"""What was presented, as a file."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.documents.exports.workbook import Listing, Value
from gonghui.honours.models import Presentation


def presentations_listing(title: str, presentations: Iterable[Presentation]) -> Listing:
    """Honours presented; how many is empty where it was not told."""
    return Listing(
        title=title,
        head=[_("Honour"), _("Presented at"), _("Date"), _("How many"), _("On stage")],
        rows=[_row(one) for one in presentations],
    )


def _row(one: Presentation) -> list[Value]:
    return [
        one.programme.title,
        one.source_label,
        date_format(one.presented_on) if one.presented_on else "",
        one.count,
        _("representatives") if one.representatives_only else _("not told"),
    ]
