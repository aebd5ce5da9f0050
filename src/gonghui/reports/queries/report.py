"""Who sees which reports, and what a report says: live while a draft, frozen once signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.facts import facts_of
from gonghui.reports.rules.facts import Facts
from gonghui.reports.rules.outline import Section, table_codes
from gonghui.reports.rules.placeholder import placeholders, spoken
from gonghui.reports.rules.prose import exact
from gonghui.reports.rules.report import Difference, differences


def reports_where(user: Visitor, permission: Permission) -> QuerySet[WorkReport]:
    """Reports of organisations over which the person holds the permission, the newest first."""
    return WorkReport.objects.filter(
        organisation__in=organisations_where(user, permission)
    ).select_related("organisation", "signed_by__person")


def report_of(organisation: Organisation, period: Period) -> WorkReport | None:
    """The report of a period; ``None`` when none was drafted."""
    return WorkReport.objects.filter(organisation=organisation, period=period.code).first()


def sections_of(report: WorkReport) -> list[Section]:
    """Its parts in order."""
    return [Section(**one) for one in report.sections]


@dataclass(frozen=True, slots=True)
class Grid:
    """Those directly below in rows: name, filed of expected, then one cell an indicator.

    Attributes:
        heads: Names with units, for the indicator columns.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says.

    Attributes:
        said: Every live figure of its texts, in words.
        exact: The exact values of the indicators named in it, by code.
        differences: For a signed report, figures that have changed since.
        facts: The facts of today; ``None`` when they cannot be had any more.
    """

    said: Mapping[str, str]
    exact: Mapping[str, str]
    grid: Grid
    as_of: date
    facts: Facts | None
    differences: Sequence[Difference] = ()


def grid_of(facts: Facts) -> Grid:
    """The table of those directly below; a gap says 未报."""
    columns = [facts.figures[code] for code in table_codes(facts)]
    rows = []
    for part in facts.below:
        values = [part.values.get(told.code) for told in columns]
        cells = [
            "未报" if value is None else f"{value:,.{told.decimals}f}"
            for value, told in zip(values, columns, strict=True)
        ]
        rows.append([part.name, f"{part.filed}/{part.expected}", *cells])
    return Grid([f"{told.name}（{told.unit}）" for told in columns], rows)


def exact_in(sections: Sequence[Section], facts: Facts) -> dict[str, str]:
    """The exact values of every indicator the texts name."""
    named = [one.partition(":")[2] for part in sections for one in placeholders(part.text)]
    return {
        code: exact(facts.figures[code]) for code in dict.fromkeys(named) if code in facts.figures
    }


def live_content(sections: Sequence[Section], facts: Facts) -> Content:
    """What the texts say with the figures of today; one that is no longer known is 未报."""
    said = {}
    for one in (name for part in sections for name in placeholders(part.text)):
        try:
            said[one] = spoken(one, facts)
        except RuleBroken:
            said[one] = "（未报）"
    return Content(said, exact_in(sections, facts), grid_of(facts), facts.as_of, facts)


def content_of(report: WorkReport, *, today: date) -> Content:
    """What a report says now.

    Raises:
        RuleBroken: ``report.no_round`` for a draft whose figures are not there.
    """
    if not report.is_signed:
        return live_content(sections_of(report), _facts(report, today=today))
    kept = report.snapshot
    try:
        facts = _facts(report, today=today)
    except RuleBroken:
        facts = None
    now = exact_in(sections_of(report), facts) if facts else {}
    return Content(
        said=kept["said"],
        exact=kept["exact"],
        grid=Grid(kept["table"]["heads"], kept["table"]["rows"]),
        as_of=date.fromisoformat(kept["as_of"]),
        facts=facts,
        differences=differences(kept["exact"], now) if facts else [],
    )


def _facts(report: WorkReport, *, today: date) -> Facts:
    return facts_of(report.organisation, Period.parse(report.period), today=today)
