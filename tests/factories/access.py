"""Accounts that may do something somewhere."""

from datetime import date
from time import time

from django.test import Client

from gonghui.access.models import Grant
from gonghui.access.permissions import Role
from gonghui.organisations.models import Organisation, Post
from gonghui.people.models import Account
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import make_organisation
from tests.factories.people import make_plain_account


def make_grant(
    role: Role = Role.FILER,
    at: Organisation | None = None,
    *,
    account: Account | None = None,
    post: Post | None = None,
    from_on: date = LONG_AGO,
    until_on: date | None = None,
) -> Grant:
    """A role over ``at`` and all below; to the post when one is given, else to the account."""
    if post is None and account is None:
        account = make_plain_account()
    return Grant.objects.create(
        role=role.value,
        organisation=at or make_organisation(),
        post=post,
        account=account,
        from_on=from_on,
        until_on=until_on,
    )


def make_account(
    role: Role | None = None,
    at: Organisation | None = None,
    *,
    name: str = "麻青松",
    username: str | None = None,
    password: str | None = None,
) -> Account:
    """A person's account with one role over ``at`` and all below; without a role it may do nothing."""
    account = make_plain_account(name, username=username, password=password)
    if role is not None:
        make_grant(role, at, account=account)
    return account


def prove(client: Client) -> None:
    """Who is signed in with this client gave their password just now (see ``step_up``)."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
