import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.tree import Founding, found_all, found_organisation
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.rules.organisation import Kind
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


def found(*foundings):
    return found_all(list(foundings), on=TODAY, by=make_job(), at=IN_JULY)


def test_found_organisation_places_it_below_its_superior():
    tree = make_tree()

    made = found_organisation(
        Founding(
            "520621001",
            "单门镇工会联合会",
            Kind.TOWNSHIP,
            tree.county,
            short_name="单门镇",
            english_name="Danmen",
            division_code="520621001",
            order=3,
            invented=True,
        ),
        on=TODAY,
        by=make_job(),
        at=IN_JULY,
    )

    made.refresh_from_db()
    assert (
        *(made.code, made.name, made.short_name, made.english_name, made.kind, made.level),
        *(made.status, made.division_code, made.order, made.pinyin, made.initials, made.invented),
        str(made),
    ) == (
        *("520621001", "单门镇工会联合会", "单门镇", "Danmen", "township", "township"),
        *("standing", "520621001", 3, "danmenzhen", "dmz", True),
        "单门镇工会联合会",
    )
    placement = Placement.objects.get(organisation=made)
    assert (placement.parent, placement.line, placement.from_on, placement.until_on) == (
        *(tree.county, "territorial", TODAY, None),
    )
    assert list(
        Ancestry.objects.filter(organisation=made)
        .order_by("steps")
        .values_list("ancestor__name", "steps")
    ) == [("单门镇工会联合会", 0), ("江口县总工会", 1), ("铜仁市总工会", 2)]
    assert list(Entry.objects.values_list("verb", "organisation_id", "facts")) == [
        ("organisation.founded", made.pk, {"count": 1})
    ]


def test_the_short_name_is_the_name_where_none_is_given():
    (made,) = found(Founding("1", "万山区总工会", Kind.COUNTY))

    assert (made.short_name, made.initials) == ("万山区总工会", "wsqzgh")


def test_the_top_and_outside_bodies_have_no_superior():
    top, outside = found(
        Founding("1", "铜仁市总工会", Kind.CITY), Founding("2", "中共铜仁市委", Kind.OUTSIDE)
    )

    assert Placement.objects.count() == 0
    assert list(
        Ancestry.objects.order_by("pk").values_list("organisation", "ancestor", "steps")
    ) == [(top.pk, top.pk, 0)]
    assert outside.level == "outside"


def test_many_are_one_deed():
    tree = make_tree()

    made = found(
        *(Founding(str(n), f"第{n}村工会", Kind.GRASSROOTS, tree.township) for n in range(4))
    )

    assert len(made) == 4
    assert Ancestry.objects.filter(ancestor=tree.city, organisation__in=made).count() == 4
    assert list(Entry.objects.values_list("facts", flat=True)) == [{"count": 4}]


def test_founding_nobody_does_nothing():
    assert found() == []
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("codes", "taken"),
    [
        pytest.param(["A", "T1"], ["T1"], id="somebody has it already"),
        pytest.param(["B", "B"], ["B"], id="the same twice"),
        pytest.param(["C", "T1", "C"], ["C", "T1"], id="both"),
    ],
)
def test_a_code_belongs_to_one_organisation_only(codes, taken):
    make_organisation(code="T1")

    with pytest.raises(RuleBroken) as refusal:
        found(*(Founding(code, "工会", Kind.GRASSROOTS) for code in codes))

    assert (refusal.value.code, refusal.value.facts) == (
        "organisation.code_taken",
        {"codes": taken},
    )
    assert (Organisation.objects.count(), Entry.objects.count()) == (1, 0)
