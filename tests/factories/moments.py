"""The days on which tests happen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONG_AGO = date(2020, 1, 1)
TODAY = date(2023, 7, 12)
IN_JULY = datetime(2023, 7, 12, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = date(2023, 7, 20)
