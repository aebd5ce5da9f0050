import pytest

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.founding import unfound_all
from gonghui.organisations.actions.tree import Founding, found_all
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.rules.organisation import Kind
from tests.factories.access import make_grant
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


def unfound(*organisations):
    return unfound_all(organisations, by=make_job(), at=IN_JULY)


def counted():
    return (Organisation.objects.count(), Placement.objects.count(), Ancestry.objects.count())


def test_a_branch_entered_by_mistake_goes_as_if_it_had_never_been():
    tree = make_tree()
    before = counted()
    (zone,) = found_all(
        [Founding("Z1", "铜仁高新区总工会", Kind.ZONE, tree.city)],
        on=TODAY, by=make_job(), at=IN_JULY,
    )  # fmt: skip
    below = found_all(
        [
            Founding(f"Z1E{n}", f"高新区{n}厂工会", Kind.GRASSROOTS, zone, industrial_parent=tree.county)
            for n in (1, 2)
        ],
        on=TODAY, by=make_job(), at=IN_JULY,
    )  # fmt: skip

    assert unfound(zone, *below) == 3

    assert counted() == before
    assert list(Entry.objects.order_by("number").values_list("verb", "facts"))[-1] == (
        "organisation.unfounded",
        {"count": 3},
    )


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda one: make_post(one), id="a post"),
        pytest.param(lambda one: make_grant(Role.FILER, one), id="a role of another room"),
        pytest.param(lambda one: make_organisation(parent=one), id="an organisation below"),
    ],
)
def test_what_something_stands_on_stays_with_all_that_was_to_go(build):
    tree = make_tree()
    build(tree.grassroots[1])
    before = counted()

    with pytest.raises(RuleBroken) as refusal:
        unfound(*tree.grassroots)

    assert (refusal.value.code, refusal.value.facts) == (
        "organisation.built_upon",
        {"count": 1, "names": ["提溪村工会委员会"]},
    )
    assert counted() == before
    assert not Entry.objects.exists()


def test_nobody_is_no_deed():
    assert unfound() == 0
    assert not Entry.objects.exists()
