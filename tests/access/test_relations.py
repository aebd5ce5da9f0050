"""Every record asked for by those below, beside and above whose it is, in every role that might.

What a role may not at all, and what is another city's, stands in ``test_every_view.py``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from gonghui.access.permissions import Role
from gonghui.access.roles import MAY
from gonghui.people.models import Account
from tests.access.test_canaries import branch, part
from tests.access.test_every_view import OF_A_KIND, OURS, PICTURES, THERE, everything_kept, take
from tests.access.world import Route, World, make_holder, make_world
from tests.factories.access import prove
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.once
GONE = {404, 405}
OF_A_RECORD = [route for route in OURS if route.takes and route.name not in OF_A_KIND | PICTURES]


@dataclass(frozen=True)
class Family:
    """One of everything of a city, of a county below it, and of the county beside that."""

    city: World
    county: World
    sibling: World


@pytest.fixture(scope="module")
def family(django_db_setup, django_db_blocker) -> Iterator[Family]:
    """One for all: nobody changes anything for good."""
    with django_db_blocker.unblock(), transaction.atomic():
        whole = make_tree()
        made = Family(
            make_world(whole),
            make_world(part(whole.county, whole.townships, whole.grassroots)),
            make_world(branch(whole.other_county)),
        )
        for role in Role:
            make_holder(role, whole.city)
            make_holder(role, whole.county)
        yield made
        transaction.set_rollback(True)


def holder(role: Role, world: World) -> Account:
    return Account.objects.get(username=f"{role.value}-{world.tree.city.pk}")


def asked_by(role: Role) -> list[Route]:
    return [route for route in OF_A_RECORD if route.view.requires in MAY[role]]


# An upper office looks on; these are for whoever sits there, each for a reason.
SEATED = {
    "cascade:directive-amend": "who issued it amends it",
    "cascade:draft": "nobody outside the office sees a draft",
    "cascade:draft-edit": "the same",
    "cascade:extension": "whoever it is answered to decides",
    "cascade:extension-ask": "who was asked asks for more time",
    "cascade:relay": "who was asked hands it on",
    "directory:grant-proposal": "takes two of that office",
    "documents:import-corrected": "there is no such file of this one",
    "documents:paper-edit": "papers are written, signed and numbered at their office",
    "documents:paper-issue": "the same",
    "documents:paper-register": "the same",
    "documents:paper-void": "the same",
    "returns:relay": "who was asked hands it on",
    "returns:sheet-check": "an upper office never files for a lower one",
}
# A round and a task of a superior are seen by whom they ask: as far as their own part goes.
SHARED = {
    "plans:task",
    "returns:league",
    "returns:missing",
    "returns:round",
    "returns:sheets-accept",
    "returns:waiting",
}


@pytest.mark.parametrize("role", sorted(Role))
def test_what_is_above_or_beside_is_not_there(role, family, client, db):
    client.force_login(holder(role, family.county))
    prove(client)
    before, wrong = everything_kept(), {}

    for whose in (family.city, family.sibling):
        for route in asked_by(role):
            address = whose.address(route)
            looked, sent = client.get(address), client.post(address, {"reason": "…"})
            take(looked)
            shared = whose is family.city and route.name in SHARED
            if not shared and {looked.status_code, sent.status_code} - GONE:
                wrong[route.name] = (looked.status_code, sent.status_code)

    assert wrong == {}
    assert everything_kept() == before


@pytest.mark.parametrize("role", sorted(Role))
def test_what_is_below_is_there_but_for_what_is_their_own(role, family, client, db):
    client.force_login(holder(role, family.city))
    prove(client)
    wrong = {}

    for route in asked_by(role):
        answer = client.get(family.county.address(route))
        take(answer)
        expected = GONE if route.name in SEATED else THERE
        if answer.status_code not in expected:
            wrong[route.name] = answer.status_code

    assert wrong == {}
