"""A report as its page shows it: texts with doors to the sheets, and the figures exact beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from gonghui.documents.rules.paper import Block, Heading, numbered
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import Content, sections_of
from gonghui.reports.rules.facts import Facts
from gonghui.reports.rules.outline import Section
from gonghui.reports.rules.placeholder import pieces


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of text; with an address it opens the sheets behind it."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A heading, numbered as on paper, and its paragraphs."""

    section: Section
    heading: str
    paragraphs: Sequence[Sequence[Shown]]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure the text names, to its last digit, and how many of those asked gave it."""

    name: str
    exact: str
    unit: str
    known_of: str
    address: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that is no longer what was signed."""

    name: str
    then: str
    now: str
    address: str


def address_of(report: WorkReport, facts: Facts | None, code: str) -> str:
    """Where the sheets behind a figure are; empty when they cannot be had any more."""
    if facts is None or code not in facts.figures:
        return ""
    return reverse("returns:figure", args=[facts.round_pk, report.organisation_id, code])


def round_address(report: WorkReport, facts: Facts | None) -> str:
    """The round the report rests on, seen from its organisation; empty when it is gone."""
    if facts is None:
        return ""
    return (
        f"{reverse('returns:round', args=[facts.round_pk])}?organisation={report.organisation_id}"
    )


def told(report: WorkReport, content: Content) -> list[ShownSection]:
    """The texts, each live figure in words and with its door."""
    addresses = {
        code: address_of(report, content.facts, code)
        for code in (content.facts.figures if content.facts else ())
    }
    sections = sections_of(report)
    headings = iter(numbered(Heading(one.level, one.title) for one in sections if one.level))
    return [
        ShownSection(
            section,
            _heading(next(headings)) if section.level else "",
            _paragraphs(section.text, content.said, addresses),
        )
        for section in sections
    ]


def _heading(block: Block) -> str:
    return block.text if isinstance(block, Heading) else ""


def _paragraphs(
    text: str, said: Mapping[str, str], addresses: Mapping[str, str]
) -> list[list[Shown]]:
    return [
        [Shown(piece.text, addresses.get(piece.code, "")) for piece in pieces(line, said)]
        for line in text.splitlines()
        if line.strip()
    ]


def rows_of(report: WorkReport, content: Content) -> list[Row]:
    """The figures named in the text, exact; those of the day of signing once it is signed."""
    if content.facts is None:
        return []
    figures = content.facts.figures
    return [
        Row(
            name=figures[code].name,
            exact=value,
            unit=figures[code].unit,
            known_of=f"{figures[code].known:,}/{figures[code].expected:,}",
            address=address_of(report, content.facts, code),
        )
        for code, value in content.exact.items()
        if code in figures
    ]


def grid_rows(content: Content) -> list[list[tuple[str, str]]]:
    """The table of those below, each cell with the head of its column for a phone."""
    heads = ["", "已报/应报", *content.grid.heads]
    return [list(zip(heads, row, strict=True)) for row in content.grid.rows]


def changed(report: WorkReport, content: Content) -> list[Changed]:
    """What has changed since the report was signed."""
    facts = content.facts
    if facts is None:
        return []
    return [
        Changed(
            name=facts.figures[one.code].name if one.code in facts.figures else one.code,
            then=one.then,
            now=one.now,
            address=address_of(report, facts, one.code),
        )
        for one in content.differences
    ]
