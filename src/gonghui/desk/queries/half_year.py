"""A half-year joined: figures, meeting, tour, awards, tasks and what was told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.bulletins.models import Bulletin
from gonghui.bulletins.queries.bulletin import published
from gonghui.desk.queries.findings import Figures, Lights, figures_of
from gonghui.foundation.periods import Period
from gonghui.honours.models import Presentation
from gonghui.honours.queries.presentation import presentations_at
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import meetings_where, told_whole
from gonghui.organisations.models import Organisation
from gonghui.plans.queries.task import listed, tasks_from
from gonghui.plans.rules.light import sum_of
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import reports_where
from gonghui.returns.queries.round import round_of


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Everything about one half-year as one organisation sees it; what is not there is ``None``.

    Attributes:
        meeting: The meeting that summed it up, with agenda, stops and statements.
        lights: The tasks that came of the meeting.
    """

    period: Period
    organisation: Organisation
    figures: Figures | None
    meeting: Meeting | None
    awards: Sequence[Presentation]
    lights: Lights
    report: WorkReport | None
    bulletins: Sequence[Bulletin]


def half_year(
    user: Visitor, organisation: Organisation, period: Period, *, ranked_by: str, today: date
) -> HalfYear:
    """Join it, as far as the person may see each part."""
    found = round_of(organisation, period)
    meeting = told_whole(
        meetings_where(user, Permission.MEETING_VIEW).filter(period=period.code)
    ).first()
    tasks = listed(list(tasks_from(meeting.address)), today=today) if meeting else []
    return HalfYear(
        period=period,
        organisation=organisation,
        figures=figures_of(found, organisation, ranked_by=ranked_by) if found else None,
        meeting=meeting,
        awards=list(presentations_at(meeting.address)) if meeting else [],
        lights=Lights(tasks, sum_of(one.counts for one in tasks)),
        report=reports_where(user, Permission.REPORT_VIEW)
        .filter(organisation=organisation, period=period.code)
        .first(),
        bulletins=list(published().filter(meeting=meeting)) if meeting else [],
    )
