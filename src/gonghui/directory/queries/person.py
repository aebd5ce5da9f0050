"""Persons, by the posts they hold or held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.organisations.models import Post, Tenure
from gonghui.people.models import Person


def persons_where(user: Visitor, permission: Permission) -> QuerySet[Person]:
    """Persons who hold or held a post where the person asking holds the permission."""
    serving = Tenure.objects.filter(
        person=OuterRef("pk"), post__organisation__in=organisations_where(user, permission)
    )
    return Person.objects.filter(Exists(serving)).order_by("sort_reading", "pk")


def named(persons: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those whose name or pinyin holds the text."""
    text = text.strip()
    if not text:
        return persons.none()
    reading = text.lower().replace(" ", "")
    return persons.filter(Q(name__contains=text) | Q(sort_reading__startswith=reading))


@dataclass(frozen=True, slots=True)
class Career:
    """The posts of a person in reach of whoever looks.

    Attributes:
        now: Held on that day, the highest first.
        before: Given up before it, the latest first.
    """

    now: Sequence[Tenure]
    before: Sequence[Tenure]


def career_of(person: Person, user: Visitor, *, on: date) -> Career:
    """What a person holds and held, as far as the other may see the organisations."""
    tenures = Tenure.objects.filter(
        person=person,
        post__organisation__in=organisations_where(user, Permission.ORGANISATION_VIEW),
    ).select_related("post__organisation", "post__department")
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    return Career(
        now=list(tenures.filter(held, from_on__lte=on).order_by("post__precedence", "pk")),
        before=list(tenures.filter(until_on__lt=on).order_by("-until_on", "pk")),
    )


def posts_of(persons: Sequence[int], *, on: date) -> dict[int, list[Post]]:
    """The posts each of these persons holds on a day, the highest first. One query."""
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    tenures = Tenure.objects.filter(held, from_on__lte=on, person__in=persons)
    posts: dict[int, list[Post]] = {}
    for tenure in tenures.select_related("post__organisation").order_by("post__precedence", "pk"):
        posts.setdefault(tenure.person_id, []).append(tenure.post)
    return posts
