"""Posts with their holders, portfolios and past, as far as somebody may see or change them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gonghui.access.checks import Visitor, can, organisations_where
from gonghui.access.permissions import Permission
from gonghui.directory.queries.person import persons_where
from gonghui.organisations.models import Department, Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.post import holders_of, portfolios_of, posts_at
from gonghui.organisations.rules.organisation import Kind

VIEW, MANAGE = Permission.ORGANISATION_VIEW, Permission.ORGANISATION_MANAGE


def workplaces_where(user: Visitor, permission: Permission) -> QuerySet[Organisation]:
    """Organisations over which somebody holds a permission, and the outside bodies with them.

    An outside body stands in nobody's tree; whoever holds the permission anywhere holds it there.
    """
    reach = organisations_where(user, permission)
    outside = Q(kind=Kind.OUTSIDE.value) if reach.exists() else Q(pk=None)
    return Organisation.objects.filter(Q(pk__in=reach.values("pk")) | outside)


def posts_where(user: Visitor, permission: Permission) -> QuerySet[Post]:
    """Posts of the organisations and bodies somebody holds a permission over."""
    return Post.objects.filter(organisation__in=workplaces_where(user, permission)).select_related(
        "organisation", "department"
    )


def tenures_where(user: Visitor, permission: Permission) -> QuerySet[Tenure]:
    """Tenures of those posts."""
    return Tenure.objects.filter(
        post__organisation__in=workplaces_where(user, permission)
    ).select_related("post__organisation", "person")


def departments_where(user: Visitor, permission: Permission) -> QuerySet[Department]:
    """Departments of the organisations somebody holds a permission over."""
    return Department.objects.filter(
        organisation__in=organisations_where(user, permission)
    ).select_related("organisation")


def may_manage(user: Visitor, organisation: Organisation) -> bool:
    """Whether somebody may change the posts there."""
    if organisation.kind == Kind.OUTSIDE.value:
        return workplaces_where(user, MANAGE).filter(pk=organisation.pk).exists()
    return can(user, MANAGE, organisation)


def known_persons(user: Visitor, tenures: Sequence[Tenure]) -> set[int]:
    """Of the persons who hold these, those whose own page somebody may open. One query."""
    persons = persons_where(user, VIEW).filter(pk__in={one.person_id for one in tenures})
    return set(persons.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Held:
    """A post as of a day.

    Attributes:
        now: Who holds it that day, longest first.
        later: Who takes it up after that day.
        before: Who held it, the latest first.
        charge: What it is in charge of that day.
        past_charge: What it was in charge of, the latest first.
    """

    post: Post
    now: Sequence[Tenure]
    later: Sequence[Tenure]
    before: Sequence[Tenure]
    charge: Sequence[Portfolio]
    past_charge: Sequence[Portfolio]


def held(post: Post, *, on: date) -> Held:
    """All that is entered of one post."""
    tenures = list(post.tenures.select_related("person").order_by("from_on", "pk"))
    items = list(post.portfolios.order_by("from_on", "pk"))
    running = [one for one in tenures if one.until_on is None or one.until_on >= on]
    return Held(
        post=post,
        now=[one for one in running if one.from_on <= on],
        later=[one for one in running if one.from_on > on],
        before=[one for one in reversed(tenures) if one not in running],
        charge=[one for one in items if one.until_on is None or one.until_on >= on],
        past_charge=[one for one in reversed(items) if one.until_on and one.until_on < on],
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One post of a list.

    Attributes:
        holders: Who holds it that day.
        charge: What it is in charge of, item by item.
    """

    post: Post
    holders: Sequence[Tenure]
    charge: Sequence[str]


def posts_listed(organisation: Organisation, *, on: date) -> list[Listed]:
    """The posts of an organisation with their holders, the highest first. Three queries."""
    posts = list(posts_at(organisation, on=on))
    holders, charges = holders_of(posts, on=on), portfolios_of(posts, on=on)
    return [Listed(post, holders[post.pk], charges[post.pk]) for post in posts]
