from datetime import timedelta

import pytest

from gonghui.access.checks import roles_held
from gonghui.access.permissions import Role
from gonghui.cascade.queries.pile import Pile, piles_for_review
from gonghui.cascade.rules.assignment import State
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def filed(directive, minutes):
    at = IN_JULY + timedelta(minutes=minutes)
    return make_assignment(directive, state=State.FILED, at=at)


def test_answers_lie_in_piles_the_oldest_answer_first(tree):
    newer, older = (make_directive(title, issuer=tree.city) for title in ("书屋", "点位"))
    late_one = filed(newer, 50)
    many = [filed(older, minutes) for minutes in (40, 10, 30, 20)]
    make_assignment(older, state=State.ACCEPTED)
    held = roles_held(make_account(Role.REVIEWER, tree.city))

    assert piles_for_review(held) == [
        Pile([many[1], many[3], many[2]], 4),
        Pile([late_one], 1),
    ]
    assert piles_for_review(held, most=1) == [Pile([many[1], many[3], many[2]], 4)]


def test_the_same_ask_answered_to_two_organisations_makes_two_piles(tree):
    directive = make_directive(issuer=tree.city)
    county = make_assignment(directive, tree.county, state=State.FILED)
    township = make_assignment(directive, tree.township, parent=county, state=State.FILED)
    account = make_account(Role.REVIEWER, tree.city)
    held = [*roles_held(account), *roles_held(make_account(Role.REVIEWER, tree.county))]

    assert piles_for_review(held) == [Pile([county], 1), Pile([township], 1)]


def test_nothing_to_review_makes_no_pile(tree):
    assert piles_for_review([]) == []


@pytest.mark.parametrize("n", [1, 3])
def test_piles_cost_two_queries(n, tree, django_assert_num_queries):
    for _ in range(n):
        make_assignment(make_directive(issuer=tree.city), make_organisation(), state=State.FILED)
    held = roles_held(make_account(Role.REVIEWER, tree.city))

    with django_assert_num_queries(2):
        piles = piles_for_review(held)

    assert len(piles) == n
