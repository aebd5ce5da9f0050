"""Who may do what where. Nothing else answers "may they?"."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gonghui.access.models import Delegation, Grant
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.roles import MAY
from gonghui.foundation.clock import today
from gonghui.organisations.models import Ancestry, Organisation, Post, Tenure
from gonghui.organisations.rules.organisation import Line
from gonghui.people.models import Account

# Whoever sends a request; nobody signed in holds anything.
Visitor = Account | AnonymousUser
_ADMINISTRATORS = frozenset(role.value for role in ADMINISTRATORS)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What somebody acts in: a post of theirs, or that of a holder who is away.

    Attributes:
        post: Key of the post; 0 for the roles given to the account itself.
        giver: Key of the account that lent the post's roles; ``None`` when it is one's own.
        title: As the record keeps it.
        name: Of the holder who is away; empty when it is one's own.
    """

    post: int
    giver: int | None
    title: str
    name: str = ""

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.post}-{self.giver}" if self.giver else str(self.post)


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds today.

    Attributes:
        post: The post it comes with; empty when it was given to the account itself.
        capacity: In which they hold it; ``None`` when it was given to the account itself.
        until_on: The last day; ``None`` when none is set.
        grant: Its key.
    """

    role: Role
    organisation: Organisation
    post: str
    capacity: Capacity | None = field(default=None, compare=False)
    until_on: date | None = field(default=None, compare=False)
    grant: int = field(default=0, compare=False)


def live(on: date) -> Q:
    """In force on that day, the last one included."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def overlapping(since: date, until: date | None) -> Q:
    """In force on any day of that time; ``None``: without end."""
    begun = Q() if until is None else Q(from_on__lte=until)
    return begun & (Q(until_on__isnull=True) | Q(until_on__gte=since))


def lent(on: date) -> QuerySet[Delegation]:
    """Delegations in force on that day, whose giver still holds the post and may sign in."""
    holding = Tenure.objects.filter(
        live(on), person=OuterRef("giver__person"), post=OuterRef("grant__post")
    )
    going_on = Delegation.objects.filter(live(on), ended_at__isnull=True, giver__is_active=True)
    return going_on.filter(Exists(holding))


def _posts(user: Account, on: date) -> QuerySet[Tenure]:
    return Tenure.objects.filter(live(on), person=user.person_id)


def _grants(user: Visitor, on: date, roles: Collection[str] | None = None) -> QuerySet[Grant]:
    """What counts for them, of these roles; in the capacity they act in, where they act in one."""
    if not isinstance(user, Account) or not user.is_active:
        return Grant.objects.none()
    posts, delegated = _posts(user, on), lent(on).filter(account=user)
    keys = Grant.objects.filter(account=user).values("pk")
    if user.acting_for is not None:
        delegated = delegated.filter(giver=user.acting_for, grant__post=user.acting_post)
        keys = keys.union(delegated.values("grant"))
    elif user.acting_post is not None:
        chosen = posts.filter(post=user.acting_post).values("post")
        keys = keys.union(Grant.objects.filter(post__in=chosen).values("pk"))
    else:
        own = Grant.objects.filter(post__in=posts.values("post")).values("pk")
        keys = keys.union(own, delegated.values("grant"))
    # one set of keys, each way found by its index: PostgreSQL reads a whole table for an OR
    grants = Grant.objects.filter(live(on), pk__in=keys)
    if roles is not None:
        grants = grants.filter(role__in=roles)
        if not _ADMINISTRATORS.intersection(roles):
            return grants
    return grants.exclude(Q(role__in=_ADMINISTRATORS) & Q(Exists(_another(user, on))))


def _another(user: Account, on: date) -> QuerySet[Grant]:
    """Another of the three administrators' roles of the same person: then none of them counts.

    Whoever takes up a post may come to be two of them, and the register of posts does not ask
    this room; so it is settled here, where every question ends. Source: GB/T 22239-2019.
    """
    by_post = Grant.objects.filter(post__in=_posts(user, on).values("post")).values("pk")
    keys = Grant.objects.filter(account=user).values("pk").union(by_post)
    if user.person_id is not None:
        accounts = Account.objects.filter(person=user.person_id).values("pk")
        keys = Grant.objects.filter(account__in=accounts).values("pk").union(by_post)
    others = Grant.objects.filter(live(on), role__in=_ADMINISTRATORS, pk__in=keys)
    return others.exclude(role=OuterRef("role"))


def roles_with(permission: Permission) -> list[str]:
    """The roles that allow it."""
    return [role.value for role, allowed in MAY.items() if permission in allowed]


def roles_held(user: Visitor, *, on: date | None = None) -> list[Held]:
    """The roles a person holds on a day (today when not given), the highest post first.

    Those lent by somebody who is away come last. One query, and one more where there are such.
    """
    if not isinstance(user, Account):
        return []
    on = on or today()
    holding = _posts(user, on).filter(post=OuterRef("post"))
    grants = list(
        _grants(user, on)
        .annotate(holds=Exists(holding))
        .select_related("organisation", "post__organisation")
        .order_by(F("post__precedence").asc(nulls_last=True), "organisation__order", "pk")
    )
    borrowed = [one.pk for one in grants if one.post_id and not one.holds]
    loans: dict[int, Delegation] = {}
    if borrowed:
        mine = lent(on).filter(account=user, grant__in=borrowed).select_related("giver__person")
        loans = {one.grant_id: one for one in mine.order_by("-pk")}
    held = [_held(grant, loans.get(grant.pk)) for grant in grants]
    return sorted(held, key=lambda one: bool(one.capacity and one.capacity.giver))


def _held(grant: Grant, loan: Delegation | None) -> Held:
    ends = [day for day in (grant.until_on, loan and loan.until_on) if day]
    return Held(
        Role(grant.role),
        grant.organisation,
        grant.post.title if grant.post else "",
        capacity_of(grant.post, loan) if grant.post else None,
        min(ends, default=None),
        grant.pk,
    )


def capacity_of(post: Post, loan: Delegation | None = None) -> Capacity:
    """Acting in a post of one's own, or in that of the holder who lent it.

    The title is kept in the record, and that in one language, whoever reads it.
    """
    if loan is None:
        return Capacity(post.pk, None, str(post))
    name = loan.giver.display_name
    return Capacity(post.pk, loan.giver_id, f"{post}（受{name}委托）", name)


def choices(held: Iterable[Held]) -> list[Capacity]:
    """The capacities somebody may choose from, the one they act in unasked first."""
    held = list(held)
    found = list(dict.fromkeys(one.capacity for one in held if one.capacity))
    own = [one for one in found if one.giver is None]
    account = [one for one in held if one.capacity is None]
    if not own and account:
        own = [Capacity(0, None, account[0].organisation.name)]
    return own + [one for one in found if one.giver is not None]


def within(held: Iterable[Held], capacity: Capacity) -> list[Held]:
    """Of these roles, the ones of a capacity and those given to the account itself."""
    return [one for one in held if one.capacity in (None, capacity)]


def organisations_where(
    user: Visitor, permission: Permission, *, on: date | None = None
) -> QuerySet[Organisation]:
    """The organisations over which a person holds a permission; usable inside other queries."""
    # from the granted ones down: asking upwards of each organisation there is takes SQLite a second
    # among a million (bench/registry.py)
    reach = _reach(user, permission, on or today())
    return Organisation.objects.filter(pk__in=reach.values("organisation"))


def _reach(user: Visitor, permission: Permission, on: date) -> QuerySet[Ancestry]:
    return Ancestry.objects.filter(ancestor__in=_over(user, permission, on))


def _over(user: Visitor, permission: Permission, on: date) -> Collection[int] | QuerySet[Any]:
    """The organisations a permission was granted over: their keys where they were read already.

    With keys at hand PostgreSQL sees how many stand below them: a page of the top's list takes it
    3 ms instead of a second among 100,000 (bench/access.py).
    """
    roles = roles_with(permission)
    if isinstance(user, Account) and user.granted is not None and user.granted[0] == on:
        return sorted({organisation for role, organisation in user.granted[1] if role in roles})
    return _grants(user, on, roles).values("organisation")


def remember(user: Account, held: Iterable[Held], *, on: date) -> None:
    """What they hold on that day was read just now: further questions about it ask nobody again."""
    user.granted = (on, [(one.role.value, one.organisation.pk) for one in held])


def can(
    user: Visitor,
    permission: Permission,
    organisation: Organisation,
    *,
    on: date | None = None,
) -> bool:
    """Whether a person may do this at that organisation."""
    reach = _reach(user, permission, on or today())
    # naming both lines makes the pair one look-up, however many stand below (bench/registry.py)
    return reach.filter(organisation=organisation, line__in=list(Line)).exists()


def allowed_to(held: Iterable[Held]) -> frozenset[Permission]:
    """All that these roles allow, wherever."""
    return frozenset().union(*(MAY[one.role] for one in held))


def seated(held: Iterable[Held], permission: Permission) -> list[Organisation]:
    """Of the roles already read, the organisations a permission was granted over, each once."""
    found = {one.organisation.pk: one.organisation for one in held if permission in MAY[one.role]}
    return list(found.values())


def seats(user: Visitor, permission: Permission, *, on: date | None = None) -> list[Organisation]:
    """The organisations a permission was granted over directly: where the person sits."""
    found = Organisation.objects.filter(pk__in=_over(user, permission, on or today()))
    return list(found.order_by("order", "code"))
