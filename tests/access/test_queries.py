from datetime import date

import pytest

from gonghui.access.actions.delegation import delegate
from gonghui.access.checks import Held
from gonghui.access.permissions import Permission, Role
from gonghui.access.queries import (
    Given,
    Why,
    accounts_where,
    grants_at,
    grants_by_role,
    policy,
    seated_at,
    seats_of,
    why,
)
from gonghui.access.roles import MAY
from tests.factories.access import make_account, make_grant
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db
FILE = Permission.SHEET_FILE


def test_why_names_the_role_that_allows_it():
    tree = make_tree()
    account = make_plain_account()
    post = make_post(tree.county, "统计干事")
    make_grant(Role.FILER, tree.county, post=post)
    make_tenure(account.person, post)

    assert why(account, FILE, tree.union, on=TODAY) == Why(
        because=[Held(Role.FILER, tree.county, "统计干事")],
        elsewhere=[],
        needed=[Role.FILER],
        is_closed=False,
    )
    assert why(account, FILE, tree.union, on=TODAY).allowed


def test_why_names_the_role_held_over_another_part_of_the_tree():
    tree = make_tree()
    account = make_account(Role.FILER, tree.other_county)

    answer = why(account, FILE, tree.union, on=TODAY)

    assert answer == Why([], [Held(Role.FILER, tree.other_county, "")], [Role.FILER], False)
    assert not answer.allowed


def test_why_names_the_roles_that_would_do():
    tree = make_tree()

    assert why(make_account(Role.LEADER, tree.city), FILE, tree.union, on=TODAY) == Why(
        [], [], [Role.FILER], False
    )


def test_why_says_that_the_account_is_closed():
    tree = make_tree()
    account = make_account(Role.FILER, tree.union)
    account.is_active = False

    assert why(account, FILE, tree.union, on=TODAY) == Why([], [], [Role.FILER], True)


def test_grants_at_are_those_in_force_over_exactly_this_organisation():
    tree = make_tree()
    account = make_account(Role.LEADER, tree.city)
    post = make_post(tree.city, "部长")
    make_grant(Role.ISSUER, tree.city, post=post)
    make_grant(Role.FILER, tree.city, until_on=date(2023, 1, 1))
    make_grant(Role.FILER, tree.county)

    assert grants_at(tree.city, on=TODAY) == [
        Given(Role.ISSUER, post, None, LONG_AGO),
        Given(Role.LEADER, None, account, LONG_AGO),
    ]


def test_grants_by_role_counts_what_is_in_force():
    tree = make_tree()
    make_grant(Role.REVIEWER, tree.city)
    make_grant(Role.FILER, tree.city)
    make_grant(Role.FILER, tree.county)
    make_grant(Role.FILER, tree.county, until_on=date(2023, 1, 1))

    assert grants_by_role(on=TODAY) == {Role.FILER: 2, Role.REVIEWER: 1}


def test_accounts_where_are_people_with_a_post_or_grant_in_reach():
    tree = make_tree()
    looking = make_account(Role.SYSTEM_ADMINISTRATOR, tree.county, name="石小满")
    by_grant = make_account(Role.FILER, tree.township, name="安一鸣")
    by_post = make_plain_account("唐心怡")
    make_tenure(by_post.person, make_post(tree.union))
    make_account(Role.FILER, tree.other_county, name="龙一舟")
    make_plain_account("田晓岚")
    make_grant(Role.FILER, tree.county, account=make_job())

    found = accounts_where(looking, Permission.ACCOUNT_MANAGE)

    assert list(found) == [by_grant, looking, by_post]
    assert list(accounts_where(by_grant, Permission.ACCOUNT_MANAGE)) == []


def test_policy_is_what_the_pages_ask():
    assert policy() == MAY


def test_who_sits_at_an_organisation_by_post_by_account_or_for_somebody_away(
    django_assert_num_queries,
):
    tree = make_tree()
    post = make_post(tree.county, "统计干事")
    grant = make_grant(Role.FILER, tree.county, post=post)
    holder, former, closed = (make_plain_account(name) for name in ("田晓岚", "任小禾", "龚德才"))
    make_tenure(holder.person, post)
    make_tenure(former.person, post, until_on=LONG_AGO)
    make_tenure(closed.person, post)
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    deputy = make_plain_account("唐心怡")
    delegate([grant], to=deputy, days=(TODAY, TODAY), by=holder, at=IN_JULY)
    direct = make_account(Role.FILER, tree.other_county)
    make_account(Role.FILER, tree.city)
    make_account(Role.LEADER, tree.county)
    asked = [tree.county.pk, tree.other_county.pk, tree.township.pk]

    with django_assert_num_queries(3):
        found = seated_at(asked, FILE, on=TODAY)

    assert found == {
        tree.county.pk: {holder.pk, deputy.pk},
        tree.other_county.pk: {direct.pk},
        tree.township.pk: set(),
    }
    accounts = [holder.pk, deputy.pk, direct.pk, former.pk]
    with django_assert_num_queries(3):
        assert seats_of(accounts, FILE, on=TODAY) == {
            holder.pk: {tree.county.pk},
            deputy.pk: {tree.county.pk},
            direct.pk: {tree.other_county.pk},
        }
