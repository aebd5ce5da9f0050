import pytest

from gonghui.access.checks import roles_held
from gonghui.access.permissions import Role
from gonghui.cascade.rules.assignment import DirectiveKind, State
from gonghui.desk.queries.waiting import Waiting, waiting_for
from tests.factories.access import make_account, make_grant
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_what_waits_is_what_is_open_here_and_what_was_answered_to_here(tree):
    for kind in DirectiveKind:
        make_assignment(make_directive(issuer=tree.city, kind=kind), tree.county)
        directive = make_directive(issuer=tree.county, kind=kind)
        make_assignment(directive, tree.township, state=State.FILED)
        make_assignment(directive, tree.townships[1], state=State.ACCEPTED)
    account = make_account(Role.FILER, tree.county)

    assert waiting_for(roles_held(account)) == Waiting(returns=1, tasks=1, others=2)
    make_grant(Role.REVIEWER, tree.county, account=account)
    assert waiting_for(roles_held(account)) == Waiting(returns=2, tasks=2, others=4)


def test_what_waits_elsewhere_is_not_counted(tree):
    make_assignment(make_directive(issuer=tree.city), tree.county)

    for at in (tree.city, tree.other_county, tree.township):
        assert waiting_for(roles_held(make_account(Role.FILER, at))) == Waiting()


def test_nothing_waits_for_nobody(tree, django_assert_num_queries):
    make_assignment()

    assert waiting_for([]).total == 0


def test_the_total_is_all_kinds():
    assert Waiting(returns=2, tasks=3, others=4).total == 9
