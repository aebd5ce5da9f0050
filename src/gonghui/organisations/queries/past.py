"""The tree as it stood on a day: from the placements, former names and acts of those days."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from gonghui.organisations.models import FormerName, Organisation, Placement
from gonghui.organisations.rules.organisation import Line

DEEPEST = 64  # no tree is deeper; a circle entered by other hands ends there

_UP = """
    WITH RECURSIVE up(origin, here, steps) AS (
        SELECT organisation.id, organisation.id, 0 FROM organisations_organisation organisation
        WHERE organisation.id IN ({places})
        UNION ALL
        SELECT up.origin, placement.parent_id, up.steps + 1 FROM up
        JOIN organisations_placement placement ON placement.organisation_id = up.here
        WHERE placement.line = %s AND placement.from_on <= %s
        AND (placement.until_on IS NULL OR placement.until_on >= %s) AND up.steps < %s
    )
    SELECT origin, here, steps FROM up ORDER BY origin, steps DESC
"""

_DOWN = """
    WITH RECURSIVE down(here, parent, steps) AS (
        SELECT organisation.id, CAST(NULL AS bigint), 0 FROM organisations_organisation organisation
        WHERE organisation.id = %s
        UNION ALL
        SELECT placement.organisation_id, placement.parent_id, down.steps + 1 FROM down
        JOIN organisations_placement placement ON placement.parent_id = down.here
        WHERE placement.line = %s AND placement.from_on <= %s
        AND (placement.until_on IS NULL OR placement.until_on >= %s) AND down.steps < %s
    )
    SELECT here, parent FROM down WHERE steps > 0
"""


@dataclass(frozen=True, slots=True)
class Called:
    """What an organisation was called on a day."""

    name: str
    short_name: str
    english_name: str


def in_force(on: date) -> Q:
    """Placements that held on a day, their last one included."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def children_on(
    organisation: Organisation, on: date, line: Line = Line.TERRITORIAL
) -> QuerySet[Organisation]:
    """Those that stood directly below on a day, in their order of today."""
    placed = Placement.objects.filter(in_force(on), parent=organisation, line=line.value)
    return Organisation.objects.filter(pk__in=placed.values("organisation"))


def counts_on(
    organisations: Collection[int], on: date, line: Line = Line.TERRITORIAL
) -> dict[int, int]:
    """How many stood directly below each of these on a day; one query, nobody below is left out."""
    placed = Placement.objects.filter(in_force(on), parent__in=organisations, line=line.value)
    counted = placed.values("parent").order_by("parent").annotate(count=Count("pk"))
    return dict(counted.values_list("parent", "count"))


def path_on(
    organisation: Organisation, on: date, line: Line = Line.TERRITORIAL
) -> list[Organisation]:
    """From the top of that day down to the organisation itself, with the names of today."""
    keys = _above([organisation.pk], on, line)[organisation.pk]
    found = Organisation.objects.in_bulk(keys)
    return [found[key] for key in keys]


def _above(keys: Collection[int], on: date, line: Line) -> dict[int, list[int]]:
    """For each the way from the top of that day down to itself. One query."""
    ways: dict[int, list[int]] = {}
    if keys:
        sql = _UP.format(places=", ".join(["%s"] * len(keys)))
        for origin, here, _steps in rows(sql, [*keys, line.value, on, on, DEEPEST]):
            ways.setdefault(origin, []).append(here)
    return ways


def rows(sql: str, values: Sequence[int | str | date]) -> list[tuple[Any, ...]]:
    """What a statement of ours answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def tree_on(top: Organisation, on: date, line: Line = Line.TERRITORIAL) -> dict[int, int]:
    """Everybody below ``top`` on a day: organisation → its superior of that day."""
    return dict(rows(_DOWN, [top.pk, line.value, on, on, DEEPEST]))


def called_on(organisations: Iterable[Organisation], on: date) -> dict[int, Called]:
    """What each was called on a day. One query."""
    called = {one.pk: Called(one.name, one.short_name, one.english_name) for one in organisations}
    former = FormerName.objects.filter(organisation__in=called, until_on__gte=on)
    for name in former.order_by("-until_on"):  # the earliest one that still held comes last
        called[name.organisation_id] = Called(name.name, name.short_name, name.english_name)
    return called


def names_on(organisations: Iterable[Organisation], on: date) -> dict[int, str]:
    """The full name each had on a day. One query."""
    return {pk: called.name for pk, called in called_on(organisations, on).items()}


def name_on(organisation: Organisation, on: date) -> str:
    """The full name it had on a day."""
    return names_on([organisation], on)[organisation.pk]
