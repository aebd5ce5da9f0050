import pytest

from gonghui.desk.queries.burden import Burden, burden_of
from gonghui.returns.actions.sheet import save_draft
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_an_untouched_return_costs_all_its_minutes(tree):
    make_round(tree.city)

    assert burden_of([tree.county]) == Burden(sheets=1, lines=7, computed=1, typed=0, minutes=5)
    assert burden_of([tree.union]) == Burden(sheets=1, lines=6, computed=1, typed=0, minutes=4)


def test_what_is_typed_no_longer_counts(tree):
    sheet = sheet_of(make_round(tree.city), tree.county)
    typed = {"employees": "100", "members": "80", "women": " "}
    save_draft(sheet, values=typed, notes={}, version=sheet.edition, by=make_job(), at=IN_JULY)

    burden = burden_of([tree.county])

    assert burden == Burden(sheets=1, lines=7, computed=1, typed=2, minutes=3)
    assert (burden.done, burden.left) == (3, 4)


def test_several_returns_add_up(tree):
    make_round(tree.city)

    assert burden_of([tree.county, tree.township]).sheets == 2


def test_what_is_filed_is_no_burden(tree):
    made = make_round(tree.city)
    make_filed(made, tree.county)

    assert burden_of([tree.county]) is None
    assert burden_of([]) is None


def test_several_returns_of_one_form_cost_the_same_queries(tree, django_assert_max_num_queries):
    make_round(tree.city)
    burden_of([tree.county])  # the form itself is read once and kept

    with django_assert_max_num_queries(2):
        burden_of([tree.county, tree.township, tree.union])
