import pytest
from django.contrib.auth.models import AnonymousUser

from gonghui.access.permissions import Role
from gonghui.directory.queries.organisation import (
    Known,
    below_counts,
    first_found,
    found_within,
    known_of,
    level_below,
    seen,
    within_reach,
)
from tests.factories.access import make_account
from tests.factories.moments import TODAY
from tests.factories.organisations import make_department, make_post, make_tenure, make_tree
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_within_reach_is_the_own_part_of_the_tree(tree):
    looking = make_account(Role.FILER, tree.township)

    assert set(within_reach(looking)) == {tree.township, *tree.grassroots}
    assert list(within_reach(AnonymousUser())) == []


def test_one_organisation_is_seen_only_in_reach(tree):
    looking = make_account(Role.FILER, tree.township)

    assert seen(looking, tree.union.pk) == tree.union
    assert (seen(looking, tree.county.pk), seen(looking, 0)) == (None, None)
    assert seen(AnonymousUser(), tree.union.pk) is None


def test_one_level_with_how_many_stand_directly_below_each(tree):
    assert list(level_below(tree.city)) == tree.counties
    assert below_counts(tree.counties, on=TODAY) == {tree.county.pk: 2}
    assert list(level_below(tree.union)) == []


def test_found_within_stays_in_reach(tree):
    in_county = make_account(Role.FILER, tree.county)

    assert list(found_within(in_county, "闵孝镇").pks) == [tree.township.pk]
    assert list(found_within(in_county, "石阡").pks) == []
    assert first_found(in_county, "镇", 1) == [tree.township]


def test_known_of_tells_posts_departments_and_last_figures(tree):
    holder = make_tenure(post=make_post(tree.township, "主席"))
    department = make_department(tree.township)
    made = make_round(tree.city)
    make_filed(made, tree.union)

    known = known_of(tree.township, on=TODAY)

    assert (known.holders, known.departments, known.round) == (
        [holder],
        [department],
        made,
    )
    assert [(one.indicator.code, one.now.words) for one in known.figures] == [
        ("employees", "100"),
        ("members", "80"),
    ]


def test_known_of_an_organisation_before_its_first_round(tree):
    known = known_of(tree.union, on=TODAY)

    assert known == Known([], [], None, None, None, [])
