"""A ranking: equal values share a place, what is missing has none."""

from collections.abc import Sequence
from decimal import Decimal


def ranks(values: Sequence[Decimal | None]) -> list[int | None]:
    """The place of each value, the highest first: 1, 2, 2, 4. A missing value has no place."""
    known = sorted((value for value in values if value is not None), reverse=True)
    return [None if value is None else known.index(value) + 1 for value in values]


def bar_share(value: Decimal | None, highest: Decimal | None) -> float | None:
    """Length of its bar from 0 to 1 of the longest; ``None`` draws none."""
    if value is None or highest is None:
        return None
    return float(value / highest) if highest else 0.0
