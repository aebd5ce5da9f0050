from datetime import timedelta

import pytest

from gonghui.access.actions.delegation import LONGEST_DAYS, delegate, end_delegations
from gonghui.access.checks import can, choices, organisations_where, roles_held, seats, within
from gonghui.access.models import Delegation, Grant
from gonghui.access.permissions import Permission, Role
from gonghui.access.queries import delegations_of, lendable, why
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Tenure
from tests.factories.access import make_account, make_grant
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FILE = Permission.SHEET_FILE


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def giver(tree):
    account = make_plain_account("张一帆")
    post = make_post(tree.county, "统计干事")
    make_grant(Role.FILER, tree.county, post=post)
    make_tenure(account.person, post)
    return account


@pytest.fixture
def colleague(tree):
    account = make_plain_account("安一鸣")
    post = make_post(tree.county, "组织干事", precedence=90)
    make_grant(Role.REVIEWER, tree.county, post=post)
    make_tenure(account.person, post)
    return account


def lend(giver, colleague, *, days=(TODAY, TODAY + 9 * DAY), grants=None) -> list[Delegation]:
    grants = list(lendable(giver, on=TODAY)) if grants is None else grants
    return delegate(grants, to=colleague, days=days, by=giver, at=IN_JULY)


def test_a_colleague_acts_for_who_is_away(tree, giver, colleague):
    lend(giver, colleague)

    assert not can(colleague, FILE, tree.union, on=TODAY - DAY)
    assert can(colleague, FILE, tree.union, on=TODAY)
    assert can(colleague, FILE, tree.union, on=TODAY + 9 * DAY)
    assert not can(colleague, FILE, tree.union, on=TODAY + 10 * DAY)
    assert can(giver, FILE, tree.union, on=TODAY)
    assert seats(colleague, FILE, on=TODAY) == [tree.county]
    assert organisations_where(colleague, FILE, on=TODAY).count() == 5
    assert list(Entry.objects.values_list("actor_name", "verb", "facts")) == [
        ("张一帆", "delegation.given", {"to": "安一鸣"})
    ]
    assert list(delegations_of(giver)) == list(delegations_of(colleague))


def test_acting_for_somebody_is_a_capacity_of_its_own(tree, giver, colleague):
    lend(giver, colleague)
    held = roles_held(colleague, on=TODAY)

    own, lent = choices(held)

    assert (own.title, own.name) == ("江口县总工会组织干事", "")
    assert (lent.title, lent.name) == ("江口县总工会统计干事（受张一帆委托）", "张一帆")
    assert [one.role for one in within(held, own)] == [Role.REVIEWER]
    assert [one.role for one in within(held, lent)] == [Role.FILER]
    assert [one.until_on for one in within(held, lent)] == [TODAY + 9 * DAY]
    colleague.acting_post, colleague.acting_for = own.post, own.giver
    assert not can(colleague, FILE, tree.county, on=TODAY)
    colleague.acting_post, colleague.acting_for = lent.post, lent.giver
    assert can(colleague, FILE, tree.county, on=TODAY)
    assert not can(colleague, Permission.SHEET_REVIEW, tree.county, on=TODAY)


def test_the_explainer_says_for_whom(tree, giver, colleague):
    lend(giver, colleague)

    [reason] = why(colleague, FILE, tree.union, on=TODAY).because

    assert reason.capacity.name == "张一帆"


@pytest.mark.parametrize("lost", ["grant", "post", "account", "ended"])
def test_it_ends_with_what_it_rests_on(tree, giver, colleague, lost):
    [delegation] = lend(giver, colleague)
    if lost == "grant":
        Grant.objects.filter(role="filer").update(until_on=TODAY)
    if lost == "post":
        Tenure.objects.filter(person=giver.person).update(until_on=TODAY)
    if lost == "account":
        giver.is_active = False
        giver.save()
    if lost == "ended":
        end_delegations([delegation], by=colleague, at=IN_JULY)

    assert not can(colleague, FILE, tree.county, on=TODAY + DAY)
    assert [one.role for one in roles_held(colleague, on=TODAY + DAY)] == [Role.REVIEWER]


def test_what_is_lent_cannot_be_lent_on(tree, giver, colleague):
    lend(giver, colleague)
    third = make_plain_account("唐心怡")
    filer = Grant.objects.get(role="filer")

    assert [one.role for one in lendable(colleague, on=TODAY)] == ["reviewer"]
    with pytest.raises(RuleBroken, match=r"delegation\.not_own"):
        lend(colleague, third, grants=[filer])

    assert Delegation.objects.count() == 1


def test_roles_given_to_the_account_itself_are_not_lent(tree, colleague):
    leader = make_account(Role.LEADER, tree.city, name="田晓岚")

    assert not lendable(leader, on=TODAY).exists()
    with pytest.raises(RuleBroken, match=r"delegation\.not_own"):
        lend(leader, colleague, grants=[Grant.objects.get(account=leader)])


def test_administrators_are_never_lent(tree, giver, colleague):
    post = Tenure.objects.get(person=giver.person).post
    audit = make_grant(Role.AUDIT_ADMINISTRATOR, tree.city, post=post)

    assert audit not in lendable(giver, on=TODAY)
    with pytest.raises(RuleBroken, match=r"delegation\.administrator"):
        lend(giver, colleague, grants=[audit])

    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("days", "code"),
    [
        pytest.param((TODAY, TODAY - DAY), "delegation.days_wrong", id="backwards"),
        pytest.param((TODAY - DAY, TODAY), "delegation.past", id="begins in the past"),
        pytest.param(
            (TODAY, TODAY + LONGEST_DAYS * DAY), "delegation.too_long", id="one day too long"
        ),
    ],
)
def test_days_that_are_refused(giver, colleague, days, code):
    with pytest.raises(RuleBroken, match=code):
        lend(giver, colleague, days=days)

    assert not Delegation.objects.exists()


def test_ninety_days_are_allowed(giver, colleague):
    [made] = lend(giver, colleague, days=(TODAY, TODAY + (LONGEST_DAYS - 1) * DAY))

    assert (made.until_on - made.from_on).days == 89
    assert str(made) == f"{made.grant} → {colleague.username}"


def test_to_whom_it_cannot_be_lent(tree, giver, colleague):
    second = make_plain_account(username="second")
    second.person = giver.person
    second.save()
    closed = make_plain_account("石小满")
    closed.is_active = False
    beside = make_plain_account("唐心怡")
    make_tenure(beside.person, Tenure.objects.get(person=giver.person).post)
    lend(giver, colleague)

    for to, code in (
        (giver, "to_oneself"),
        (second, "to_oneself"),
        (closed, "account_closed"),
        (beside, "held_already"),
        (colleague, "lent_already"),
    ):
        with pytest.raises(RuleBroken, match=rf"delegation\.{code}"):
            lend(giver, to)
    with pytest.raises(RuleBroken, match=r"delegation\.nothing"):
        lend(giver, colleague, grants=[])

    assert Delegation.objects.count() == 1


def test_it_ends_early_once(giver, colleague):
    lent = lend(giver, colleague)

    end_delegations(lent, by=giver, at=IN_JULY)
    with pytest.raises(RuleBroken, match=r"delegation\.ended_already"):
        end_delegations(lent, by=giver, at=IN_JULY)

    assert Delegation.objects.get().ended_at == IN_JULY
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "delegation.given",
        "delegation.ended",
    ]


def test_roles_are_read_in_as_many_queries_however_many(
    tree, giver, colleague, django_assert_num_queries
):
    with django_assert_num_queries(1):
        roles_held(colleague, on=TODAY)
    for role in (Role.ISSUER, Role.LEADER, Role.ORGANISER):
        make_grant(role, tree.county, post=Tenure.objects.get(person=giver.person).post)
    lend(giver, colleague)

    with django_assert_num_queries(2):
        assert len(roles_held(colleague, on=TODAY)) == 5
