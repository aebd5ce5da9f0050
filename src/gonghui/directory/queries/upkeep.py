"""What the registers are kept up by: elections due, vacancies, outside bodies."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.queries.post import workplaces_where
from gonghui.organisations.models import Ancestry, Organisation, Post
from gonghui.organisations.queries.tree import below
from gonghui.organisations.rules.organisation import Kind, Line

AHEAD = timedelta(days=180)
STEP = 10_000  # keys in one statement


def places_for(user: Visitor, seats: list[Organisation]) -> list[Organisation]:
    """What lists are narrowed by: the organisations directly below where somebody sits."""
    direct = Ancestry.objects.filter(ancestor__in=seats, steps=1).values("organisation")
    return list(within_reach(user).filter(pk__in=direct).order_by("order", "code"))


def narrowed(user: Visitor, *, within: str, level: str) -> QuerySet[Organisation]:
    """Organisations in reach: one with all below it, and on one level; empty narrows nothing."""
    found = within_reach(user)
    if within:
        found = found.filter(pk__in=below(Organisation(pk=int(within))).values("pk"))
    return found.filter(level=level) if level else found


def bodies_where(user: Visitor, permission: Permission, text: str) -> QuerySet[Organisation]:
    """Outside bodies, by a part of their name; each with ``post_count``."""
    bodies = workplaces_where(user, permission).filter(kind=Kind.OUTSIDE.value)
    posts = (
        Post.objects.filter(organisation=OuterRef("pk"), ended_on__isnull=True)
        .order_by()
        .values("organisation")
        .annotate(n=Count("pk"))
        .values("n")
    )
    named = bodies.filter(name__contains=text) if text else bodies
    return named.annotate(post_count=Coalesce(Subquery(posts), 0)).order_by("pinyin", "pk")


def superiors_of(organisations: Iterable[Organisation]) -> dict[int, str]:
    """The short name of whoever stands directly above each. One query for each ten thousand."""
    keys = sorted({one.pk for one in organisations})
    pairs = Ancestry.objects.filter(line=Line.TERRITORIAL.value, steps=1)
    above: dict[int, str] = {}
    for start in range(0, len(keys), STEP):
        some = pairs.filter(organisation__in=keys[start : start + STEP])
        above |= dict(some.values_list("organisation", "ancestor__short_name"))
    return above
