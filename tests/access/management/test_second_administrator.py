"""``gonghui second_administrator``: one security administrator becomes two, never more."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.access.checks import can
from gonghui.access.permissions import Permission, Role
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account, Person
from tests.factories.access import make_account
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


def second(**options) -> str:
    out = StringIO()
    call_command("second_administrator", stdout=out, **{"name": "安一鸣", **options})
    return out.getvalue()


def test_a_site_with_one_gets_its_second():
    call_command(
        "office",
        "open",
        place="碧江区",
        system="麻建英",
        security="龚德才",
        audit="任小禾",
        stdout=StringIO(),
    )

    told = json.loads(second(json=True, site="https://gh.example"))

    account = Account.objects.get(username=told["username"])
    assert (account.username, account.person.name) == ("security-administrator-2", "安一鸣")
    assert can(account, Permission.GRANT_MANAGE, Organisation.objects.get())
    assert told["link"].startswith("https://gh.example/sign-in/link/")


def test_a_third_is_made_by_the_two():
    tree = make_tree()
    for name in ("龚德才", "麻建英"):
        make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name=name)

    with pytest.raises(CommandError, match="已有两位安全管理员"):
        second()

    assert not Person.objects.filter(name="安一鸣").exists()


def test_one_further_down_is_not_the_second():
    tree = make_tree()
    make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才")
    make_account(Role.SECURITY_ADMINISTRATOR, tree.county, name="麻建英")

    assert "security-administrator-2" in second()


def test_a_site_that_is_not_opened_has_none():
    with pytest.raises(CommandError, match="还没有安全管理员"):
        second()
