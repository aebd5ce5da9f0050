"""A work report as an official paper, and the list of them as a file."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.documents.exports.paper import write_docx
from gonghui.documents.exports.workbook import Listing
from gonghui.documents.rules.paper import Block, Column, Heading, Paper, Paragraph, Table
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.organisation import Kind
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import Content, Grid, sections_of
from gonghui.reports.rules.placeholder import read_out


def report_docx(report: WorkReport, content: Content) -> bytes:
    """The report in the layout of GB/T 9704; a draft has no date, and no number is invented."""
    return write_docx(
        Paper(
            issuer=report.organisation.name,
            mark=f"{report.organisation.name}文件",
            title=report.title,
            addressees=addressees_of(report.organisation),
            blocks=[*_texts(report, content), *_table(content)],
            on=report.signed_at.date() if report.signed_at else None,
            invented=report.organisation.invented or settings.DEMO_DAY is not None,
        )
    )


def _texts(report: WorkReport, content: Content) -> list[Block]:
    blocks: list[Block] = []
    for section in sections_of(report):
        if section.level:
            blocks.append(Heading(section.level, section.title))
        lines = read_out(section.text, content.said).splitlines()
        blocks += [Paragraph.of(line) for line in lines if line.strip()]
    return blocks


def _table(content: Content) -> list[Block]:
    if not content.grid.rows:
        return []
    day = content.as_of
    return [
        Table(
            caption="各单位主要指标",
            columns=_columns(content.grid),
            rows=content.grid.rows,
            note=f"截至{day.year}年{day.month}月{day.day}日；“未报”表示没有上报，不作零计。",
        )
    ]


def _columns(grid: Grid) -> list[Column]:
    heads = [Column("单位", numeric=False, share=3), Column("已报/应报", share=2)]
    return heads + [Column(head, share=2) for head in grid.heads]


def addressees_of(organisation: Organisation) -> str:
    """主送机关 by the kinds of those directly below: 各区（县）、高新区总工会; empty for none."""
    below = list(children(organisation).values_list("kind", "name"))
    kinds = {Kind(kind) for kind, _name in below}
    if not kinds:
        return ""
    if kinds <= {Kind.COUNTY, Kind.ZONE}:
        zones = [name.removesuffix("总工会") for kind, name in below if Kind(kind) is Kind.ZONE]
        counties = ["各县（市、区）"] if Kind.COUNTY in kinds else []
        return "、".join(counties + zones) + "总工会"
    if kinds == {Kind.CITY}:
        return "各市（州）总工会"
    if kinds == {Kind.TOWNSHIP}:
        return "各乡镇（街道）工会联合会"
    return "所属各工会"


def reports_listing(reports: Iterable[WorkReport]) -> Listing:
    """The work reports, and which are signed."""
    return Listing(
        title=_("Work reports"),
        head=[_("Report"), _("Organisation"), _("Period"), _("State"), _("Signed on")],
        rows=[
            [
                one.title,
                one.organisation.name,
                one.period,
                _("signed") if one.is_signed else _("draft"),
                date_format(localdate(one.signed_at)) if one.signed_at else "",
            ]
            for one in reports
        ],
    )
