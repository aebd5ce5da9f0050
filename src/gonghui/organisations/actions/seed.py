"""Loading the real tree of a region: a federation a place, a union a village or community."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor
from gonghui.organisations.actions.tree import Founding, found_all
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.divisions import Region
from gonghui.organisations.rules.naming import KIND_OF, union_name


@transaction.atomic
def seed_region(
    region: Region, *, on: date, by: Actor, at: datetime, parent: Organisation | None = None
) -> int:
    """Found the union organisations of a region and all below it; those already there stay.

    Level by level, so that every superior stands before those below it. Returns how many were
    founded.
    """
    level: list[tuple[Region, Organisation | None]] = [(region, parent)]
    made = 0
    while level:
        codes = [place.division.code for place, _ in level]
        standing = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
        foundings = [
            _founding(place, above) for place, above in level if place.division.code not in standing
        ]
        for one in found_all(foundings, on=on, by=by, at=at):
            standing[one.code] = one
        made += len(foundings)
        level = list(_next(level, standing))
    return made


def _founding(place: Region, above: Organisation | None) -> Founding:
    name = union_name(place.division, within=above.short_name if above else "")
    return Founding(
        code=place.division.code,
        name=name.full,
        kind=KIND_OF[place.division.level],
        parent=above,
        short_name=name.short,
        english_name=name.english,
        division_code=place.division.code,
        order=int(place.division.code[-3:]),
    )


def _next(
    level: list[tuple[Region, Organisation | None]], standing: dict[str, Organisation]
) -> Iterator[tuple[Region, Organisation | None]]:
    for place, _ in level:
        for child in place.below:
            yield child, standing[place.division.code]
