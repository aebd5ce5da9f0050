"""What the registers are kept up by: elections due, vacant posts, findings of the checks."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.directory.exports.post import source_line
from gonghui.directory.queries.upkeep import superiors_of
from gonghui.directory.wording import CHECK_NAMES, WEIGHT_NAMES
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value
from gonghui.organisations.models import Organisation, Post, Term
from gonghui.organisations.queries.integrity import found_by
from gonghui.organisations.rules.integrity import CHECKS
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.wording import LEVEL_NAMES


def elections_listing(terms: QuerySet[Term], *, on: date) -> Listing:
    """Whose term runs out when."""
    return Listing(
        title=_("Elections due"),
        source=source_line(on),
        head=[
            _("Organisation"), _("Below whom"), _("Level"), _("Elected on"),
            _("Years of the term"), _("Number of the term"), _("Runs out on"), _("Standing"),
        ],
        rows=_elections(terms, on),
    )  # fmt: skip


def _elections(terms: QuerySet[Term], on: date) -> Iterator[list[Value]]:
    for piece in in_pieces(terms):
        above = superiors_of(one.organisation for one in piece)
        for one in piece:
            yield [
                one.organisation.name,
                above.get(one.organisation_id, ""),
                str(LEVEL_NAMES[Level(one.organisation.level)]),
                date_format(one.elected_on),
                one.years,
                one.ordinal,
                date_format(one.ends_on),
                _("overdue") if one.ends_on < on else _("due"),
            ]


def terms_listing(organisation: Organisation, terms: Sequence[Term]) -> Listing:
    """The terms of one organisation."""
    return Listing(
        title=_("Terms of %(name)s") % {"name": organisation.name},
        head=[
            _("Elected on"), _("Runs out on"), _("Years of the term"), _("Number of the term"),
            _("Approval number"),
        ],
        rows=[
            [
                date_format(one.elected_on),
                date_format(one.ends_on),
                one.years,
                one.ordinal,
                one.approval_number,
            ]
            for one in terms
        ],
    )  # fmt: skip


def vacancies_listing(posts: QuerySet[Post], *, on: date) -> Listing:
    """Which posts wait for somebody."""
    return Listing(
        title=_("Vacant posts"),
        source=source_line(on),
        head=[
            _("Organisation"),
            _("Below whom"),
            _("Level"),
            _("Post"),
            _("Seats"),
            _("Held"),
            _("Acting"),
        ],
        rows=_vacancies(posts),
    )


def _vacancies(posts: QuerySet[Post]) -> Iterator[list[Value]]:
    for piece in in_pieces(posts):
        above = superiors_of(one.organisation for one in piece)
        for one in piece:
            yield [
                one.organisation.name,
                above.get(one.organisation_id, ""),
                str(LEVEL_NAMES[Level(one.organisation.level)]),
                one.title,
                *(getattr(one, name) for name in ("wanted", "held", "acting")),
            ]


def bodies_listing(bodies: QuerySet[Organisation]) -> Listing:
    """Outside bodies with how many posts each has; they carry ``post_count``."""
    return Listing(
        title=_("Outside bodies"),
        head=[_("Code"), _("Name of the body"), _("English name"), _("Posts")],
        rows=(
            [one.code, one.name, one.english_name, getattr(one, "post_count", None)]
            for piece in in_pieces(bodies)
            for one in piece
        ),
    )


def findings_listing(
    codes: Sequence[str], organisations: QuerySet[Organisation], *, on: date
) -> Listing:
    """What these checks find, check by check."""
    return Listing(
        title=_("Checks of the register"),
        source=source_line(on),
        head=[_("Check"), _("Standing"), _("Organisation"), _("Code"), _("Detail")],
        rows=_findings(codes, organisations, on),
    )


def _findings(
    codes: Sequence[str], organisations: QuerySet[Organisation], on: date
) -> Iterator[list[str]]:
    for code in codes:
        words = [str(CHECK_NAMES[code]), str(WEIGHT_NAMES[CHECKS[code]])]
        for one in found_by(code, organisations, on=on).iterator(chunk_size=2000):
            fact = getattr(one, "fact", None)
            told = date_format(fact) if isinstance(fact, date) else str(fact or "")
            yield [*words, one.name, one.code, told]
