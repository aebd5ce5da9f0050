from datetime import timedelta

import pytest

from gonghui.access.actions.proposal import (
    OPEN_FOR,
    Proposed,
    carries_out,
    confirm,
    propose,
    refuse,
)
from gonghui.access.models import Grant, Proposal
from gonghui.access.permissions import Permission, Role
from gonghui.access.queries import open_proposals, proposals_where
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
MANAGE = Permission.GRANT_MANAGE


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def first(tree):
    return make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才")


@pytest.fixture
def second(tree):
    return make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")


@pytest.fixture
def done():
    """What was carried out: a kind of act that only these tests know."""
    found = []
    carries_out("tests.note", lambda proposal, by, at: found.append((proposal.facts, by)))
    return found


def proposed(organisation, label="记一笔") -> Proposed:
    return Proposed("tests.note", MANAGE, organisation, label, {"note": 7})


def verbs():
    return list(Entry.objects.values_list("actor_name", "verb"))


def test_it_is_done_when_a_second_person_confirms(tree, first, second, done):
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)
    assert done == []
    assert proposal.until_at - proposal.at == timedelta(days=7)

    confirm(proposal, by=second, at=IN_JULY)

    proposal.refresh_from_db()
    assert done == [({"note": 7}, second)]
    assert (proposal.state, proposal.decided_by, proposal.decided_at) == (
        "confirmed",
        second,
        IN_JULY,
    )
    assert verbs() == [("龚德才", "proposal.made"), ("安一鸣", "proposal.confirmed")]


def test_nobody_is_two_persons(tree, first, done):
    again = make_plain_account(username="again")
    again.person = first.person
    again.save()
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)

    for by in (first, again):
        with pytest.raises(RuleBroken, match=r"proposal\.same_person"):
            confirm(proposal, by=by, at=IN_JULY)

    assert done == []
    assert Proposal.objects.get().state == "open"


def test_it_lapses_after_seven_days(tree, first, second, done):
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)

    with pytest.raises(RuleBroken, match=r"proposal\.lapsed"):
        confirm(proposal, by=second, at=IN_JULY + OPEN_FOR)

    assert done == []
    assert list(open_proposals(second, MANAGE, at=IN_JULY)) == [proposal]
    assert list(open_proposals(second, MANAGE, at=IN_JULY + OPEN_FOR)) == []
    again = propose(proposed(tree.city), by=first, at=IN_JULY + OPEN_FOR)
    confirm(again, by=second, at=IN_JULY + OPEN_FOR)
    assert len(done) == 1


def test_it_is_decided_once(tree, first, second, done):
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)
    refuse(proposal, by=second, at=IN_JULY)

    for decide in (confirm, refuse):
        with pytest.raises(RuleBroken, match=r"proposal\.decided"):
            decide(proposal, by=second, at=IN_JULY)

    assert done == []
    assert verbs()[-1] == ("安一鸣", "proposal.refused")


def test_who_proposed_it_can_take_it_back(tree, first, done):
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)

    refuse(proposal, by=first, at=IN_JULY)

    assert Proposal.objects.get().state == "withdrawn"
    assert verbs()[-1] == ("龚德才", "proposal.withdrawn")


def test_who_lost_the_right_meanwhile_proposes_nothing(tree, first, second, done):
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)
    Grant.objects.filter(account=first).delete()

    with pytest.raises(RuleBroken, match=r"proposal\.proposer_left"):
        confirm(proposal, by=second, at=IN_JULY)

    assert done == []


def test_the_same_is_not_proposed_twice(tree, first, second, done):
    propose(proposed(tree.city), by=first, at=IN_JULY)

    with pytest.raises(RuleBroken, match=r"proposal\.made_already"):
        propose(proposed(tree.city), by=second, at=IN_JULY)

    propose(proposed(tree.city, "另一笔"), by=second, at=IN_JULY)
    assert Proposal.objects.count() == 2


def test_proposals_are_seen_where_the_permission_is_held(tree, first, done):
    elsewhere = make_account(Role.SECURITY_ADMINISTRATOR, make_organisation(), name="田晓岚")
    filer = make_account(Role.FILER, tree.city, name="石小满")
    proposal = propose(proposed(tree.city), by=first, at=IN_JULY)

    assert list(proposals_where(first, MANAGE)) == [proposal]
    assert list(proposals_where(elsewhere, MANAGE)) == []
    assert list(proposals_where(filer, MANAGE)) == []
    assert str(proposal) == "记一笔"
