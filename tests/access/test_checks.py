from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from gonghui.access.checks import (
    Held,
    allowed_to,
    can,
    organisations_where,
    remember,
    roles_held,
    seated,
    seats,
)
from gonghui.access.permissions import Permission, Role
from tests.factories.access import make_account, make_grant
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
VIEW = Permission.ORGANISATION_VIEW
JULY, AUGUST, SEPTEMBER = date(2023, 7, 1), date(2023, 8, 1), date(2023, 9, 1)


def names(organisations):
    return {one.name for one in organisations}


def test_a_grant_reaches_its_organisation_and_all_below_and_nothing_else():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)

    assert names(organisations_where(account, VIEW)) == names(
        [tree.county, *tree.townships, *tree.grassroots]
    )


def test_a_role_allows_only_what_it_may():
    tree = make_tree()
    account = make_account(Role.FILER, tree.city)

    assert can(account, Permission.SHEET_FILE, tree.union)
    assert not can(account, Permission.SHEET_REVIEW, tree.union)


def test_outside_bodies_are_in_nobodys_reach():
    tree = make_tree()
    outside = make_organisation("中共江口县委", parent=tree.county)
    outside.above.all().delete()

    assert not can(make_account(Role.LEADER, tree.city), VIEW, outside)


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        pytest.param(date(2023, 6, 30), False, id="before it begins"),
        pytest.param(JULY, True, id="on its first day"),
        pytest.param(AUGUST, True, id="on its last day"),
        pytest.param(date(2023, 8, 2), False, id="the day after"),
    ],
)
def test_a_grant_holds_from_until(on, allowed):
    account = make_plain_account()
    organisation = make_organisation()
    make_grant(Role.FILER, organisation, account=account, from_on=JULY, until_on=AUGUST)

    assert can(account, VIEW, organisation, on=on) is allowed


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        pytest.param(date(2023, 6, 30), False, id="before taking it up"),
        pytest.param(JULY, True, id="while holding it"),
        pytest.param(SEPTEMBER, False, id="after leaving it"),
    ],
)
def test_rights_follow_the_post(on, allowed):
    account = make_plain_account()
    post = make_post()
    make_grant(Role.FILER, post.organisation, post=post)
    make_tenure(account.person, post, from_on=JULY, until_on=AUGUST)

    assert can(account, VIEW, post.organisation, on=on) is allowed


def test_somebody_elses_post_gives_nothing():
    post = make_post()
    make_grant(Role.FILER, post.organisation, post=post)
    make_tenure(make_plain_account().person, post)

    assert not can(make_plain_account("任小禾"), VIEW, post.organisation)


@pytest.mark.parametrize("kind", ["visitor", "closed", "job"])
def test_who_cannot_act_holds_nothing(kind):
    organisation = make_organisation()
    account = make_account(Role.LEADER, organisation)
    account.is_active = kind != "closed"
    user = {"visitor": AnonymousUser(), "closed": account, "job": None}[kind]

    assert list(organisations_where(user, VIEW)) == []
    assert roles_held(user) == []


def test_the_highest_post_comes_first_and_grants_to_accounts_last():
    account = make_plain_account()
    tree = make_tree()
    make_grant(Role.SUPERVISOR, tree.city, account=account)
    for role, post in (
        (Role.FILER, make_post(tree.county, "干事", precedence=80)),
        (Role.LEADER, make_post(tree.county, "主席", precedence=10)),
    ):
        make_grant(role, tree.county, post=post)
        make_tenure(account.person, post)

    assert roles_held(account) == [
        Held(Role.LEADER, tree.county, "主席"),
        Held(Role.FILER, tree.county, "干事"),
        Held(Role.SUPERVISOR, tree.city, ""),
    ]


def test_allowed_to_is_all_roles_together():
    organisation = make_organisation()
    held = [
        Held(Role.CASE_OFFICER, organisation, ""),
        Held(Role.AUDIT_ADMINISTRATOR, organisation, ""),
    ]

    assert allowed_to(held) == {
        Permission.DESK_VIEW,
        Permission.ORGANISATION_VIEW,
        Permission.AUDIT_VIEW,
    }
    assert allowed_to([]) == frozenset()


def test_seats_are_where_the_grant_is_not_what_lies_below():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    make_grant(Role.REVIEWER, tree.township, account=account)

    assert seats(account, Permission.SHEET_FILE) == [tree.county]
    assert seats(account, Permission.SHEET_REVIEW) == [tree.township]
    assert seats(AnonymousUser(), Permission.SHEET_FILE) == []


def test_seated_says_the_same_from_roles_already_read():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    make_grant(Role.REVIEWER, tree.county, account=account)
    make_grant(Role.REVIEWER, tree.township, account=account)
    held = roles_held(account)

    assert seated(held, Permission.ASSIGNMENT_RECEIVE) == [tree.county, tree.township]
    assert seated(held, Permission.SHEET_FILE) == [tree.county]
    assert seated([], Permission.SHEET_FILE) == []


def test_what_a_request_has_read_of_the_roles_is_not_asked_again(django_assert_num_queries):
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    asked = names(organisations_where(account, VIEW, on=JULY))
    remember(account, roles_held(account, on=JULY), on=JULY)

    with django_assert_num_queries(1) as queries:
        remembered = names(organisations_where(account, VIEW, on=JULY))

    assert remembered == asked
    assert "access_grant" not in queries[0]["sql"]
    assert not can(account, Permission.SHEET_REVIEW, tree.union, on=JULY)
    assert seats(account, VIEW, on=JULY) == [tree.county]


def test_of_another_day_the_roles_are_asked_anew():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    remember(account, [], on=JULY)

    assert not can(account, VIEW, tree.union, on=JULY)
    assert can(account, VIEW, tree.union, on=AUGUST)
