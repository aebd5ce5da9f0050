"""The register of papers and the numbers given, as lists to be taken out."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.documents.models import Paper
from gonghui.documents.queries.number import Register
from gonghui.documents.rules.handling import PaperKind, PaperState
from gonghui.documents.wording import KIND_NAMES, PAPER_STATES


def papers_listing(papers: QuerySet[Paper]) -> Listing:
    """Every paper of a list, narrowed as the page is."""
    head = [
        pgettext("a paper", "Number"),
        _("Title"),
        pgettext("a paper", "Kind"),
        _("Organisation"),
        _("State"),
        _("Addressed to"),
        pgettext("of papers", "Dated"),
        pgettext("of papers", "Issued"),
        pgettext("of papers", "Signed by"),
    ]
    return Listing(pgettext("official papers", "Papers"), head, _rows(papers))


def _rows(papers: QuerySet[Paper]) -> Iterator[Sequence[Value]]:
    for piece in in_pieces(papers):
        for one in piece:
            yield (
                one.number,
                one.title,
                str(KIND_NAMES[PaperKind(one.kind)]),
                one.organisation.name,
                str(PAPER_STATES[PaperState(one.state)]),
                one.addressees,
                one.dated_on.isoformat() if one.dated_on else "",
                one.issued_on.isoformat() if one.issued_on else "",
                one.signer,
            )


def numbers_listing(registers: Iterable[Register]) -> Listing:
    """Every year of every register."""
    head = [
        pgettext("of numbers", "Register"),
        pgettext("of papers", "Year"),
        _("First number"),
        _("Last number"),
        _("Given"),
        pgettext("of numbers", "Missing"),
    ]
    rows = (
        (
            one.year.series.code,
            str(one.year.year),
            one.numbers.before + 1 if one.given else None,
            one.numbers.last if one.given else None,
            one.given,
            "、".join(str(number) for number in one.numbers.missing),
        )
        for one in registers
    )
    return Listing(_("Numbers"), head, rows)
