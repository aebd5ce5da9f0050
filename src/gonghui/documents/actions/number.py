"""Registers of numbers: opened, begun in a year, and the next number given."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.documents.actions.paper import locked, moved
from gonghui.documents.models import NumberSeries, Paper, SeriesYear
from gonghui.documents.rules.handling import PaperState, Step, next_state
from gonghui.documents.rules.paper import document_number
from gonghui.foundation.chinese import HAN, tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import held
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

MOST_BEFORE = 9_999
CODE = re.compile(f"[{HAN}A-Za-z]{{2,20}}")


@transaction.atomic
def open_series(
    organisation: Organisation, code: str, *, by: Account, at: datetime
) -> NumberSeries:
    """Open a register of numbers: 机关代字, as 铜工发.

    Raises:
        RuleBroken: ``series.code_unfit`` or ``series.code_taken``.
    """
    code = tidy(code).strip()
    if CODE.fullmatch(code) is None:
        raise RuleBroken("series.code_unfit", text=code)
    if NumberSeries.objects.filter(code=code).exists():
        raise RuleBroken("series.code_taken", text=code)
    series = NumberSeries.objects.create(organisation=organisation, code=code)
    record(Deed("series.opened", series, organisation.pk), by=by, at=at)
    return series


@transaction.atomic
def begin_year(series: NumberSeries, *, before: int, by: Account, at: datetime) -> SeriesYear:
    """Say which number was the last given on paper this year; ours go on after it.

    Only before the first number of the year is given here.

    Raises:
        RuleBroken: ``series.begun_already`` or ``series.before_unfit``.
    """
    if not 0 <= before <= MOST_BEFORE:
        raise RuleBroken("series.before_unfit", most=MOST_BEFORE)
    this = _this_year(series, at)
    if this.last > this.before:
        raise RuleBroken("series.begun_already", number=this.last)
    this.before = this.last = before
    this.save(update_fields=["before", "last", "changed_at"])
    facts = {"year": this.year, "before": before}
    record(Deed("series.begun", series, series.organisation_id, facts), by=by, at=at)
    return this


def _this_year(series: NumberSeries, at: datetime) -> SeriesYear:
    """The year of that moment in a series; both held until the transaction ends."""
    series = held(NumberSeries.objects.filter(pk=series.pk)).get()
    year = localdate(at).year
    return SeriesYear.objects.get_or_create(series=series, year=year)[0]


@transaction.atomic
def register(paper: Paper, series: NumberSeries, *, by: Account, at: datetime) -> Paper:
    """Give a signed paper the next number of a register of its organisation.

    The series is held, so two papers cannot get one number; refused, no number is used up.

    Raises:
        RuleBroken: ``paper.not_now``, ``paper.not_signed`` or ``series.not_here``.
    """
    paper = locked(paper)
    next_state(PaperState(paper.state), Step.REGISTER)
    if series.organisation_id != paper.organisation_id or series.closed:
        raise RuleBroken("series.not_here", text=series.code)
    this = _this_year(series, at)
    this.last += 1
    this.save(update_fields=["last", "changed_at"])
    paper.series, paper.year, paper.sequence = series, this.year, this.last
    paper.number = document_number(series.code, this.year, this.last)
    return moved(paper, Step.REGISTER, ["series", "year", "sequence", "number"], by=by, at=at)
