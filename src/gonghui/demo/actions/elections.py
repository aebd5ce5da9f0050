"""Invented elections: whose committee runs out when, so that the calendar has something to show."""

from datetime import date, datetime, timedelta

from django.db import transaction

from gonghui.demo.rules.elections import INVENTED, days_ago
from gonghui.organisations.actions.term import Election, elect
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.organisation import Level
from gonghui.people.actions.account import job_account


@transaction.atomic
def hold_elections(city: Organisation, *, on: date, at: datetime) -> None:
    """One committee of five years for the city, its counties and townships."""
    by, counties = job_account(), list(children(city))
    townships = [
        one for county in counties for one in children(county).filter(level=Level.TOWNSHIP.value)
    ]
    for number, organisation in enumerate((city, *counties, *townships)):
        elected_on = on - timedelta(days=days_ago(number))
        election = Election(elected_on, years=5, approval_number=INVENTED)
        if organisation.founded_on is None or organisation.founded_on <= elected_on:
            elect(organisation, election, by=by, at=at)
