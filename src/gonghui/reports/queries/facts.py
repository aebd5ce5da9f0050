"""The facts of a period, read from the figures, the tasks and the meeting as they are now."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.meetings.queries.meeting import meeting_of_period
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.plans.models import Task
from gonghui.plans.queries.task import lights_of, tasks_from
from gonghui.reports.rules.facts import Facts, Part, Step, Told
from gonghui.returns.models import Round
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.league import league_of
from gonghui.returns.queries.missing import missing
from gonghui.returns.queries.rollup import (
    Standing,
    Totals,
    parts_of,
    standing_of,
    totals_from,
)
from gonghui.returns.queries.round import round_of
from gonghui.returns.rules.comparison import change_of
from gonghui.returns.rules.form import Blank

SCOPES = {Kind.PROVINCE: "全省", Kind.CITY: "全市", Kind.ZONE: "全区"}


def facts_of(organisation: Organisation, period: Period, *, today: date) -> Facts:
    """Everything a report on that period may say.

    Raises:
        RuleBroken: ``report.no_round``: nothing was collected for the period there.
    """
    round = round_of(organisation, period)
    blank = blank_of(round.form) if round else None
    standing = standing_of(round, organisation, blank) if round and blank else None
    if round is None or blank is None or standing is None:
        raise RuleBroken("report.no_round", organisation=organisation.name, period=period.code)
    parts = parts_of(round, organisation, blank)
    below = [part for part in parts if part.organisation.pk != organisation.pk]
    total = totals_from(standing, blank)
    lights = lights_of(organisation, today)
    meeting = meeting_of_period(organisation, period)
    tasks = _tasks(organisation, meeting.address if meeting else "")
    return Facts(
        organisation=organisation.name,
        scope=scope_of(organisation),
        period=period,
        as_of=today,
        round_pk=round.pk,
        expected=standing.expected,
        filed=standing.filed,
        accepted=standing.accepted,
        figures=_figures(total, parts, blank),
        below=_below(round, organisation, below, blank),
        matched=total.matched_count,
        tasks=sum(1 for task in tasks if task.directive_id),
        behind=lights.bad,
        slow=lights.warn,
        meeting=meeting.name if meeting else "",
        meeting_address=meeting.address if meeting else "",
        steps=[_step(task) for task in tasks],
    )


def scope_of(organisation: Organisation) -> str:
    """How people there say "in the whole of": by kind, else by the last word of its place."""
    kind = Kind(organisation.kind)
    if kind in SCOPES:
        return SCOPES[kind]
    place = organisation.name.removesuffix("总工会").removesuffix("工会联合会")
    ending = place[-1:]
    if kind in (Kind.COUNTY, Kind.TOWNSHIP) and ending in ("县", "区", "市", "镇", "乡"):
        return f"全{ending}"
    return "本级及所属"


def _figures(total: Totals, parts: Sequence[Standing], blank: Blank) -> Mapping[str, Told]:
    return {
        code: Told(
            code=code,
            name=figure.indicator.name,
            unit=figure.indicator.total_unit,
            decimals=figure.indicator.decimals,
            is_share=figure.indicator.is_share,
            group=figure.indicator.group,
            value=figure.value,
            known=figure.known,
            expected=figure.expected,
            change=change_of(*total.matched[code]),
            ranking=[
                place.organisation.short_name
                for place in league_of(parts, total.organisation, figure.indicator, blank)
                if place.rank is not None
            ],
        )
        for code, figure in total.as_filed.items()
    }


def _below(
    round: Round, organisation: Organisation, below: Sequence[Standing], blank: Blank
) -> list[Part]:
    pks = [part.organisation.pk for part in below]
    without = set(
        missing(round, organisation)
        .filter(organisation__in=pks)
        .values_list("organisation_id", flat=True)
    )
    return [
        Part(
            name=part.organisation.short_name,
            filed=part.filed,
            expected=part.expected,
            own_filed=part.organisation.pk not in without,
            values=_values(part, blank),
        )
        for part in below
    ]


def _values(part: Standing, blank: Blank) -> dict[str, Decimal | None]:
    return {line.code: part.figure(line, blank).value for line in blank.lines}


def _tasks(organisation: Organisation, address: str) -> list[Task]:
    """The tasks of the meeting; where none is known, those the organisation issued."""
    found = list(tasks_from(address)) if address else []
    return found or list(
        Task.objects.filter(issuer=organisation, directive__isnull=False)
        .select_related("lead_department")
        .order_by("pk")
    )


def _step(task: Task) -> Step:
    department = task.lead_department.name if task.lead_department else ""
    return Step(task.requirement, department, task.due_on)
