"""Who may do what where. Nothing else answers "may they?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from gonghui.access.models import Grant
from gonghui.access.permissions import Permission, Role
from gonghui.access.roles import MAY
from gonghui.foundation.clock import today
from gonghui.organisations.models import Ancestry, Organisation, Tenure
from gonghui.people.models import Account

# Whoever sends a request; nobody signed in holds anything.
Visitor = Account | AnonymousUser


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds today.

    Attributes:
        post: The post it comes with; empty when it was given to the account itself.
    """

    role: Role
    organisation: Organisation
    post: str


def live(on: date) -> Q:
    """In force on that day, the last one included."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def _grants(user: Visitor, on: date) -> QuerySet[Grant]:
    if not isinstance(user, Account) or not user.is_active:
        return Grant.objects.none()
    posts = Tenure.objects.filter(live(on), person=user.person_id).values("post")
    return Grant.objects.filter(live(on)).filter(Q(account=user) | Q(post__in=posts))


def roles_with(permission: Permission) -> list[str]:
    """The roles that allow it."""
    return [role.value for role, allowed in MAY.items() if permission in allowed]


def roles_held(user: Visitor, *, on: date | None = None) -> list[Held]:
    """The roles a person holds on a day (today when not given), the highest post first."""
    grants = _grants(user, on or today()).select_related("organisation", "post")
    return [
        Held(Role(grant.role), grant.organisation, grant.post.title if grant.post else "")
        for grant in grants.order_by(
            F("post__precedence").asc(nulls_last=True), "organisation__order", "pk"
        )
    ]


def organisations_where(
    user: Visitor, permission: Permission, *, on: date | None = None
) -> QuerySet[Organisation]:
    """The organisations over which a person holds a permission; usable inside other queries."""
    # from the granted ones down: asking upwards of each organisation there is takes SQLite a second
    # among a million (bench/registry.py)
    reach = _reach(user, permission, on or today())
    return Organisation.objects.filter(pk__in=reach.values("organisation"))


def _reach(user: Visitor, permission: Permission, on: date) -> QuerySet[Ancestry]:
    granted = _grants(user, on).filter(role__in=roles_with(permission))
    return Ancestry.objects.filter(ancestor__in=granted.values("organisation"))


def can(
    user: Visitor,
    permission: Permission,
    organisation: Organisation,
    *,
    on: date | None = None,
) -> bool:
    """Whether a person may do this at that organisation."""
    return _reach(user, permission, on or today()).filter(organisation=organisation).exists()


def allowed_to(held: Iterable[Held]) -> frozenset[Permission]:
    """All that these roles allow, wherever."""
    return frozenset().union(*(MAY[one.role] for one in held))


def seated(held: Iterable[Held], permission: Permission) -> list[Organisation]:
    """Of the roles already read, the organisations a permission was granted over, each once."""
    found = {one.organisation.pk: one.organisation for one in held if permission in MAY[one.role]}
    return list(found.values())


def seats(user: Visitor, permission: Permission, *, on: date | None = None) -> list[Organisation]:
    """The organisations a permission was granted over directly: where the person sits."""
    grants = _grants(user, on or today()).filter(role__in=roles_with(permission))
    found = Organisation.objects.filter(pk__in=grants.values("organisation"))
    return list(found.order_by("order", "code"))
