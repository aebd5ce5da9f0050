"""The demonstration's tree: the real divisions, the zones, and invented enterprise unions."""

from datetime import date, datetime

from django.db import transaction

from gonghui.demo.rules.zones import (
    ENTERPRISES_IN_A_COUNTY,
    ENTERPRISES_IN_A_ZONE,
    ZONES,
    invented_enterprises,
)
from gonghui.organisations.actions.seed import seed_region
from gonghui.organisations.actions.tree import Founding, found_all
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.divisions import Division, region
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.actions.account import job_account


@transaction.atomic
def plant(place: Division, *, on: date, at: datetime) -> Organisation:
    """Found everybody of the city; returns the city federation."""
    by = job_account()
    seed_region(region(place.code), on=on, by=by, at=at)
    city = Organisation.objects.get(code=place.code)
    zones = [
        Founding(
            code=f"{place.code}Z{n}",
            name=f"{name}总工会",
            kind=Kind.ZONE,
            parent=city,
            short_name=name.removeprefix(place.name.removesuffix("市")),
            english_name=f"{english} Federation of Trade Unions",
            order=900 + n,
        )
        for n, (name, english) in enumerate(ZONES.get(place.name, ()), start=1)
    ]
    found_all(zones, on=on, by=by, at=at)
    enterprises = [
        founding
        for county in children(city).filter(level="county")
        for founding in _enterprises(county)
    ]
    found_all(enterprises, on=on, by=by, at=at)
    return city


def _enterprises(county: Organisation) -> list[Founding]:
    is_zone = county.kind == Kind.ZONE.value
    count = ENTERPRISES_IN_A_ZONE if is_zone else ENTERPRISES_IN_A_COUNTY
    return [
        Founding(
            code=f"{county.code}E{n:03d}",
            name=f"{county.short_name}{name}工会委员会",
            kind=Kind.GRASSROOTS,
            parent=county,
            short_name=name,
            english_name=f"{county.english_name.split()[0]} Enterprise Union {n}",
            order=10_000 + n,
            invented=True,
        )
        for n, name in enumerate(invented_enterprises(county.pk, count), start=1)
    ]
