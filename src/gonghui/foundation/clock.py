"""The only clock. Rules and actions are told the time; views, jobs and commands ask here.

A demonstration stands still on one day (``GONGHUI_DEMO_DAY`` or the file ``demo-day`` in our home):
its asks are due, late and held as of that day, whenever it is looked at. Hours and minutes go on.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localtime, now


def moment() -> datetime:
    """Now; in a demonstration, this hour and minute of its day."""
    real = now()
    if settings.DEMO_DAY is None:
        return real
    day = settings.DEMO_DAY
    return localtime(real).replace(year=day.year, month=day.month, day=day.day)


def today() -> date:
    """The day it is here; in a demonstration, its day."""
    return localtime(moment()).date()
