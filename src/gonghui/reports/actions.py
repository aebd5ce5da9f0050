"""Work reports: drafted from the figures, edited by a person, signed and frozen."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.foundation.periods import Period
from gonghui.meetings.actions.agenda import give_paper
from gonghui.meetings.models import AgendaItem
from gonghui.meetings.queries.meeting import meeting_of_period
from gonghui.meetings.rules.agenda import ItemKind
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.facts import facts_of
from gonghui.reports.queries.report import live_content, report_of, sections_of
from gonghui.reports.rules.outline import draft, title_of
from gonghui.reports.rules.placeholder import check_text
from gonghui.reports.rules.report import ReportState, check_edition, check_open


@transaction.atomic
def draft_report(
    organisation: Organisation, period: Period, *, by: Account, at: datetime
) -> WorkReport:
    """Draft the 工作情况通报 of a period from its figures; the one that is there stays as it is.

    A meeting that sums the period up gets it as the paper of its report item.

    Raises:
        RuleBroken: ``report.no_round``.
    """
    there = report_of(organisation, period)
    if there is not None:
        return there
    facts = facts_of(organisation, period, today=localdate(at))
    report = WorkReport.objects.create(
        organisation=organisation,
        period=period.code,
        title=title_of(facts),
        sections=[asdict(section) for section in draft(facts)],
    )
    _give_to_meeting(report, by=by, at=at)
    record(Deed("report.drafted", report, organisation.pk), by=by, at=at)
    return report


def _give_to_meeting(report: WorkReport, *, by: Account, at: datetime) -> None:
    meeting = meeting_of_period(report.organisation, Period.parse(report.period))
    items = AgendaItem.objects.filter(meeting=meeting, kind=ItemKind.REPORT.value)
    if meeting is not None and items.exists():
        give_paper(meeting, label=report.title, address=report.address, by=by, at=at)


def _open(report: WorkReport) -> WorkReport:
    """The report as it is now, held until the transaction ends."""
    report = (
        WorkReport.objects.select_for_update(of=["self"])
        .select_related("organisation")
        .get(pk=report.pk)
    )
    check_open(ReportState(report.state))
    return report


@transaction.atomic
def draft_anew(report: WorkReport, *, by: Account, at: datetime) -> WorkReport:
    """Draft it again from the figures of now; what was edited is given up.

    Raises:
        RuleBroken: ``report.signed`` or ``report.no_round``.
    """
    report = _open(report)
    facts = facts_of(report.organisation, Period.parse(report.period), today=localdate(at))
    report.title = title_of(facts)
    report.sections = [asdict(section) for section in draft(facts)]
    report.edition += 1
    report.save(update_fields=["title", "sections", "edition", "changed_at"])
    _give_to_meeting(report, by=by, at=at)
    record(Deed("report.drafted_anew", report, report.organisation_id), by=by, at=at)
    return report


@transaction.atomic
def edit_report(
    report: WorkReport,
    texts: Mapping[str, str],
    *,
    edition: int,
    may_drop: bool,
    by: Account,
    at: datetime,
) -> WorkReport:
    """Keep what a person made of the texts; live figures in them are checked.

    ``texts`` by key of section, one left out stays; ``edition`` is the one that was read;
    ``may_drop`` says that live figures gone from a text were left out on purpose.

    Raises:
        RuleBroken: ``report.signed``, ``report.changed_meanwhile``,
            ``report.placeholder_unknown`` or ``report.placeholder_dropped``.
    """
    report = _open(report)
    check_edition(report.edition, edition)
    facts = facts_of(report.organisation, Period.parse(report.period), today=localdate(at))
    for section in report.sections:
        text = texts.get(section["key"], section["text"]).replace("\r\n", "\n").strip()
        check_text(text, before=section["text"], facts=facts, may_drop=may_drop)
        section["text"] = text
    report.edition += 1
    report.save(update_fields=["sections", "edition", "changed_at"])
    record(Deed("report.edited", report, report.organisation_id), by=by, at=at)
    return report


@transaction.atomic
def sign_off(report: WorkReport, *, by: Account, at: datetime) -> WorkReport:
    """Sign the report: from now on it says what its figures say now.

    Raises:
        RuleBroken: ``report.signed`` or ``report.no_round``.
    """
    report = _open(report)
    facts = facts_of(report.organisation, Period.parse(report.period), today=localdate(at))
    content = live_content(sections_of(report), facts)
    report.snapshot = {
        "as_of": content.as_of.isoformat(),
        "said": dict(content.said),
        "exact": dict(content.exact),
        "table": {"heads": list(content.grid.heads), "rows": [list(r) for r in content.grid.rows]},
    }
    report.state, report.signed_at, report.signed_by = ReportState.SIGNED.value, at, by
    report.save(update_fields=["state", "snapshot", "signed_at", "signed_by", "changed_at"])
    _give_to_meeting(report, by=by, at=at)
    record(Deed("report.signed_off", report, report.organisation_id), by=by, at=at)
    return report
