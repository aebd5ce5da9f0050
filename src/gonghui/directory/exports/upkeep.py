"""Elections due, vacant posts and findings of the checks, as workbooks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.directory.exports.post import source_line
from gonghui.directory.queries.upkeep import superiors_of
from gonghui.directory.wording import CHECK_NAMES, WEIGHT_NAMES
from gonghui.documents.exports.workbook import Listing, invented_mark, write_xlsx
from gonghui.organisations.models import Organisation, Post, Term
from gonghui.organisations.queries.integrity import found_by
from gonghui.organisations.rules.integrity import CHECKS
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.wording import LEVEL_NAMES


def elections_workbook(terms: Iterable[Term], *, on: date) -> bytes:
    """Whose term runs out when."""
    terms = list(terms)
    above = superiors_of(one.organisation for one in terms)
    return write_xlsx(
        Listing(
            title=_("Elections due"),
            source=source_line(on),
            head=[
                _("Organisation"), _("Below whom"), _("Level"), _("Elected on"),
                _("Years of the term"), _("Number of the term"), _("Runs out on"), _("Standing"),
            ],
            rows=[
                [
                    one.organisation.name,
                    above.get(one.organisation_id, ""),
                    str(LEVEL_NAMES[Level(one.organisation.level)]),
                    date_format(one.elected_on),
                    one.years,
                    one.ordinal,
                    date_format(one.ends_on),
                    _("overdue") if one.ends_on < on else _("due"),
                ]
                for one in terms
            ],
            invented=invented_mark(),
        )
    )  # fmt: skip


def vacancies_workbook(posts: Iterable[Post], *, on: date) -> bytes:
    """Which posts wait for somebody."""
    posts = list(posts)
    above = superiors_of(one.organisation for one in posts)
    return write_xlsx(
        Listing(
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
            rows=[
                [
                    one.organisation.name,
                    above.get(one.organisation_id, ""),
                    str(LEVEL_NAMES[Level(one.organisation.level)]),
                    one.title,
                    *(getattr(one, name) for name in ("wanted", "held", "acting")),
                ]
                for one in posts
            ],
            invented=invented_mark(),
        )
    )


def findings_workbook(
    codes: Sequence[str], organisations: QuerySet[Organisation], *, on: date
) -> bytes:
    """What these checks find, check by check."""
    return write_xlsx(
        Listing(
            title=_("Checks of the register"),
            source=source_line(on),
            head=[_("Check"), _("Standing"), _("Organisation"), _("Code"), _("Detail")],
            rows=_findings(codes, organisations, on),
            invented=invented_mark(),
        )
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
