"""Persons, by the posts they hold or held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.organisations.models import Post, Tenure
from gonghui.organisations.queries.post import portfolios_of
from gonghui.people.models import Account, Person

NAMESAKES = 20


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
    persons = persons.filter(erased_at=None)  # nobody looks for who asked to be erased
    return persons.filter(Q(name__contains=text) | Q(sort_reading__startswith=reading))


@dataclass(frozen=True, slots=True)
class Career:
    """The posts of a person in reach of whoever looks.

    Attributes:
        now: Held on that day, the highest first.
        before: Given up before it, the latest first.
        later: To be taken up after it, the nearest first.
        portfolios: What each post held now is in charge of, by the post's key.
    """

    now: Sequence[Tenure]
    before: Sequence[Tenure]
    later: Sequence[Tenure]
    portfolios: Mapping[int, Sequence[str]]


def career_of(person: Person, user: Visitor, *, on: date) -> Career:
    """What a person holds and held, as far as the other may see the organisations."""
    tenures = Tenure.objects.filter(
        person=person,
        post__organisation__in=organisations_where(user, Permission.ORGANISATION_VIEW),
    ).select_related("post__organisation", "post__department")
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    now = list(tenures.filter(held, from_on__lte=on).order_by("post__precedence", "pk"))
    return Career(
        now=now,
        before=list(tenures.filter(until_on__lt=on).order_by("-until_on", "pk")),
        later=list(tenures.filter(from_on__gt=on).order_by("from_on", "pk")),
        portfolios=portfolios_of([one.post for one in now], on=on),
    )


def namesakes_of(person: Person, user: Visitor) -> list[Person]:
    """Others of the same name in reach: each is somebody else."""
    same = persons_where(user, Permission.ORGANISATION_VIEW).filter(name=person.name)
    return list(same.exclude(pk=person.pk)[:NAMESAKES])


def accounts_of(person: Person) -> list[Account]:
    """What a person signs in with, the active ones first."""
    return list(person.accounts.order_by("-is_active", "username"))


def posts_of(persons: Sequence[int], *, on: date) -> dict[int, list[Post]]:
    """The posts each of these persons holds on a day, the highest first. One query."""
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    tenures = Tenure.objects.filter(held, from_on__lte=on, person__in=persons)
    posts: dict[int, list[Post]] = {}
    for tenure in tenures.select_related("post__organisation").order_by("post__precedence", "pk"):
        posts.setdefault(tenure.person_id, []).append(tenure.post)
    return posts
