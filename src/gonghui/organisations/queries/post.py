"""Who holds which post, in what order, and which posts nobody holds."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.level import rank
from gonghui.organisations.rules.organisation import Level, PostKind, Status
from gonghui.organisations.rules.post import (
    Manner,
    Office,
    Order,
    Seated,
    Span,
    check_seating,
    usual_seats,
)
from gonghui.people.models import Person

COLUMNS = {
    Order.PRECEDENCE: ("post__precedence", "post_id", "from_on", "pk"),
    Order.STROKES: ("person__stroke_key", "person__name", "post__precedence", "pk"),
    Order.PINYIN: ("person__sort_reading", "person__name", "post__precedence", "pk"),
}


def _holding(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def tenures_of(person: Person, *, on: date) -> QuerySet[Tenure]:
    """The posts a person holds on a day, highest first."""
    return (
        Tenure.objects.filter(_holding(on), person=person)
        .select_related("post__organisation", "person")
        .order_by("post__precedence", "pk")
    )


def holders_at(organisation: Organisation, *, on: date) -> QuerySet[Tenure]:
    """Who holds the posts of an organisation on a day, by precedence."""
    return (
        Tenure.objects.filter(_holding(on), post__organisation=organisation)
        .select_related("post__organisation", "post__department", "person")
        .order_by("post__precedence", "pk")
    )


def in_order(tenures: QuerySet[Tenure], order: Order) -> QuerySet[Tenure]:
    """The same tenures by precedence of their posts, by strokes or by pinyin of the names."""
    return tenures.order_by(*COLUMNS[order])


def holders_of(posts: Iterable[Post], *, on: date) -> dict[int, list[Tenure]]:
    """Who holds each of these posts on a day, by the post's key. One query."""
    holders: dict[int, list[Tenure]] = {post.pk: [] for post in posts}
    tenures = Tenure.objects.filter(_holding(on), post__in=list(holders))
    for tenure in tenures.select_related("person").order_by("from_on", "pk"):
        holders[tenure.post_id].append(tenure)
    return holders


def posts_at(organisation: Organisation, *, on: date) -> QuerySet[Post]:
    """The posts an organisation has on a day, the highest first."""
    return (
        Post.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
        .filter(organisation=organisation)
        .select_related("organisation", "department")
        .order_by("precedence", "pk")
    )


def portfolios_of(posts: Iterable[Post], *, on: date) -> dict[int, list[str]]:
    """What each of these posts is in charge of on a day, by the post's key. One query."""
    subjects: dict[int, list[str]] = {post.pk: [] for post in posts}
    rows = Portfolio.objects.filter(_holding(on), post__in=list(subjects))
    for post, subject in rows.order_by("pk").values_list("post", "subject"):
        subjects[post].append(subject)
    return subjects


def seats_now() -> Case:
    """How many seats a post has, inside a query: a chair's post has one when nobody said."""
    return Case(
        When(seats=0, kind=PostKind.CHAIR.value, then=Value(1)),
        default=F("seats"),
        output_field=IntegerField(),
    )


def _count(tenures: QuerySet[Tenure]) -> Coalesce:
    counted = (
        tenures.filter(post=OuterRef("pk"))
        .order_by()
        .values("post")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def vacancies(organisations: QuerySet[Organisation], *, on: date) -> QuerySet[Post]:
    """Posts with fewer holders than seats on a day, and chairs' posts nobody holds.

    Each with ``wanted`` (its seats), ``held`` and ``acting``: who is acting fills no seat.
    Organisations that are not there that day and outside bodies have no vacancies.
    """
    tenures = Tenure.objects.filter(_holding(on))
    acting = Manner.ACTING.value
    there = Q(organisation__ended_on__isnull=True) | Q(organisation__ended_on__gte=on)
    return (
        Post.objects.filter(there, organisation__in=organisations)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
        .exclude(organisation__status=Status.DISSOLVED.value)
        .exclude(organisation__level=Level.OUTSIDE.value)
        .annotate(
            wanted=seats_now(),
            held=_count(tenures.exclude(manner=acting)),
            acting=_count(tenures.filter(manner=acting)),
        )
        .filter(held__lt=F("wanted"))
        .select_related("organisation", "department")
        .order_by(
            rank("organisation__level"),
            "organisation__order",
            "organisation__code",
            "precedence",
            "pk",
        )
    )


@dataclass(frozen=True, slots=True)
class Seating:
    """Somebody on a post, as it is about to be entered; ``until_on`` ``None`` is still."""

    person: Person
    post: Post
    from_on: date
    until_on: date | None = None
    manner: Manner = Manner.REGULAR


def refusals(seatings: Sequence[Seating]) -> list[RuleBroken | None]:
    """Why each of these may not be entered, one after the other; ``None`` where nothing is wrong.

    One that is refused does not stand in the way of those after it. Two queries, however many.
    """
    seats = _Seats([one.post for one in seatings])
    return [seats.take(one) for one in seatings]


class _Seats:
    """The posts asked about with everybody entered on them, filling up as seatings are tried."""

    def __init__(self, posts: Sequence[Post]) -> None:
        keys = {post.pk for post in posts}
        self.offices = {
            post.pk: office_of(post)
            for post in Post.objects.filter(pk__in=keys).select_related("organisation")
        }
        self.seated: dict[Hashable, list[Seated]] = {}
        for tenure in Tenure.objects.filter(post__in=keys).select_related("person"):
            self.seated.setdefault(tenure.post_id, []).append(seated(tenure))

    def take(self, new: Seating) -> RuleBroken | None:
        others = self.seated.setdefault(new.post.pk, [])
        wished = Seated(new.person.pk, Span(new.from_on, new.until_on), new.manner, new.person.name)
        try:
            check_seating(wished, self.offices[new.post.pk], others)
        except RuleBroken as refusal:
            return refusal
        others.append(wished)
        return None


def office_of(post: Post) -> Office:
    """A post as the rules see it; its organisation should be loaded with it."""
    organisation = post.organisation
    ends = [day for day in (post.ended_on, organisation.ended_on) if day is not None]
    return Office(
        title=post.title,
        seats=post.seats or usual_seats(PostKind(post.kind)),
        founded_on=organisation.founded_on,
        ended_on=min(ends, default=None),
        closed=organisation.status == Status.DISSOLVED.value,
    )


def seated(tenure: Tenure) -> Seated:
    """A tenure as the rules see it; its person should be loaded with it."""
    span = Span(tenure.from_on, tenure.until_on)
    return Seated(tenure.person_id, span, Manner(tenure.manner), tenure.person.name)
