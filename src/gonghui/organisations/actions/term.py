"""Electing a committee."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation, Term
from gonghui.organisations.rules.organisation import Kind, Level, Status
from gonghui.organisations.rules.term import check_years, last_day


@dataclass(frozen=True, slots=True)
class Election:
    """What is known of an election; ``ordinal`` ``None`` when nobody counted (第几届)."""

    elected_on: date
    years: int
    ordinal: int | None = None
    approval_number: str = ""


@transaction.atomic
def elect(organisation: Organisation, election: Election, *, by: Actor, at: datetime) -> Term:
    """Enter an election: the term runs from its day on. Earlier ones may be entered afterwards.

    Raises:
        RuleBroken: ``term.outside``, ``term.years_wrong``, ``term.organisation_dissolved``,
            ``term.in_future``, ``term.before_the_founding``, ``term.entered_already``.
    """
    _check(organisation, election, today=localdate(at))
    term = Term.objects.create(
        organisation=organisation,
        ordinal=election.ordinal,
        elected_on=election.elected_on,
        years=election.years,
        ends_on=last_day(election.elected_on, election.years),
        approval_number=election.approval_number,
    )
    record(Deed("term.begun", term, organisation.pk), by=by, at=at)
    return term


def _check(organisation: Organisation, election: Election, *, today: date) -> None:
    check_years(election.years, Kind(organisation.kind), Level(organisation.level))
    founded, day = organisation.founded_on, election.elected_on
    if organisation.status == Status.DISSOLVED.value:
        raise RuleBroken("term.organisation_dissolved")
    if day > today:
        raise RuleBroken("term.in_future", day=day)
    if founded is not None and day < founded:
        raise RuleBroken("term.before_the_founding", day=day, founded=founded)
    if organisation.terms.filter(elected_on=day).exists():
        raise RuleBroken("term.entered_already", day=day)
