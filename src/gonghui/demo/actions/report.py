"""The work report of the demonstration: drafted from its figures, the paper of its meeting."""

from datetime import datetime

from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation


def tell(city: Organisation, period: Period, *, at: datetime) -> None:
    """Draft the report of the period."""
