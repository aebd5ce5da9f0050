from datetime import date, timedelta

import pytest

from gonghui.cascade.queries.asked import Asked, asked_by
from gonghui.cascade.rules.assignment import DirectiveState, Progress, State
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 12)


@pytest.fixture
def tree():
    return make_tree()


def test_what_was_issued_and_what_was_handed_on_the_newest_first(tree):
    from_city = make_directive("点位", issuer=tree.city)
    own = make_assignment(from_city, tree.county)
    for township in tree.townships:
        make_assignment(from_city, township, parent=own, state=State.FILED, due_on=date(2023, 7, 8))
    issued = make_directive("书屋", issuer=tree.county, at=IN_JULY + timedelta(hours=1))
    make_assignment(issued, tree.township, due_on=date(2023, 7, 1), at=IN_JULY + timedelta(hours=1))

    assert asked_by([tree.county], today=TODAY, most=5) == [
        Asked(issued, None, date(2023, 7, 1), Progress(1, 0, 0, 0, 1)),
        Asked(from_city, own, date(2023, 7, 8), Progress(2, 2, 2, 0, 0)),
    ]
    assert asked_by([tree.city], today=TODAY, most=5) == [
        Asked(from_city, None, DUE, Progress(1, 0, 0, 0, 0))
    ]


def test_what_was_withdrawn_is_not_listed(tree):
    directive = make_directive(issuer=tree.city, state=DirectiveState.WITHDRAWN)
    make_assignment(directive, tree.county)

    assert asked_by([tree.city], today=TODAY, most=5) == []
    assert asked_by([], today=TODAY, most=5) == []


@pytest.mark.parametrize("n", [1, 3])
def test_it_costs_three_queries_and_one_for_what_was_relayed(n, tree, django_assert_num_queries):
    for _ in range(n):
        own = make_assignment(make_directive(issuer=tree.city), tree.county)
        make_assignment(own.directive, make_organisation(), parent=own)

    with django_assert_num_queries(4):
        found = asked_by([tree.city, tree.county], today=TODAY, most=10)

    assert len(found) == 2 * n
