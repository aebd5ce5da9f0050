"""``gonghui office open``: an empty site gets its federation and its three administrators."""

import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command

from gonghui.access.checks import roles_held
from gonghui.access.permissions import Role
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account, Person
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db

GOOD = "banzu-peixun-2023"
NAMES = {"system": "麻建英", "security": "龚德才", "audit": "任小禾"}


def office(**options) -> str:
    out = StringIO()
    call_command("office", "open", stdout=out, **{**NAMES, **options})
    return out.getvalue()


def test_the_federation_of_a_place_and_three_administrators_who_can_sign_in(client):
    told = json.loads(office(place="碧江区", json=True))

    top = Organisation.objects.get()
    assert (top.name, top.code, top.kind) == ("碧江区总工会", "520602", "county")
    assert (told["organisation"], told["code"]) == ("碧江区总工会", "520602")
    accounts = Account.objects.filter(is_job=False).order_by("pk")
    assert [(one.username, one.person.name) for one in accounts] == [
        ("system-administrator", "麻建英"),
        ("security-administrator", "龚德才"),
        ("audit-administrator", "任小禾"),
    ]
    assert [[(one.role, one.organisation) for one in roles_held(one)] for one in accounts] == [
        [(Role.SYSTEM_ADMINISTRATOR, top)],
        [(Role.SECURITY_ADMINISTRATOR, top)],
        [(Role.AUDIT_ADMINISTRATOR, top)],
    ]
    assert [one.has_usable_password() for one in accounts] == [False] * 3
    link = urlsplit(told["links"]["system-administrator"])
    opened = client.get(link.path, follow=True)
    client.post(opened.redirect_chain[-1][0], {"password1": GOOD, "password2": GOOD})
    client.post("/sign-in/", {"login": "system-administrator", "password": GOOD})
    assert link.netloc == "127.0.0.1:8000"
    assert get_user(client) == accounts[0]


def test_a_federation_of_no_place_is_named():
    told = office(name="某某集团工会", kind="industrial", code="G1")

    top = Organisation.objects.get()
    assert (top.name, top.code, top.kind) == ("某某集团工会", "G1", "industrial")
    assert "system-administrator" in told
    assert "this once" in told


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param({"audit": "麻建英"}, "三个人", id="one person twice"),
        pytest.param({"place": "无此县"}, "没有叫", id="no such place"),
        pytest.param({"audit": " "}, "请写姓名", id="a name is empty"),
    ],
)
def test_what_cannot_be_opened_leaves_nothing(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        office(**{"place": "铜仁市", **options})

    assert not Organisation.objects.exists()
    assert not Person.objects.exists()


def test_a_site_that_is_not_empty_is_left_alone():
    make_organisation()

    with pytest.raises(CommandError, match="已有单位"):
        office(place="铜仁市")

    assert not Person.objects.exists()
