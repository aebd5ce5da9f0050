"""Giving and ending roles."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from gonghui.access.actions.alert import tell_of_administrator
from gonghui.access.actions.proposal import Proposed, propose
from gonghui.access.checks import overlapping, roles_held
from gonghui.access.models import Grant, Proposal
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.rights import Difference, accounts_of, clash_of, difference
from gonghui.audit.actions import Actor, Deed, record, record_all
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.announcements import Consequence, Reorganisation
from gonghui.organisations.models import Ancestry, Organisation, Post, Tenure
from gonghui.people.models import Account

GIVE = "grant.give"
DAY = timedelta(days=1)
MOST_SHOWN = 20  # accounts of which a difference is worked out; more hold no post at once


@dataclass(frozen=True, slots=True)
class Giving:
    """A role over an organisation and all below it, to a post or to one account.

    Attributes:
        to: A post: whoever holds it has the role. An account: this one alone.
        until_on: The last day; ``None`` when none is set.
    """

    role: Role
    organisation: Organisation
    to: Post | Account
    from_on: date
    until_on: date | None = None

    @property
    def post(self) -> Post | None:
        """The post it is given to; ``None`` for an account."""
        return self.to if isinstance(self.to, Post) else None

    @property
    def account(self) -> Account | None:
        """The account it is given to; ``None`` for a post."""
        return None if isinstance(self.to, Post) else self.to

    def to_facts(self) -> dict[str, object]:
        """The same as plain JSON, for a proposal."""
        return {
            "role": self.role.value,
            "post": self.post.pk if self.post else None,
            "account": self.account.pk if self.account else None,
            "from_on": self.from_on.isoformat(),
            "until_on": self.until_on.isoformat() if self.until_on else None,
        }


@transaction.atomic
def give(giving: Giving, *, by: Actor, at: datetime) -> Grant:
    """Give a role.

    Raises:
        RuleBroken: ``grant.ends_before_it_begins``; ``grant.organisation_ended``;
            ``grant.post_ended``; ``grant.account_closed``; ``grant.to_oneself``;
            ``grant.held_already``; ``grant.administrators_apart``: nobody is two of the three
            administrators, by account, as a person or through a post.
            Source: GB/T 22239-2019, 管理用户权限分离; quality.md S8.
    """
    _hold(giving)
    _check_days(giving)
    if is_oneself(giving.to, by, on=giving.from_on):
        raise RuleBroken("grant.to_oneself")
    _check_held(giving)
    if giving.role in ADMINISTRATORS:
        _check_apart(giving)
    grant = Grant.objects.create(
        role=giving.role.value,
        organisation=giving.organisation,
        post=giving.post,
        account=giving.account,
        from_on=giving.from_on,
        until_on=giving.until_on,
    )
    facts = {"post": str(giving.post)} if giving.post else {}
    if giving.role in ADMINISTRATORS:
        tell_of_administrator(giving.role, giving.organisation, giving.to, grant=grant.pk, at=at)
    record(Deed("grant.given", grant, giving.organisation.pk, facts), by=by, at=at)
    return grant


def grant_to_post(
    role: Role, organisation: Organisation, post: Post, *, on: date, by: Actor, at: datetime
) -> None:
    """Whoever holds the post has the role over the organisation and all below it.

    Raises:
        RuleBroken: As ``give``.
    """
    give(Giving(role, organisation, post, on), by=by, at=at)


def grant_to_account(
    role: Role, organisation: Organisation, account: Account, *, on: date, by: Actor, at: datetime
) -> None:
    """One account has the role over the organisation and all below it.

    Raises:
        RuleBroken: As ``give``.
    """
    give(Giving(role, organisation, account, on), by=by, at=at)


def needs_a_second(giving: Giving) -> bool:
    """Whether a second person must confirm it: an administrator's role, or over a whole tree."""
    if giving.role in ADMINISTRATORS:
        return True
    return not Ancestry.objects.filter(organisation=giving.organisation, steps__gt=0).exists()


@transaction.atomic
def give_or_propose(giving: Giving, *, by: Account, at: datetime) -> Grant | Proposal:
    """Give a role; one that takes two is proposed to a second security administrator.

    Raises:
        RuleBroken: As ``give``, at once; ``proposal.made_already``.
    """
    if not needs_a_second(giving):
        return give(giving, by=by, at=at)
    foreseen(lambda: give(giving, by=by, at=at), giving.to, on=giving.from_on)
    proposed = Proposed(
        GIVE,
        Permission.GRANT_MANAGE,
        giving.organisation,
        f"{giving.role.value} @ {giving.organisation.name} → {giving.to}",
        giving.to_facts(),
    )
    return propose(proposed, by=by, at=at)


def givings_of(proposals: Iterable[Proposal]) -> list[Giving]:
    """What each of these proposals would give. Two queries."""
    proposals = list(proposals)
    posts = Post.objects.select_related("organisation").in_bulk(_keys(proposals, "post"))
    accounts = Account.objects.select_related("person").in_bulk(_keys(proposals, "account"))
    return [
        Giving(
            Role(one.facts["role"]),
            one.organisation,
            posts[one.facts["post"]] if one.facts["post"] else accounts[one.facts["account"]],
            date.fromisoformat(one.facts["from_on"]),
            date.fromisoformat(one.facts["until_on"]) if one.facts["until_on"] else None,
        )
        for one in proposals
    ]


def _keys(proposals: Iterable[Proposal], name: str) -> list[int]:
    return [one.facts[name] for one in proposals if one.facts[name]]


def giving_of(proposal: Proposal) -> Giving:
    """What a proposal would give."""
    return givings_of([proposal])[0]


def give_proposed(proposal: Proposal, by: Account, at: datetime) -> None:
    """Carry out a confirmed proposal; neither of the two gets anything by it themselves.

    Raises:
        RuleBroken: As ``give``; ``grant.to_oneself`` for the one who proposed it, too.
    """
    giving = giving_of(proposal)
    if is_oneself(giving.to, proposal.by, on=giving.from_on):
        raise RuleBroken("grant.to_oneself")
    give(giving, by=by, at=at)


def _hold(giving: Giving) -> None:
    """One giving at a time to the same post or account."""
    holder: QuerySet[Any] = (
        Post.objects.filter(pk=giving.to.pk)
        if giving.post
        else Account.objects.filter(pk=giving.to.pk)
    )
    list(holder.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _check_days(giving: Giving) -> None:
    if giving.until_on is not None and giving.until_on < giving.from_on:
        raise RuleBroken("grant.ends_before_it_begins", since=giving.from_on, until=giving.until_on)
    ended = giving.organisation.ended_on
    if ended is not None:
        raise RuleBroken("grant.organisation_ended", name=giving.organisation.name, day=ended)
    if giving.post is not None:
        ended = giving.post.ended_on or giving.post.organisation.ended_on
        if ended is not None:
            raise RuleBroken("grant.post_ended", post=str(giving.post), day=ended)
    elif giving.account is not None and not giving.account.is_active:
        raise RuleBroken("grant.account_closed", username=giving.account.username)


def is_oneself(to: Post | Account, by: Actor, *, on: date) -> bool:
    """Whether somebody's own rights would change, by any account of theirs or by a post."""
    person = Account.objects.filter(pk=by.pk).values_list("person_id", flat=True).first()
    if person is None:
        return False
    if isinstance(to, Account):
        return to.person_id == person
    return Tenure.objects.filter(overlapping(on, None), post=to, person=person).exists()


def _check_held(giving: Giving) -> None:
    same = Grant.objects.filter(
        overlapping(giving.from_on, giving.until_on),
        role=giving.role.value,
        organisation=giving.organisation,
        post=giving.post,
        account=giving.account,
    ).first()
    if same is not None:
        raise RuleBroken("grant.held_already", since=same.from_on)


def _check_apart(giving: Giving) -> None:
    clash = clash_of(giving.role, giving.to, since=giving.from_on, until=giving.until_on)
    if clash is not None:
        raise RuleBroken("grant.administrators_apart", who=clash)


def given_by(grant: Grant) -> Giving:
    """What was given by it."""
    to = grant.post or grant.account
    if to is None:  # the database keeps it from being so
        raise TypeError(grant.pk)
    return Giving(Role(grant.role), grant.organisation, to, grant.from_on, grant.until_on)


@transaction.atomic
def end_role(grant: Grant, *, on: date, by: Actor, at: datetime) -> None:
    """The role holds for the last time on that day; what was lent of it ends with it.

    A role that would end before its first day is taken back as if it had never been given; that is
    possible until that day is over. The record keeps both deeds.

    Raises:
        RuleBroken: ``grant.ends_before_it_begins``; ``grant.ends_in_the_past``: what was done by
            then stays done; ``grant.ended_already``; ``grant.own``.
    """
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    today = localtime(at).date()
    to = grant.post or grant.account
    if to is not None and is_oneself(to, by, on=today):
        raise RuleBroken("grant.own")
    if grant.until_on is not None and grant.until_on <= on:
        raise RuleBroken("grant.ended_already", until=grant.until_on)
    if on < grant.from_on < today:
        raise RuleBroken("grant.ends_before_it_begins", since=grant.from_on, until=on)
    if grant.from_on <= on < today - DAY:
        raise RuleBroken("grant.ends_in_the_past", earliest=today - DAY)
    deed = _ended(grant, on)
    record(deed, by=by, at=at)


def _ended(grant: Grant, on: date) -> Deed:
    """End it on that day, or take it back where it would never have held."""
    facts: dict[str, object] = {"until": on.isoformat(), "to": str(grant.post or grant.account)}
    if on < grant.from_on:
        deed = Deed("grant.taken_back", _copy(grant), grant.organisation_id, facts)
        grant.delegations.all().delete()
        grant.delete()
        return deed
    grant.until_on = on
    grant.save(update_fields=["until_on", "changed_at"])
    return Deed("grant.ended", grant, grant.organisation_id, facts)


def _copy(grant: Grant) -> Grant:
    """As it was, for the record: a deleted row forgets its key."""
    return Grant(pk=grant.pk, role=grant.role, organisation=grant.organisation)


@transaction.atomic
def follow(reorganisation: Reorganisation, *, by: Actor, at: datetime) -> list[Consequence]:
    """Roles over an organisation that ended, and roles of its posts, end with it.

    Whoever takes over from it has the roles that were given over them, and no others: that somebody
    was trusted with the one is no decision about the other. Who should be is given a new role.

    Raises:
        RuleBroken: ``grant.begins_later`` when such a role began after the organisation's last day.
    """
    ended = [one.organisation for one in reorganisation.ended]
    if not ended:
        return []
    last = reorganisation.on - DAY
    theirs = Grant.objects.filter(Q(organisation__in=ended) | Q(post__organisation__in=ended))
    still = theirs.filter(Q(until_on__isnull=True) | Q(until_on__gt=last))
    grants = list(still.select_related("organisation", "post", "account").order_by("pk"))
    late = [one for one in grants if last < one.from_on <= localtime(at).date()]
    if late:
        raise RuleBroken(
            "grant.begins_later",
            day=reorganisation.on,
            since=max(one.from_on for one in late),
            name=late[0].organisation.name,
        )
    if grants:
        record_all([_ended(one, last) for one in grants], by=by, at=at)
    counts = Counter(one.organisation.name for one in grants)
    return [
        Consequence("grant.ended_with_it", {"organisation": name, "count": count})
        for name, count in counts.items()
    ]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change of roles would mean, account by account.

    Attributes:
        differences: Of the accounts it concerns on that day; empty where nobody holds the post.
        rest: How many more accounts it concerns than were looked at.
    """

    on: date
    differences: Sequence[Difference]
    rest: int = 0


def foreseen(act: Callable[[], object], to: Post | Account, *, on: date) -> Foreseen:
    """What a change of roles would mean on a day: it is done and taken back at once.

    Raises:
        RuleBroken: As the act.
    """
    accounts = accounts_of(to, on=on)
    looked_at = accounts[:MOST_SHOWN]
    before = [roles_held(one, on=on) for one in looked_at]
    with transaction.atomic():
        act()
        after = [roles_held(one, on=on) for one in looked_at]
        transaction.set_rollback(True)
    found = zip(looked_at, before, after, strict=True)
    differences = [difference(one, was, now) for one, was, now in found]
    return Foreseen(on, differences, len(accounts) - len(looked_at))
