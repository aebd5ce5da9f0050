"""What the worker does for the house itself."""

from django_tasks import task

from gonghui.foundation import daily
from gonghui.foundation.clock import moment


@task()
def daily_round() -> None:
    """Whatever of the day's work is due."""
    daily.do_due(clock=moment)
