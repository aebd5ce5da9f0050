"""The work report of the demonstration: drafted from its figures, the paper of its meeting."""

from datetime import datetime

from gonghui.demo.actions.day import account
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.reports.actions import draft_report
from gonghui.reports.models import WorkReport


def tell(city: Organisation, period: Period, *, at: datetime) -> WorkReport:
    """Draft the report of the period; it stands unsigned until a leader signs it off."""
    return draft_report(city, period, by=account("issuer"), at=at)
