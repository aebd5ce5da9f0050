from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from gonghui.access.checks import roles_held
from gonghui.access.permissions import Permission, Role
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import (
    assignments_where,
    directives_where,
    inbox_of,
    late,
    own_where,
    progress,
    to_review_where,
    waiting_for_review,
)
from gonghui.cascade.rules.assignment import DirectiveKind, Progress, State
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
VIEW = Permission.DIRECTIVE_VIEW
TODAY = date(2023, 7, 21)  # the day after everything here is due


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def asked(tree):
    """One ask: both counties, and below the first county both townships."""
    directive = make_directive(issuer=tree.city)
    first, second = (make_assignment(directive, county) for county in tree.counties)
    townships = [make_assignment(directive, one, parent=first) for one in tree.townships]
    return {"directive": directive, "first": first, "second": second, "townships": townships}


def test_assignments_are_those_of_the_own_part_of_the_tree(tree, asked):
    in_county = make_account(Role.FILER, tree.county)
    in_city = make_account(Role.LEADER, tree.city)

    assert set(assignments_where(in_county, VIEW)) == {asked["first"], *asked["townships"]}
    assert assignments_where(in_city, VIEW).count() == 4
    assert list(assignments_where(AnonymousUser(), VIEW)) == []


def test_own_assignments_are_those_of_where_one_sits(tree, asked):
    in_county = make_account(Role.FILER, tree.county)

    assert list(own_where(in_county, VIEW)) == [asked["first"]]
    assert list(own_where(in_county, Permission.ASSIGNMENT_RELAY)) == []


def test_answers_to_review_are_those_answered_to_the_own_part_of_the_tree(tree, asked):
    in_county = make_account(Role.REVIEWER, tree.county)
    review = Permission.ASSIGNMENT_REVIEW

    assert set(to_review_where(in_county, review)) == set(asked["townships"])
    assert to_review_where(make_account(Role.REVIEWER, tree.city), review).count() == 4
    assert list(to_review_where(make_account(Role.FILER, tree.county), review)) == []


def test_directives_are_those_issued_in_the_own_part_of_the_tree(tree, asked):
    own = make_directive("职工书屋复核", issuer=tree.county)
    in_county = make_account(Role.LEADER, tree.county)

    assert list(directives_where(in_county, VIEW)) == [own]
    assert set(directives_where(make_account(Role.LEADER, tree.city), VIEW)) == {
        own,
        asked["directive"],
    }


def test_an_inbox_holds_what_is_open_by_due_date(tree):
    organisation = tree.county
    later = make_assignment(make_directive(), organisation, due_on=date(2023, 8, 1))
    sooner = make_assignment(
        make_directive(), organisation, state=State.SENT_BACK, due_on=date(2023, 7, 1)
    )
    for state in set(State) - {State.SENT, State.RECEIVED, State.WORKING, State.SENT_BACK}:
        make_assignment(make_directive(), organisation, state=state)

    assert list(inbox_of([organisation])) == [sooner, later]
    assert list(inbox_of([])) == []


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        pytest.param(Role.REVIEWER, set(DirectiveKind), id="a reviewer accepts everything"),
        pytest.param(
            Role.ISSUER, set(DirectiveKind) - {DirectiveKind.RETURN}, id="an issuer no returns"
        ),
        pytest.param(Role.FILER, set(), id="a filer nothing"),
    ],
)
def test_what_waits_for_review_depends_on_what_a_role_may_accept(role, kinds, tree):
    for kind in DirectiveKind:
        directive = make_directive(issuer=tree.city, kind=kind)
        make_assignment(directive, tree.county, state=State.FILED)
        make_assignment(directive, tree.other_county, state=State.WORKING)
    held = roles_held(make_account(role, tree.city))

    waiting = waiting_for_review(held)

    assert {one.directive.kind for one in waiting} == {kind.value for kind in kinds}
    assert {one.organisation for one in waiting} <= {tree.county}


def test_a_superior_does_not_review_what_is_answered_to_one_below(tree, asked):
    Assignment.objects.filter(pk=asked["townships"][0].pk).update(state=State.FILED.value)
    in_city, in_county = (make_account(Role.REVIEWER, one) for one in (tree.city, tree.county))

    assert list(waiting_for_review(roles_held(in_city))) == []
    assert list(waiting_for_review(roles_held(in_county))) == [asked["townships"][0]]


def test_late_is_open_after_its_own_day(tree):
    directive = make_directive(issuer=tree.city)
    behind = make_assignment(directive, due_on=date(2023, 7, 20))
    make_assignment(directive, due_on=TODAY)
    make_assignment(directive, due_on=date(2023, 7, 20), state=State.FILED)

    assert list(late(Assignment.objects.all(), today=TODAY)) == [behind]


def test_progress_counts_one_level(tree, asked):
    level = Assignment.objects.filter(parent=asked["first"]).order_by("organisation__order")

    assert progress(level, today=TODAY) == Progress(2, 0, 0, 0, 2)
    assert progress(Assignment.objects.none(), today=TODAY) == Progress(0, 0, 0, 0, 0)


@pytest.mark.parametrize("n", [1, 3])
def test_an_inbox_costs_one_query(n, django_assert_num_queries):
    organisation = make_organisation()
    for _ in range(n):
        make_assignment(make_directive(), organisation)

    with django_assert_num_queries(1):
        shown = [
            (one.directive.issuer.name, one.answers_to.name, one.organisation.name)
            for one in inbox_of([organisation])
        ]

    assert len(shown) == n
