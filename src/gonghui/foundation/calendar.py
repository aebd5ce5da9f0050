"""Working days. Public holidays and moved working days of China come from a yearly table."""

import re
from datetime import date, timedelta

import chinese_calendar

from gonghui.foundation.chinese import half_width, tidy
from gonghui.foundation.errors import RuleBroken

_DAY = re.compile(
    r"(?P<year>\d{4})(?:[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?"
    r"|(?P<short_month>\d{2})(?P<short_day>\d{2}))"
)


def read_day(text: str) -> date | None:
    """A day as people type it: 2023-9-5, 2023年9月5日, 2023.9.5, 20230905; empty is ``None``.

    Raises:
        RuleBroken: ``day.unreadable`` with the text as typed.
    """
    plain = half_width(tidy(text)).replace(" ", "").strip()
    if not plain:
        return None
    match = _DAY.fullmatch(plain)
    if match is None:
        raise RuleBroken("day.unreadable", text=text.strip()[:40])
    month, day = match["month"] or match["short_month"], match["day"] or match["short_day"]
    try:
        return date(int(match["year"]), int(month), int(day))
    except ValueError as no_such_day:
        raise RuleBroken("day.unreadable", text=text.strip()[:40]) from no_such_day


def is_working_day(day: date) -> bool:
    """Whether offices work on that day.

    Source: the yearly holiday notice of the State Council office, as kept by ``chinesecalendar``.
    Outside the years it knows, Monday to Friday.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_working_days(day: date, count: int) -> date:
    """The day ``count`` working days after ``day``; ``day`` itself is not counted."""
    step = 1 if count >= 0 else -1
    left = abs(count)
    while left:
        day += timedelta(days=step)
        if is_working_day(day):
            left -= 1
    return day
