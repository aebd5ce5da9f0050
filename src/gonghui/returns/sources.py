"""Figures the platform knows by itself: upper rooms register theirs in ``wiring``.

A source is asked for many organisations at once and answers with exact integers of the smallest
unit. What it knows is shown in the sheet, not typed, and frozen when the sheet is filed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gonghui.foundation.periods import Period

Known = Callable[[Sequence[int], Period], Mapping[int, int]]

_sources: dict[str, Known] = {}


def register(indicator_code: str, known: Known) -> None:
    """From now on this function answers for that indicator."""
    _sources[indicator_code] = known


def unregister(indicator_code: str) -> None:
    """Ask people again."""
    _sources.pop(indicator_code, None)


def known_codes() -> frozenset[str]:
    """The indicators nobody has to type."""
    return frozenset(_sources)


def known_values(
    organisation_ids: Sequence[int], period: Period, codes: Iterable[str]
) -> dict[int, dict[str, int]]:
    """What the platform knows: organisation → code → figure; one call a source, not one a sheet."""
    known: dict[int, dict[str, int]] = {pk: {} for pk in organisation_ids}
    for code in sorted(_sources.keys() & set(codes)):
        for pk, value in _sources[code](organisation_ids, period).items():
            known[pk][code] = value
    return known
