"""A small real city is built whole, through the rooms' own actions; 乌海市 has three counties."""

import pytest

from gonghui.audit.queries import fault_in_chain
from gonghui.bulletins.models import Bulletin
from gonghui.cascade.models import Directive
from gonghui.demo.actions.build import PARTS, THIS_YEAR, Site, build, check_may_build
from gonghui.demo.models import Step
from gonghui.foundation.errors import RuleBroken
from gonghui.meetings.models import Meeting
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.divisions import below, find_city
from gonghui.returns.queries.rollup import totals
from gonghui.returns.queries.round import round_of
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return Site(find_city("乌海市"), "not-a-real-password")


def test_build_makes_the_whole_half_year(site):
    labels = [label for label, _ in build(site)]

    city = site.city
    round_ = round_of(city, THIS_YEAR)
    whole = totals(round_, city)
    assert labels == [part.label for part in PARTS]
    assert whole.expected == Organisation.objects.exclude(kind="outside").count()
    assert 0.7 < whole.filed / whole.expected < 0.95
    assert 0 < whole.accepted < whole.filed
    assert Meeting.objects.count() == 1
    assert Bulletin.objects.exclude(published_at=None).count() == 1
    assert Directive.objects.filter(kind="task").count() == 6
    assert fault_in_chain() is None


def test_an_interrupted_building_goes_on_where_it_stopped(site):
    steps = build(site)
    next(steps)
    steps.close()

    again = list(build(site))

    assert again[0] == (PARTS[0].label, None)
    assert [seconds is None for _, seconds in again[1:]] == [False] * (len(PARTS) - 1)


def test_a_demonstration_is_never_built_over_real_accounts(site):
    make_plain_account()

    with pytest.raises(RuleBroken) as refusal:
        check_may_build(site.place)

    assert refusal.value.code == "demo.real_data"


def test_another_city_is_not_built_over_a_demonstration(site):
    Step.objects.create(name="tree", city="铜仁市")

    with pytest.raises(RuleBroken) as refusal:
        check_may_build(site.place)

    assert (refusal.value.code, refusal.value.facts) == ("demo.other_city", {"city": "铜仁市"})


def test_a_city_without_counties_is_built_too(site):
    own = Site(find_city("嘉峪关市"), site.password)

    list(build(own))

    whole = totals(round_of(own.city, THIS_YEAR), own.city)
    assert whole.expected == Organisation.objects.exclude(kind="outside").count()
    assert 0 < whole.accepted < whole.filed < whole.expected
    assert fault_in_chain() is None


def test_a_place_with_nobody_below_is_refused_before_anything_is_built(site):
    village = below(below(below("5206")[0].code)[0].code)[0]

    with pytest.raises(RuleBroken) as refusal:
        check_may_build(village)

    assert refusal.value.code == "demo.nobody_below"
