from dataclasses import replace
from datetime import timedelta

import pytest

from gonghui.access.actions.grant import (
    Giving,
    end_role,
    foreseen,
    give,
    give_or_propose,
    grant_to_account,
    grant_to_post,
)
from gonghui.access.actions.proposal import confirm
from gonghui.access.checks import can, organisations_where, roles_held
from gonghui.access.models import Grant, Proposal
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.rights import Difference, Reach, clashes
from gonghui.access.roles import MAY
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation
from tests.factories.access import make_account, make_grant
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def recorded():
    return list(Entry.objects.values_list("verb", "organisation_id", "facts"))


def told() -> dict:
    return {"by": make_job(), "at": IN_JULY}


def refused(giving: Giving, **more) -> RuleBroken:
    before = list(Grant.objects.values_list()), Entry.objects.count()
    with pytest.raises(RuleBroken) as refusal:
        give(giving, **(told() | more))
    assert (list(Grant.objects.values_list()), Entry.objects.count()) == before
    return refusal.value


def test_grant_to_post_gives_the_role_to_whoever_holds_it():
    post = make_post(title="统计干事")

    grant_to_post(Role.FILER, post.organisation, post, on=TODAY, **told())

    grant = Grant.objects.get()
    assert (grant.role, grant.organisation, grant.post, grant.account, grant.from_on) == (
        "filer",
        post.organisation,
        post,
        None,
        TODAY,
    )
    assert recorded() == [("grant.given", post.organisation_id, {"post": str(post)})]
    assert str(grant) == f"filer @ {post.organisation.name}"


def test_grant_to_account_gives_the_role_to_one_person():
    account, organisation = make_plain_account(), make_organisation()

    grant_to_account(Role.LEADER, organisation, account, on=TODAY, **told())

    grant = Grant.objects.get()
    assert (grant.role, grant.organisation, grant.post, grant.account) == (
        "leader",
        organisation,
        None,
        account,
    )
    assert recorded() == [("grant.given", organisation.pk, {})]


def test_a_role_can_be_given_until_a_day():
    account, organisation = make_plain_account(), make_organisation()

    give(Giving(Role.LEADER, organisation, account, TODAY, TODAY + DAY), **told())

    assert can(account, Permission.REPORT_SIGN_OFF, organisation, on=TODAY + DAY)
    assert not can(account, Permission.REPORT_SIGN_OFF, organisation, on=TODAY + 2 * DAY)


def test_what_makes_no_sense_is_refused_and_nothing_is_given():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    post = make_post(tree.county, "干事")
    wish = Giving(Role.FILER, tree.township, account, TODAY)
    gone = make_organisation()
    Organisation.objects.filter(pk=gone.pk).update(ended_on=LONG_AGO)
    gone.refresh_from_db()
    ended_post = make_post(tree.county, "原职务")
    ended_post.ended_on = LONG_AGO
    closed = make_plain_account("龙一舟", username="closed")
    closed.is_active = False

    reversed_days = refused(replace(wish, until_on=TODAY - DAY))
    assert (reversed_days.code, reversed_days.facts) == (
        "grant.ends_before_it_begins",
        {"since": TODAY, "until": TODAY - DAY},
    )
    assert refused(replace(wish, organisation=tree.county)).code == "grant.held_already"
    assert refused(replace(wish, organisation=gone)).code == "grant.organisation_ended"
    assert refused(replace(wish, to=make_post(gone))).code == "grant.post_ended"
    assert refused(replace(wish, to=ended_post)).code == "grant.post_ended"
    assert refused(replace(wish, to=closed)).code == "grant.account_closed"
    assert give(replace(wish, to=post), **told()).post == post


def test_the_same_role_may_be_given_again_after_it_ended():
    tree = make_tree()
    account = make_plain_account()
    make_grant(Role.FILER, tree.county, account=account, until_on=TODAY - DAY)

    give(Giving(Role.FILER, tree.county, account, TODAY), **told())

    assert Grant.objects.count() == 2


def test_nobody_gives_a_role_to_themselves():
    tree = make_tree()
    giver = make_account(Role.SECURITY_ADMINISTRATOR, tree.city)
    own, later = make_post(tree.city, "干事"), make_post(tree.city, "主任")
    make_tenure(giver.person, own)
    make_tenure(giver.person, later, from_on=TODAY + 9 * DAY)
    second = make_plain_account("同一人", username="second")
    second.person = giver.person
    second.save()

    for to in (giver, second, own, later):
        wish = Giving(Role.LEADER, tree.county, to, TODAY)
        assert refused(wish, by=giver).code == "grant.to_oneself"


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_no_account_is_two_of_the_three_administrators(first, second):
    account = make_account(first, make_organisation(), name="任小禾")
    wish = Giving(second, make_organisation(), account, TODAY)
    if first == second:
        give(wish, **told())
        return

    refusal = refused(wish)

    assert (refusal.code, refusal.facts) == ("grant.administrators_apart", {"who": "任小禾"})


@pytest.mark.parametrize(
    "way", ["by another account", "by a post", "to a post held", "to one post both"]
)
def test_no_person_is_two_of_them_by_whatever_way(way):
    tree = make_tree()
    account = make_account(Role.AUDIT_ADMINISTRATOR, tree.city, name="任小禾")
    post = make_post(tree.city, "安全员")
    to = post
    if way == "by another account":
        to = make_plain_account(username="second")
        to.person = account.person
        to.save()
    if way == "by a post":
        Grant.objects.all().delete()
        make_grant(Role.AUDIT_ADMINISTRATOR, tree.city, post=post)
        make_tenure(account.person, post, from_on=TODAY + 5 * DAY)
        to = account
    if way == "to a post held":
        make_tenure(account.person, post)
    if way == "to one post both":
        make_grant(Role.AUDIT_ADMINISTRATOR, tree.city, post=post)

    refusal = refused(Giving(Role.SECURITY_ADMINISTRATOR, tree.county, to, TODAY))

    assert refusal.code == "grant.administrators_apart"


def test_who_comes_to_be_two_of_them_by_a_new_post_is_none_of_them():
    tree = make_tree()
    account = make_account(Role.AUDIT_ADMINISTRATOR, tree.city, name="任小禾")
    make_grant(Role.FILER, tree.county, account=account)
    post = make_post(tree.city, "安全员")
    make_grant(Role.SECURITY_ADMINISTRATOR, tree.city, post=post)
    make_tenure(account.person, post, from_on=TODAY, until_on=TODAY + DAY)
    everywhere = Organisation.objects.all()

    assert can(account, Permission.AUDIT_VIEW, tree.city, on=TODAY - DAY)
    assert clashes(everywhere, on=TODAY - DAY) == []
    for permission in (Permission.AUDIT_VIEW, Permission.GRANT_MANAGE):
        assert not can(account, permission, tree.city, on=TODAY)
        assert not organisations_where(account, permission, on=TODAY).exists()
    assert {one.role for one in roles_held(account, on=TODAY)} == {Role.FILER}
    assert [(one.name, set(one.roles)) for one in clashes(everywhere, on=TODAY)] == [
        ("任小禾", {Role.AUDIT_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
    ]
    assert can(account, Permission.AUDIT_VIEW, tree.city, on=TODAY + 2 * DAY)


def test_an_administrator_may_hold_other_roles_too():
    account = make_account(Role.SYSTEM_ADMINISTRATOR, make_organisation())

    grant_to_account(Role.FILER, make_organisation(), account, on=TODAY, **told())

    assert Grant.objects.filter(account=account).count() == 2


def test_the_difference_is_what_happens():
    tree = make_tree()
    post = make_post(tree.county, "干事")
    make_grant(Role.FILER, tree.county, post=post)
    holder, other = make_plain_account("安一鸣"), make_plain_account("唐心怡")
    for account in (holder, other):
        make_tenure(account.person, post)
    make_grant(Role.REVIEWER, tree.city, account=other)
    wish = Giving(Role.REVIEWER, tree.county, post, TODAY)
    new = [one for one in Permission if one in MAY[Role.REVIEWER] - MAY[Role.FILER]]

    found = foreseen(lambda: give(wish, **told()), post, on=TODAY)

    assert found.differences == [
        Difference(holder, [Reach(tree.county, 5, new)], []),
        Difference(other, [], []),  # held from further above already
    ]
    assert (Grant.objects.filter(role="reviewer").count(), Entry.objects.count()) == (1, 0)
    grant = give(wish, **told())
    ending = foreseen(lambda: end_role(grant, on=TODAY - DAY, **told()), post, on=TODAY)
    assert ending.differences == [
        Difference(holder, [], [Reach(tree.county, 5, new)]),
        Difference(other, [], []),
    ]


def test_a_role_ends_on_its_last_day():
    tree = make_tree()
    account = make_account(Role.FILER, tree.county)
    grant = Grant.objects.get()

    end_role(grant, on=TODAY, **told())

    assert can(account, Permission.SHEET_FILE, tree.union, on=TODAY)
    assert not can(account, Permission.SHEET_FILE, tree.union, on=TODAY + DAY)
    assert recorded() == [
        ("grant.ended", tree.county.pk, {"until": TODAY.isoformat(), "to": account.username})
    ]


def test_a_role_that_would_never_have_held_is_taken_back():
    tree = make_tree()
    grant = make_grant(Role.FILER, tree.county, from_on=TODAY)
    key = grant.pk

    end_role(grant, on=TODAY - DAY, **told())

    assert not Grant.objects.exists()
    assert Entry.objects.get().verb == "grant.taken_back"
    assert Entry.objects.get().subject_id == key


@pytest.mark.parametrize(
    ("from_on", "until_on", "on", "code"),
    [
        pytest.param(LONG_AGO, None, TODAY - 2 * DAY, "grant.ends_in_the_past", id="long past"),
        pytest.param(
            TODAY - DAY, None, TODAY - 2 * DAY, "grant.ends_before_it_begins", id="has held"
        ),
        pytest.param(LONG_AGO, TODAY, TODAY, "grant.ended_already", id="ends then anyhow"),
    ],
)
def test_what_was_is_not_rewritten(from_on, until_on, on, code):
    grant = make_grant(Role.FILER, make_organisation(), from_on=from_on, until_on=until_on)

    with pytest.raises(RuleBroken, match=code):
        end_role(grant, on=on, **told())

    grant.refresh_from_db()
    assert grant.until_on == until_on


def test_nobody_ends_a_role_of_their_own():
    tree = make_tree()
    account = make_account(Role.SECURITY_ADMINISTRATOR, tree.city)

    with pytest.raises(RuleBroken, match=r"grant\.own"):
        end_role(Grant.objects.get(), on=TODAY, by=account, at=IN_JULY)


def test_an_administrators_role_and_one_over_a_whole_tree_take_two():
    tree = make_tree()
    first = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才")
    second = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")
    to = make_plain_account("唐心怡")

    alone = give_or_propose(Giving(Role.REVIEWER, tree.county, to, TODAY), by=first, at=IN_JULY)
    whole = give_or_propose(Giving(Role.REVIEWER, tree.city, to, TODAY), by=first, at=IN_JULY)
    high = give_or_propose(
        Giving(Role.AUDIT_ADMINISTRATOR, tree.county, to, TODAY, TODAY + DAY),
        by=first,
        at=IN_JULY,
    )

    assert isinstance(alone, Grant)
    assert isinstance(whole, Proposal)
    assert isinstance(high, Proposal)
    assert {one.role for one in roles_held(to, on=TODAY)} == {Role.REVIEWER}
    assert not can(to, Permission.SHEET_REVIEW, tree.city, on=TODAY)

    confirm(high, by=second, at=IN_JULY)
    confirm(whole, by=second, at=IN_JULY)

    assert can(to, Permission.SHEET_REVIEW, tree.city, on=TODAY)
    assert can(to, Permission.AUDIT_VIEW, tree.county, on=TODAY + DAY)
    assert not can(to, Permission.AUDIT_VIEW, tree.county, on=TODAY + 2 * DAY)
    assert [(one.actor_name, one.verb) for one in Entry.objects.all()] == [
        ("龚德才", "grant.given"),
        ("龚德才", "proposal.made"),
        ("龚德才", "proposal.made"),
        ("安一鸣", "grant.given"),
        ("安一鸣", "proposal.confirmed"),
        ("安一鸣", "grant.given"),
        ("安一鸣", "proposal.confirmed"),
    ]


def test_what_would_be_refused_is_not_even_proposed():
    tree = make_tree()
    first = make_account(Role.SECURITY_ADMINISTRATOR, tree.city)
    to = make_account(Role.SYSTEM_ADMINISTRATOR, tree.city)
    wish = Giving(Role.AUDIT_ADMINISTRATOR, tree.city, to, TODAY)

    with pytest.raises(RuleBroken, match="administrators_apart"):
        give_or_propose(wish, by=first, at=IN_JULY)

    assert not Proposal.objects.exists()


def test_a_post_nobody_holds_makes_no_difference_yet():
    post = make_post()
    make_tenure(make_person(), post)  # without an account

    found = foreseen(
        lambda: give(Giving(Role.FILER, post.organisation, post, TODAY), **told()), post, on=TODAY
    )

    assert (found.differences, found.rest) == ([], 0)
