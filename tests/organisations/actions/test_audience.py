"""Audiences are kept, changed and dropped."""

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.audience import change_audience, drop_audience, save_audience
from gonghui.organisations.models import Audience
from gonghui.organisations.rules.audience import Description, Part, Reach
from tests.factories.audiences import make_audience
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
COUNTIES = Description((Part(reach=Reach.DIRECT),))


@pytest.fixture
def tree():
    return make_tree()


def save(keeper, name="各县", description=COUNTIES) -> Audience:
    return save_audience(keeper, name, description, by=make_job(), at=IN_JULY)


def refused(act) -> tuple[str, dict[str, object]]:
    """The refusal; nothing is changed by it."""
    before = list(Audience.objects.order_by("pk").values_list()), Entry.objects.count()
    with pytest.raises(RuleBroken) as refusal:
        act()
    assert (list(Audience.objects.order_by("pk").values_list()), Entry.objects.count()) == before
    return refusal.value.code, refusal.value.facts


def test_an_audience_is_kept_as_it_was_described(tree):
    audience = save(tree.city, " 各\u200b县 ")

    kept = Audience.objects.get()
    assert (kept, kept.name, kept.keeper) == (audience, "各县", tree.city)
    assert Description.from_json(kept.description) == COUNTIES
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_label, entry.organisation_id, entry.facts) == (
        "audience.saved", "各县", tree.city.pk, {"parts": 1, "exceptions": 0},
    )  # fmt: skip


def test_an_audience_is_changed(tree):
    audience = save(tree.city)
    other = COUNTIES.plus(Part(below=tree.county.pk)).sparing("persons", [3])

    change_audience(audience, "各县和江口县", other, by=make_job(), at=IN_JULY)

    kept = Audience.objects.get()
    assert (kept.name, Description.from_json(kept.description)) == ("各县和江口县", other)
    entry = Entry.objects.order_by("number").last()
    assert (entry.verb, entry.facts) == ("audience.changed", {"parts": 2, "exceptions": 1})


def test_an_audience_is_dropped(tree):
    audience = save(tree.city)

    drop_audience(audience, by=make_job(), at=IN_JULY)

    assert Audience.objects.count() == 0
    entry = Entry.objects.order_by("number").last()
    assert (entry.verb, entry.subject_label) == ("audience.dropped", "各县")


@pytest.mark.parametrize(
    ("name", "description", "code"),
    [
        pytest.param(" ", COUNTIES, "audience.name_missing", id="no name"),
        pytest.param("已有", COUNTIES, "audience.name_taken", id="a name twice"),
        pytest.param("空", Description(), "audience.empty", id="no part"),
        pytest.param(
            "远", Description((Part(below=10**9),)), "audience.outside_reach", id="nobody's"
        ),
        pytest.param("无", Description((Part(audience=10**9),)), "audience.gone", id="gone"),
    ],
)
def test_what_is_wrong_is_refused(tree, name, description, code):
    make_audience(tree.city, "已有")

    assert refused(lambda: save(tree.city, name, description))[0] == code


def test_an_audience_begins_at_the_keeper_or_below_and_so_do_those_it_is_composed_of(tree):
    elsewhere = make_organisation("遵义市总工会")
    of_city = make_audience(tree.city, "全市")
    of_county = make_audience(tree.county, "县里")

    assert refused(lambda: save(tree.county, "上级", Description((Part(below=tree.city.pk),)))) == (
        "audience.outside_reach", {"organisation": "铜仁市总工会"},
    )  # fmt: skip
    assert refused(lambda: save(tree.county, "全", Description((Part(audience=of_city.pk),)))) == (
        "audience.kept_elsewhere", {"name": "全市"},
    )  # fmt: skip
    assert refused(lambda: save(elsewhere, "远", Description((Part(audience=of_county.pk),))))[
        0
    ] == ("audience.kept_elsewhere")
    assert save(tree.city, "市里", Description((Part(audience=of_county.pk),))).pk


def test_two_keepers_may_use_one_name(tree):
    assert save(tree.city).name == save(tree.county).name


def test_circles_are_refused(tree):
    first = save(tree.city, "一")
    second = save(tree.city, "二", Description((Part(audience=first.pk),)))
    by, at = make_job(), IN_JULY

    for inner in (first, second):
        circle = Description((Part(audience=inner.pk),))
        code, _ = refused(lambda wish=circle: change_audience(first, "一", wish, by=by, at=at))
        assert code == "audience.circle"


def test_an_audience_others_are_composed_of_is_not_dropped(tree):
    of_county = make_audience(tree.county, "县里")
    save(tree.city, "市里", Description((Part(audience=of_county.pk),)))

    assert refused(lambda: drop_audience(of_county, by=make_job(), at=IN_JULY)) == (
        "audience.in_use", {"names": ["市里"]},
    )  # fmt: skip
