"""Who holds what, and why somebody may or may not do something somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.access.checks import (
    Held,
    Visitor,
    live,
    organisations_where,
    roles_held,
    roles_with,
)
from gonghui.access.models import Grant
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
    """

    because: Sequence[Held]
    elsewhere: Sequence[Held]
    needed: Sequence[Role]
    is_closed: bool

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
    )


@dataclass(frozen=True, slots=True)
class Given:
    """One role given over an organisation, and to whom.

    Attributes:
        post: The post it comes with; ``None`` when it was given to an account.
        account: The account it was given to; ``None`` when it comes with a post.
    """

    role: Role
    post: Post | None
    account: Account | None
    from_on: date


def grants_at(organisation: Organisation, *, on: date) -> list[Given]:
    """The roles given over exactly this organisation, as of a day."""
    grants = (
        Grant.objects.filter(live(on), organisation=organisation)
        .select_related("post__organisation", "account__person")
        .order_by("role", "post__precedence", "pk")
    )
    return [Given(Role(one.role), one.post, one.account, one.from_on) for one in grants]


def grants_by_role(*, on: date) -> dict[Role, int]:
    """How many grants of each role are in force."""
    counts = Grant.objects.filter(live(on)).values_list("role").annotate(count=Count("pk"))
    found = {Role(role): count for role, count in counts.order_by()}
    return {role: found[role] for role in Role if role in found}


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


def working_accounts_where(user: Visitor, permission: Permission) -> QuerySet[Account]:
    """The same without the three administrators: who does the federation's work."""
    administrators = Grant.objects.filter(
        role__in=[role.value for role in ADMINISTRATORS], account__isnull=False
    )
    return accounts_where(user, permission).exclude(pk__in=administrators.values("account"))
