"""When committees of the demonstration were elected. None of it is known; all is invented."""

INVENTED = "演示，虚构"  # where the number of the approval would stand

# The second county is overdue, the third due soon; the others are spread over five years and a bit.
_FIRST = (700, 900, 1846, 1700, 1100)


def days_ago(number: int) -> int:
    """How many days before the day of the demonstration the organisation of this number elected."""
    return _FIRST[number] if number < len(_FIRST) else 30 + number * 389 % 1880
