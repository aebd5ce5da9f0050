"""A lost second factor: one removes it, of an administrator two."""

import pytest
from allauth.mfa.models import Authenticator

from gonghui.access.actions.lost_factor import LOST, remove_or_propose
from gonghui.access.actions.proposal import confirm
from gonghui.access.models import Proposal
from gonghui.access.permissions import ADMINISTRATORS, Role
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def system(tree):
    return make_account(Role.SYSTEM_ADMINISTRATOR, tree.city, name="龚德才")


@pytest.fixture
def security(tree):
    return make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")


def guarded(role, at, name="任小禾"):
    account = make_account(role, at, name=name)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    return account


def verbs():
    return list(Entry.objects.values_list("actor_name", "verb"))


def test_of_anybody_else_one_removes_it(tree, system):
    account = guarded(Role.FILER, tree.county)

    waits = remove_or_propose(account, "本人到场", by=system, at=IN_JULY)

    assert (waits, Authenticator.objects.exists()) == (None, False)
    assert verbs() == [("龚德才", "second_factor.removed")]


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_of_an_administrator_it_takes_two(tree, system, security, role):
    account = guarded(role, tree.county)

    waits = remove_or_propose(account, " 本人到场 ", by=system, at=IN_JULY)
    still_there = Authenticator.objects.exists()
    confirm(waits, by=security, at=IN_JULY)

    assert (still_there, Authenticator.objects.exists()) == (True, False)
    assert verbs() == [
        ("龚德才", "proposal.made"),
        ("安一鸣", "second_factor.removed"),
        ("安一鸣", "proposal.confirmed"),
    ]
    assert Entry.objects.get(verb="second_factor.removed").facts == {"proof": "本人到场"}


def test_nobody_does_it_for_themselves(tree, system, security):
    own = guarded(Role.SECURITY_ADMINISTRATOR, tree.city)
    again = make_plain_account()
    again.person = own.person
    again.save()
    waits = remove_or_propose(own, "本人到场", by=system, at=IN_JULY)

    codes = []
    for act in (
        lambda: confirm(waits, by=again, at=IN_JULY),
        lambda: confirm(waits, by=system, at=IN_JULY),
        lambda: remove_or_propose(own, "本人", by=again, at=IN_JULY),
    ):
        with pytest.raises(RuleBroken) as refusal:
            act()
        codes.append(refusal.value.code)

    assert codes == ["lost_factor.own", "proposal.same_person", "lost_factor.own"]
    assert (Authenticator.objects.exists(), Proposal.objects.get().state) == (True, "open")


def test_what_would_be_refused_is_not_proposed(tree, system):
    account = make_account(Role.AUDIT_ADMINISTRATOR, tree.city)

    with pytest.raises(RuleBroken) as refusal:
        remove_or_propose(account, "本人到场", by=system, at=IN_JULY)

    assert (refusal.value.code, Proposal.objects.filter(kind=LOST).exists()) == (
        "second_factor.none",
        False,
    )
