"""The half-year return of the demonstration: issued, relayed, filed by most, accepted for many."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from zlib import crc32

from django.utils.timezone import get_current_timezone

from gonghui.cascade.actions.directive import Ask, Source
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.demo.actions.staff import focus_below
from gonghui.demo.rules.figures import invented_answers
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.queries.tree import children
from gonghui.people.actions.account import job_account
from gonghui.returns.actions.batch import Answer, file_sheets
from gonghui.returns.actions.form import publish_half_year_form
from gonghui.returns.actions.round import issue_round, relay_round
from gonghui.returns.models import Round, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.round import round_of
from gonghui.returns.queries.sheet import values_a_year_before
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.sheet import Answers, findings_of

REASON = "人员变动和集中行动所致，已与台账核对。"
SHARE_FILED = 85  # in the hundred; the rest is what a real half-year looks like in its last days
SHARE_ACCEPTED = 80


def collect(city: Organisation, period: Period) -> None:
    """Issue the period's return to all, relay it, and file it as far as the demonstration does."""
    round_ = round_of(city, period) or _issue(city, period)
    _relay(round_)
    is_first = period.year == 2022
    sheets = list(
        Sheet.objects.filter(round=round_, assignment__filed_at__isnull=True)
        .select_related("organisation")
        .order_by("pk")
    )
    focus = focus_below(city)
    waiting = {focus.township, focus.village}  # what the printed filers find on their desks
    chosen = [
        one
        for one in sheets
        if is_first or (one.organisation not in waiting and _is_in(one.organisation, SHARE_FILED))
    ]
    for accepted in (True, False):
        part = [
            one
            for one in chosen
            if (is_first or _is_in(one.organisation, SHARE_ACCEPTED, "accepted")) is accepted
        ]
        answers = list(_answers(round_, part))
        batch = file_sheets(
            round_, answers, by=job_account(), at=_at(period, 7, 12), accepted=accepted
        )
        if batch.refused:
            raise RuleBroken("demo.figures_refused", count=len(batch.refused))


def _at(period: Period, month: int, day: int) -> datetime:
    return datetime.combine(date(period.year, month, day), time(10), get_current_timezone())


def _is_in(organisation: Organisation, share: int, purpose: str = "filed") -> bool:
    """A steady draw: the same organisations are late every time the demonstration is built."""
    return crc32(f"{purpose} {organisation.code}".encode()) % 100 < share


def _issue(city: Organisation, period: Period) -> Round:
    office = Department.objects.filter(organisation=city).first()
    ask = Ask(
        kind=DirectiveKind.RETURN,
        title=f"{period.year}年上半年工会工作报表",
        due_on=date(period.year, 7, 15),
        basis=Source(label=f"市总工会{period.year}年工作要点（演示）"),
        department=office,
    )
    form = publish_half_year_form(by=job_account(), at=_at(period, 6, 20))
    return issue_round(
        form, ask, period=period, issuer=city, by=job_account(), at=_at(period, 6, 20)
    )


def _relay(round_: Round) -> None:
    for assignment in Assignment.objects.filter(
        directive=round_.directive, parent__isnull=True
    ).exclude(organisation=round_.issuer):
        if not assignment.relayed.exists() and children(assignment.organisation).exists():
            relay_round(
                assignment,
                due_on=date(round_.due_on.year, 7, 10),
                by=job_account(),
                at=_at(Period.parse(round_.period), 6, 21),
            )


def _answers(round_: Round, sheets: Sequence[Sheet]) -> Iterator[Answer]:
    blank = blank_of(round_.form)
    before = values_a_year_before(round_, [one.organisation_id for one in sheets])
    year = Period.parse(round_.period).year
    for sheet in sheets:
        organisation = sheet.organisation
        given = _given(organisation, year, blank)
        findings = findings_of(
            Answers(given),
            before.get(organisation.pk, {}),
            level=organisation.level,
            blank=blank,
        )
        notes = {one.line.code if one.line else "": REASON for one in findings if not one.hard}
        yield Answer(organisation.pk, given, notes)


def _given(organisation: Organisation, year: int, blank: Blank) -> dict[str, int]:
    pace = crc32(organisation.code[:6].encode()) % 12 - 2
    drawn = invented_answers(organisation.code, organisation.level, year, pace)
    return {line.code: drawn.get(line.code, 0) for line in blank.typed_by(organisation.level)}
