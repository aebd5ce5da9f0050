import json

import pytest
from django.core.management import CommandError, call_command

from gonghui.audit.models import Entry
from gonghui.organisations.actions.seed import seed_region
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import path
from gonghui.organisations.rules.divisions import Division, Level, Region, find_city, region
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
VILLAGES = tuple(
    Region(Division(f"52062110020{n}", f"{name}村村民委员会", Level.VILLAGE), ())
    for n, name in enumerate(("鱼粮", "提溪"), 1)
)
TOWNSHIP = Region(Division("520621100", "闵孝镇", Level.TOWNSHIP), VILLAGES)
COUNTY = Region(Division("520621", "江口县", Level.COUNTY), (TOWNSHIP,))
CITY = Region(Division("5206", "铜仁市", Level.CITY), (COUNTY,))


def seed(whole):
    return seed_region(whole, on=TODAY, by=make_job(), at=IN_JULY)


def test_seed_region_founds_a_union_organisation_for_every_place():
    assert seed(CITY) == 5
    village = Organisation.objects.get(code="520621100201")
    assert [one.name for one in path(village)] == [
        "铜仁市总工会",
        "江口县总工会",
        "闵孝镇工会联合会",
        village.name,
    ]
    assert (village.kind, village.division_code, village.invented) == (
        "grassroots",
        "520621100201",
        False,
    )
    assert Entry.objects.filter(verb="organisation.founded").count() == 4  # one a level


def test_seeding_again_founds_only_what_is_missing():
    seed(Region(CITY.division, (Region(COUNTY.division, ()),)))

    assert (seed(CITY), seed(CITY), Organisation.objects.count()) == (3, 0, 5)


def test_the_command_loads_a_real_city(capsys):
    whole = region(find_city("嘉峪关市").code)

    call_command("organisations", "seed", "--region", "嘉峪关", "--json")
    first = json.loads(capsys.readouterr().out)
    call_command("organisations", "seed", "--region", "嘉峪关市")

    assert first["founded"] == first["standing"] == counted(whole)
    assert (
        capsys.readouterr().out == f"嘉峪关市: founded 0, now {first['standing']} organisations.\n"
    )


def counted(whole: Region) -> int:
    return 1 + sum(counted(part) for part in whole.below)


def test_the_command_names_a_region_it_does_not_know():
    with pytest.raises(CommandError, match="无此市"):
        call_command("organisations", "seed", "--region", "无此市")

    assert Organisation.objects.count() == 0
