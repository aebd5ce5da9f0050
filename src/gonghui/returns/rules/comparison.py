"""This period beside the same period last year."""

from decimal import ROUND_HALF_UP, Decimal

from gonghui.returns.rules.figure import Figure

ONE_PLACE = Decimal("0.1")


def change_share(now: Figure, before: Figure | None) -> Decimal | None:
    """By how much percent it grew (negative: fell), to one place.

    ``None`` when one of them is unknown, when it was zero, and for shares, which change in points.
    """
    if now.indicator.is_share or before is None or now.value is None or not before.value:
        return None
    grown = (now.value - before.value) * 100 / before.value
    return grown.quantize(ONE_PLACE, rounding=ROUND_HALF_UP)


def change_of(now: Figure, before: Figure | None) -> Decimal | None:
    """The change as it is told: points for a share, percent for everything else."""
    points = change_points(now, before)
    return change_share(now, before) if points is None else points


def change_points(now: Figure, before: Figure | None) -> Decimal | None:
    """By how many points a share rose (negative: fell); ``None`` when unknown or no share."""
    if not now.indicator.is_share or before is None or now.value is None or before.value is None:
        return None
    return now.value - before.value
