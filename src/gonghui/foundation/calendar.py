"""Working days. Public holidays and moved working days of China come from a yearly table."""

from datetime import date, timedelta

import chinese_calendar


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
