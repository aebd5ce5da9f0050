"""Every address: who it is for, what others get, that looking changes nothing."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client

from gonghui.access.checks import allowed_to, roles_held
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.roles import MAY
from gonghui.access.web import is_declared
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Account
from tests.access.world import Route, World, make_holder, make_world, routes
from tests.factories.access import make_grant, prove
from tests.factories.organisations import make_organisation
from tests.foundation.test_headers import check_headers

ROUTES = routes()
OURS = [route for route in ROUTES if not (route.is_public or route.is_own)]
# Pictures and published bulletins are public but of one record, which their own tests make.
OF_A_RECORD = {"bulletins:bulletin", "bulletins:picture"}
# What stands in the address is a period or a kind of workbook: nobody's record.
OF_A_KIND = {
    "desk:half-year",
    "documents:import-new",
    "documents:import-template",
    "documents:paper-begin",
    "documents:paper-template-edit",
}
PICTURES = {"bulletins:draft-picture", "bulletins:picture-remove"}
# A page that may be looked at is shown, leads on, or takes only what is sent to it.
THERE = {200, 302, 405}


@pytest.fixture
def world(db) -> World:
    return make_world()


def pages(found: list[Route], *, without: set[str] = PICTURES) -> Iterator[Route]:
    return (route for route in found if route.name not in without)


def take(answer) -> None:
    """A file stays open until somebody has it; closing it by hand would close PostgreSQL's door."""
    if answer.streaming:
        b"".join(answer.streaming_content)


def test_every_view_says_who_it_is_for():
    silent = [route.name for route in ROUTES if not is_declared(route.view)]

    assert silent == []


def test_public_views_are_these_and_no_others():
    assert {route.name for route in ROUTES if route.is_public} == {
        "account_inactive",
        "account_login",
        "account_logout",
        "bulletins:bulletin",
        "bulletins:feed",
        "bulletins:picture",
        "bulletins:published",
        "directory:privacy",
        "desk:healthz",
        "desk:readyz",
        "foundation:gallery",
        "foundation:look",
        "foundation:policy-report",
        "foundation:security-contact",
        "mfa_authenticate",
        "set_language",
        "sign-in-link",
        "sign-in-link-open",
    }


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_finds_the_pages_it_may_see_and_no_others(role, world, client):
    client.force_login(make_holder(role, world.tree.city))
    prove(client)
    wrong = {}

    for route in pages(OURS):
        answer = client.get(world.address(route))
        take(answer)
        check_headers(answer)
        status = answer.status_code
        expected = THERE if route.view.requires in MAY[role] else {404}
        if status not in expected:
            wrong[route.name] = (status, route.view.requires)

    assert wrong == {}


@pytest.mark.parametrize("role", sorted(Role))
def test_records_of_another_city_are_not_there(role, world, client):
    elsewhere = make_organisation("遵义市总工会", kind=Kind.CITY)
    client.force_login(make_holder(role, elsewhere))
    prove(client)
    wrong = {}

    for route in pages(OURS):
        answer = client.get(world.address(route))
        take(answer)
        status = answer.status_code
        of_a_record = route.takes and route.name not in OF_A_KIND
        expected = {404, 405} if of_a_record else THERE | {404}
        if status not in expected:
            wrong[route.name] = status

    assert wrong == {}


@pytest.mark.parametrize("role", sorted(Role))
def test_nobody_does_what_their_role_may_not_or_to_what_is_not_theirs(role, world, client):
    elsewhere = make_organisation("遵义市总工会", kind=Kind.CITY)
    here, there = make_holder(role, world.tree.city), make_holder(role, elsewhere)
    before, done = everything_kept(), {}

    for user in (here, there):
        client.force_login(user)
        prove(client)
        for route in pages(OURS):
            forbidden = route.view.requires not in MAY[role]
            if forbidden or (user is there and "pk" in str(route.takes)):
                status = client.post(world.address(route), {"reason": "…"}).status_code
                if status not in ({404} if forbidden else {404, 405}):
                    done[route.name] = status

    assert done == {}
    assert everything_kept() == before


def test_visitors_are_asked_to_sign_in(world, client):
    wrong = {}

    for route in pages([*OURS, *(route for route in ROUTES if route.is_own)]):
        address = world.address(route)
        answer = client.get(address)
        if (answer.status_code, answer.get("Location", "").partition("?")[0]) != (302, "/sign-in/"):
            wrong[route.name] = answer.status_code

    assert wrong == {}


def test_visitors_see_what_is_public(world, client):
    public = [route for route in ROUTES if route.is_public]
    statuses = {
        route.name: client.get(world.address(route)).status_code
        for route in pages(public, without=OF_A_RECORD)
    }

    # who has no link at hand is told that it opens no longer
    assert statuses.pop("sign-in-link-open") == 410
    assert statuses.pop("foundation:security-contact") == 404  # nobody is named here
    assert {name for name, status in statuses.items() if status not in THERE} == set()


def test_nothing_is_done_without_the_token_of_the_form(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(everybody(world)[0])
    statuses = {
        route.name: client.post(world.address(route)).status_code
        for route in pages(ROUTES, without=OF_A_RECORD | PICTURES)
    }

    # browsers send reports by themselves, without a token; they are noted in the log, no more
    assert statuses.pop("foundation:policy-report") == 204
    assert {name for name, status in statuses.items() if status != 403} == set()


def test_looking_changes_nothing(world, client):
    accounts = everybody(world)
    before = everything_kept()

    for account in accounts:
        client.force_login(account)
        prove(client)
        for route in pages(OURS):
            take(client.get(world.address(route)))

    assert everything_kept() == before


def everybody(world: World) -> list[Account]:
    """One account with every role of the work, and the three administrators, who stay apart."""
    account = make_holder(Role.LEADER, world.tree.city)
    for role in set(Role) - ADMINISTRATORS - {Role.LEADER}:
        make_grant(role, world.tree.city, account=account)
    accounts = [account, *(make_holder(role, world.tree.city) for role in sorted(ADMINISTRATORS))]
    may = [allowed_to(roles_held(one)) for one in accounts]
    assert frozenset().union(*may) == set(Permission)
    return accounts


def everything_kept() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all our tables; when somebody was last seen does not count."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("gonghui.") and model._meta.label != "people.Account"
    }
