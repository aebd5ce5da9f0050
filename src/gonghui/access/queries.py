"""Who holds what, and why somebody may or may not do something somewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gonghui.access.checks import (
    Held,
    Visitor,
    lent,
    live,
    organisations_where,
    overlapping,
    roles_held,
    roles_with,
)
from gonghui.access.models import Delegation, Grant, Proposal, State
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.roles import MAY
from gonghui.organisations.models import Ancestry, Organisation, Post, Tenure
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why may or may not X do Y here", from the same three files the pages ask.

    Attributes:
        because: The roles that allow it here; empty means no.
        elsewhere: Roles that would allow it, but were given over other organisations.
        needed: The roles that allow it at all.
        is_closed: The account is closed, so nothing is allowed.
        is_two: The person is two of the three administrators, so none of these roles counts.
    """

    because: Sequence[Held]
    elsewhere: Sequence[Held]
    needed: Sequence[Role]
    is_closed: bool
    is_two: bool = False

    @property
    def allowed(self) -> bool:
        """Whether they may."""
        return bool(self.because)


def why(account: Account, permission: Permission, organisation: Organisation, *, on: date) -> Why:
    """Why an account may or may not do something at an organisation on a day."""
    held = [one for one in roles_held(account, on=on) if permission in MAY[one.role]]
    above = set(
        Ancestry.objects.filter(organisation=organisation).values_list("ancestor", flat=True)
    )
    return Why(
        because=[one for one in held if one.organisation.pk in above],
        elsewhere=[one for one in held if one.organisation.pk not in above],
        needed=[Role(value) for value in roles_with(permission)],
        is_closed=not account.is_active,
        is_two=len(administrator_roles(account, on=on)) > 1,
    )


@dataclass(frozen=True, slots=True)
class Given:
    """One role given over an organisation, and to whom.

    Attributes:
        post: The post it comes with; ``None`` when it was given to an account.
        account: The account it was given to; ``None`` when it comes with a post.
        until_on: The last day; ``None`` when none is set.
        grant: Its key.
    """

    role: Role
    post: Post | None
    account: Account | None
    from_on: date
    until_on: date | None = None
    grant: int = field(default=0, compare=False)


def grants_at(organisation: Organisation, *, on: date) -> list[Given]:
    """The roles given over exactly this organisation, in force on a day or to begin later."""
    grants = (
        Grant.objects.filter(overlapping(on, None), organisation=organisation)
        .select_related("post__organisation", "account__person")
        .order_by("role", "post__precedence", "pk")
    )
    return [
        Given(Role(one.role), one.post, one.account, one.from_on, one.until_on, one.pk)
        for one in grants
    ]


def grants_where(user: Visitor, permission: Permission) -> QuerySet[Grant]:
    """The grants over organisations where the person holds the permission."""
    reach = organisations_where(user, permission)
    related = ("organisation", "post__organisation", "account__person")
    return Grant.objects.filter(organisation__in=reach).select_related(*related)


def proposals_where(user: Visitor, permission: Permission) -> QuerySet[Proposal]:
    """What was proposed about organisations where the person holds the permission it takes."""
    found = Proposal.objects.filter(
        permission=permission.value, organisation__in=organisations_where(user, permission)
    )
    return found.select_related("organisation", "by__person", "decided_by__person").order_by("-pk")


def open_proposals(user: Visitor, permission: Permission, *, at: datetime) -> QuerySet[Proposal]:
    """Those that wait for a second person."""
    return proposals_where(user, permission).filter(state=State.OPEN.value, until_at__gt=at)


def lendable(account: Account, *, on: date) -> QuerySet[Grant]:
    """The roles somebody may lend while away: of posts they hold, none of an administrator's."""
    posts = Tenure.objects.filter(live(on), person=account.person_id).values("post")
    grants = Grant.objects.filter(overlapping(on, None), post__in=posts).exclude(
        role__in=[role.value for role in ADMINISTRATORS]
    )
    related = grants.select_related("organisation", "post__organisation")
    return related.order_by("post__precedence", "organisation__order", "pk")


def delegations_of(account: Account) -> QuerySet[Delegation]:
    """What somebody lent or was lent, the latest first."""
    mine = Delegation.objects.filter(Q(giver=account) | Q(account=account))
    related = ("grant__organisation", "grant__post__organisation", "giver__person")
    return mine.select_related(*related, "account__person").order_by("-from_on", "-pk")


def grants_by_role(*, on: date) -> dict[Role, int]:
    """How many grants of each role are in force."""
    counts = Grant.objects.filter(live(on)).values_list("role").annotate(count=Count("pk"))
    found = {Role(role): count for role, count in counts.order_by()}
    return {role: found[role] for role in Role if role in found}


def administrator_roles(account: Account, *, on: date) -> list[Role]:
    """Which of the three administrators a person is, by any account or post; more than one: none.

    ``roles_held`` leaves them out as soon as there are two.
    """
    posts = Tenure.objects.filter(live(on), person=account.person_id).values("post")
    theirs = Q(account=account) | Q(post__in=posts)
    if account.person_id is not None:
        theirs |= Q(account__person=account.person_id)
    grants = Grant.objects.filter(live(on), role__in=[one.value for one in ADMINISTRATORS])
    found = set(grants.filter(theirs).values_list("role", flat=True))
    return [role for role in Role if role.value in found]


def policy() -> dict[Role, frozenset[Permission]]:
    """What each role may: the page everybody may read."""
    return dict(MAY)


def accounts_where(user: Visitor, permission: Permission) -> QuerySet[Account]:
    """People's accounts that belong where the person holds the permission: by a post or a grant."""
    reach = organisations_where(user, permission)
    serving = Tenure.objects.filter(post__organisation__in=reach).values("person")
    granted = Grant.objects.filter(organisation__in=reach, account__isnull=False).values("account")
    return (
        Account.objects.filter(is_job=False)
        .filter(Q(person__in=serving) | Q(pk__in=granted))
        .select_related("person")
        .order_by("person__sort_reading", "username")
    )


def accounts_below(tops: Collection[Organisation]) -> QuerySet[Account]:
    """People's accounts that belong at or below one of these, by a post or a role given."""
    reach = Ancestry.objects.filter(ancestor__in=tops).values("organisation")
    serving = Tenure.objects.filter(post__organisation__in=reach).values("person")
    granted = Grant.objects.filter(organisation__in=reach, account__isnull=False).values("account")
    return Account.objects.filter(Q(person__in=serving) | Q(pk__in=granted), is_job=False)


def accounts_nowhere() -> QuerySet[Account]:
    """People's accounts that belong nowhere: never in a post, never given a role."""
    serving = Tenure.objects.filter(person=OuterRef("person"))
    granted = Grant.objects.filter(account=OuterRef("pk"))
    return Account.objects.filter(~Exists(serving), ~Exists(granted), is_job=False)


def working_accounts_where(user: Visitor, permission: Permission) -> QuerySet[Account]:
    """The same without the three administrators: who does the federation's work."""
    administrators = Grant.objects.filter(
        role__in=[role.value for role in ADMINISTRATORS], account__isnull=False
    )
    return accounts_where(user, permission).exclude(pk__in=administrators.values("account"))


def seated_at(
    organisations: Collection[int], permission: Permission, *, on: date
) -> dict[int, set[int]]:
    """Who may do it where they sit: keys of accounts by the key of each organisation.

    By a grant over that very organisation (not over one above it), by a post or to the account
    itself, or lent by a holder who is away. For at most some hundreds of organisations at a time;
    three queries. Not for the three administrators' permissions: see ``_another`` in checks.
    """
    granted = Grant.objects.filter(
        live(on), organisation__in=organisations, role__in=roles_with(permission)
    )
    direct = granted.filter(account__is_active=True).values_list("organisation", "account")
    borrowed = lent(on).filter(account__is_active=True, grant__in=granted.values("pk"))
    found: dict[int, set[int]] = {pk: set() for pk in organisations}
    for organisation, account in (*direct, *borrowed.values_list("grant__organisation", "account")):
        found[organisation].add(account)
    for organisation, account in _by_post(granted, on):
        found[organisation].add(account)
    return found


def _by_post(granted: QuerySet[Grant], on: date) -> QuerySet[Grant, tuple[int, int]]:
    """Organisation and account of everybody who holds a post with one of these grants."""
    held = Q(post__tenures__from_on__lte=on) & (
        Q(post__tenures__until_on__isnull=True) | Q(post__tenures__until_on__gte=on)
    )
    holders = granted.filter(held, post__tenures__person__accounts__is_active=True)
    return holders.values_list("organisation", "post__tenures__person__accounts")


def seats_of(accounts: Collection[int], permission: Permission, *, on: date) -> dict[int, set[int]]:
    """The same asked from the other side: keys of organisations by the key of each account.

    Accounts without any are left out. For some hundreds of accounts at a time; three queries.
    """
    granted = Grant.objects.filter(live(on), role__in=roles_with(permission))
    held = Tenure.objects.filter(live(on), person__accounts__in=accounts)
    borrowed = lent(on).filter(account__in=accounts, grant__in=granted.values("pk"))
    found: dict[int, set[int]] = {}
    for account, organisation in (
        *granted.filter(account__in=accounts).values_list("account", "organisation"),
        *borrowed.values_list("account", "grant__organisation"),
    ):
        found.setdefault(account, set()).add(organisation)
    for organisation, account in _by_post(granted.filter(post__in=held.values("post")), on):
        if account in accounts:  # a post may have several holders
            found.setdefault(account, set()).add(organisation)
    return found


def overseers_of(organisation: Organisation | None, *, on: date) -> QuerySet[Account]:
    """The audit administrators over an organisation; of the whole house when it is ``None``."""
    granted = Grant.objects.filter(live(on), role=Role.AUDIT_ADMINISTRATOR.value)
    if organisation is not None:
        above = Ancestry.objects.filter(organisation=organisation).values("ancestor")
        granted = granted.filter(organisation__in=above)
    direct = granted.filter(account__isnull=False).values("account")
    by_post = _by_post(granted, on).values("post__tenures__person__accounts")
    return Account.objects.filter(Q(pk__in=direct) | Q(pk__in=by_post), is_active=True)
