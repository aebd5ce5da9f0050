"""What became different in the tree between two days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Change, ChangeParty, Organisation, Placement
from gonghui.organisations.queries.past import DEEPEST, in_force, names_on, rows
from gonghui.organisations.rules.change import PartyRole
from gonghui.organisations.rules.organisation import Line

MOST = 20_000  # differences nobody could read


class What(StrEnum):
    """What became of an organisation; moved is said before renamed when both are true."""

    FOUNDED = "founded"
    ENDED = "ended"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Stood:
    """How an organisation stood on one of the days.

    Attributes:
        superior: ``None`` at the top.
        superior_name: What the superior was called on that day.
    """

    name: str
    superior: int | None
    superior_name: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One organisation that stands otherwise on the second day.

    Attributes:
        before: ``None`` when it was not there on the first day.
        after: ``None`` when it was not there on the second.
        change: The newest act that it took part in between; ``None`` where none was entered.
    """

    what: What
    organisation: Organisation
    before: Stood | None
    after: Stood | None
    change: Change | None


_WITHIN = """
    WITH RECURSIVE up(origin, here, steps) AS (
        SELECT DISTINCT changed.organisation_id, changed.organisation_id, 0 FROM ({changed}) changed
        UNION ALL
        SELECT up.origin, placement.parent_id, up.steps + 1 FROM up
        JOIN organisations_placement placement ON placement.organisation_id = up.here
        WHERE placement.line = %s AND placement.from_on <= %s
        AND (placement.until_on IS NULL OR placement.until_on >= %s) AND up.steps < %s
    )
    SELECT DISTINCT origin FROM up WHERE here = %s
"""

_CHANGED = """
    SELECT organisation_id FROM organisations_placement WHERE line = %s
    AND ((from_on > %s AND from_on <= %s) OR (until_on >= %s AND until_on < %s))
    UNION SELECT organisation_id FROM organisations_formername
    WHERE until_on >= %s AND until_on < %s
"""


def differences(
    top: Organisation, first: date, second: date, line: Line = Line.TERRITORIAL
) -> list[Difference]:
    """Who below ``top`` was founded, ended, moved or renamed after the first day, until the second.

    Whoever moved with its superior stands where it stood. The days may come in either order.

    Raises:
        RuleBroken: ``difference.too_many`` with how many.
    """
    first, second = min(first, second), max(first, second)
    concerned = {pk for on in (first, second) for pk in _within(top, (first, second), on, line)}
    if len(concerned) > MOST:
        raise RuleBroken("difference.too_many", count=len(concerned))
    superiors = [_superiors(concerned, on, line) for on in (first, second)]
    found = Organisation.objects.in_bulk(
        concerned | {pk for placed in superiors for pk in placed.values()}
    )
    stood = [
        _stood(found, concerned, placed, on)
        for placed, on in zip(superiors, (first, second), strict=True)
    ]
    acts = _acts(concerned, first, second)
    told = []
    for pk in concerned:
        before, after = (_there(then, pk, top) for then in stood)
        what = _what(before, after)
        if what is not None:
            told.append(Difference(what, found[pk], before, after, acts.get(pk)))
    order = list(What)
    return sorted(
        told, key=lambda one: (order.index(one.what), one.organisation.order, one.organisation.code)
    )


def _within(top: Organisation, days: tuple[date, date], on: date, line: Line) -> set[int]:
    """Of those something of whom changed between the days, whoever stood below ``top`` on one."""
    first, second = days
    changed = [line.value, first, second, first, second, first, second]
    walk = [line.value, on, on, DEEPEST, top.pk]
    return {pk for (pk,) in rows(_WITHIN.format(changed=_CHANGED), [*changed, *walk])}


def _superiors(keys: Collection[int], on: date, line: Line) -> dict[int, int]:
    placed = Placement.objects.filter(in_force(on), organisation__in=keys, line=line.value)
    return dict(placed.values_list("organisation", "parent"))


def _stood(
    found: Mapping[int, Organisation],
    concerned: Collection[int],
    superiors: Mapping[int, int],
    on: date,
) -> dict[int, Stood]:
    names = names_on(found.values(), on)
    return {
        pk: Stood(names[pk], above := superiors.get(pk), names[above] if above else "")
        for pk in concerned
    }


def _there(stood: Mapping[int, Stood], pk: int, top: Organisation) -> Stood | None:
    """How it stood; ``None`` when it stood nowhere that day. The top stands without a superior."""
    then = stood[pk]
    return then if then.superior is not None or pk == top.pk else None


def _what(before: Stood | None, after: Stood | None) -> What | None:
    if before is None or after is None:
        return None if before is after else What.FOUNDED if before is None else What.ENDED
    if before.superior != after.superior:
        return What.MOVED
    return What.RENAMED if before.name != after.name else None


def _acts(keys: Collection[int], first: date, second: date) -> dict[int, Change]:
    """The newest act each took part in between the days."""
    as_changed = [PartyRole.SUBJECT.value, PartyRole.INTO.value]
    parties = ChangeParty.objects.filter(
        organisation__in=keys,
        role__in=as_changed,
        change__effective_on__gt=first,
        change__effective_on__lte=second,
    )
    ordered = parties.select_related("change").order_by("change__effective_on", "change__pk")
    return {party.organisation_id: party.change for party in ordered}
