"""When something that guards is out of order, the answer is no."""

import pytest
from django.db import connection

from gonghui.access.permissions import Role
from gonghui.people.models import Account
from tests.factories.access import make_account, prove
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return make_organisation()


@pytest.fixture
def administrator(client, top):
    account = make_account(Role.SYSTEM_ADMINISTRATOR, top)
    client.force_login(account)
    client.raise_request_exception = False
    prove(client)
    return account


def out_of_order(table: str) -> None:
    """As when a disk lost it; the test's transaction brings it back."""
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_lost"')  # noqa: S608 -- names of ours


def test_what_cannot_be_recorded_is_not_done(client, top, administrator):
    other = make_plain_account("任小禾", username="xiaoren")
    make_tenure(other.person, make_post(top, "干事"))
    out_of_order("audit_head")

    status = client.post(f"/directory/accounts/{other.pk}/close/", {"reason": "调离"}).status_code

    assert (status, Account.objects.get(pk=other.pk).is_active) == (500, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_cannot_be_asked_for_their_roles_may_nothing(client, administrator, method):
    out_of_order("access_delegation")
    address = {"get": "/directory/accounts/", "post": "/directory/accounts/new/"}[method]

    assert getattr(client, method)(address, {"username": "xinren"}).status_code == 500
