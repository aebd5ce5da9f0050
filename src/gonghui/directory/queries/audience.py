"""Audiences in reach, and one of them as its page shows it: counted, and page by page by name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Concat

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.organisations.models import (
    Ancestry,
    Audience,
    Department,
    Organisation,
    Portfolio,
    Post,
)
from gonghui.organisations.queries.audience import (
    Resolved,
    Told,
    resolve,
    told,
)
from gonghui.organisations.queries.composition import names_in
from gonghui.organisations.queries.past import names_on
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Names
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.rules.post import Order
from gonghui.organisations.wording import choice_sentence
from gonghui.people.models import Person

CHUNK = 200  # organisations or persons read at once for a whole list
_BY_NAME = {
    Order.STROKES: ("stroke_key", "name", "pk"),
    Order.PINYIN: ("sort_reading", "name", "pk"),
}


def audiences_where(user: Visitor, permission: Permission) -> QuerySet[Audience]:
    """Audiences kept where the person holds the permission."""
    kept = organisations_where(user, permission)
    return Audience.objects.filter(keeper__in=kept).select_related("keeper")


def within(keeper: Organisation) -> QuerySet[Organisation]:
    """The keeper and all below it on either line: what its audiences may begin at."""
    pairs = Ancestry.objects.filter(ancestor=keeper, organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(pairs))


def composable(keeper: Organisation, *, but: Audience | None) -> QuerySet[Audience]:
    """The audiences another one of this keeper may be composed of."""
    pairs = Ancestry.objects.filter(ancestor=keeper, organisation=OuterRef("keeper"))
    others = Audience.objects.filter(Q(keeper=keeper) | Exists(pairs)).select_related("keeper")
    if but is not None:
        others = others.exclude(pk=but.pk)
    return others.order_by("name", "pk")


def read_out(audiences: Sequence[Audience]) -> list[tuple[Audience, Description, Names]]:
    """Each with its description and the names it mentions. At most four queries for all."""
    described = [Description.from_json(one.description) for one in audiences]
    if not audiences:
        return []
    names = names_in(_all_of(described), keeper=audiences[0].keeper)
    return [
        (one, description, replace(names, keeper=one.keeper.name))
        for one, description in zip(audiences, described, strict=True)
    ]


def _all_of(described: Sequence[Description]) -> Description:
    """Everything these mention, to be named at once."""
    kinds = ("organisations", "branches", "posts", "persons")
    left_out = {
        kind: tuple(key for one in described for key in getattr(one.without, kind))
        for kind in kinds
    }
    parts = tuple(part for one in described for part in one.parts)
    return Description(parts, Exceptions(**left_out))


@dataclass(frozen=True, slots=True)
class Size:
    """How many an audience comes to.

    Attributes:
        vacant: Posts nobody holds, posts that are not there, departments without a head.
        absent: Organisations named but not in it on that day.
    """

    organisations: int
    persons: int
    vacant: int
    absent: int


def size_of(found: Resolved) -> Size:
    """A few queries, one more for each choice of posts; nobody is read."""
    persons = found.holders.order_by().aggregate(count=Count("person", distinct=True))["count"]
    gaps = sum(gap.organisations.count() for gap in found.gaps)
    return Size(
        organisations=found.organisations.count(),
        persons=persons,
        vacant=found.vacant.count() + gaps + found.headless.count(),
        absent=found.absent.count(),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A person in a list.

    Attributes:
        at: The organisation where they are told with all their posts, when that is another one.
    """

    told: Told
    at: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation of an audience with its people.

    Attributes:
        name: What it was called on the day.
        vacant: Posts that are meant and nobody holds.
        lacking: Choices it has no post for.
        headless: Departments without a post of a head, where heads are meant.
    """

    organisation: Organisation
    name: str
    lines: Sequence[Line]
    vacant: Sequence[Post]
    lacking: Sequence[Choice]
    headless: Sequence[Department]

    @property
    def lacking_words(self) -> list[str]:
        """The same in words."""
        return [choice_sentence(choice) for choice in self.lacking]


def groups(found: Resolved, organisations: Sequence[Organisation]) -> list[Group]:
    """Some organisations of an audience with their people. The same few queries however many."""
    keys = [one.pk for one in organisations]
    here = found.holders.filter(post__organisation__in=keys)
    theirs = found.holders.filter(person__in=[one.person_id for one in here])
    people = {one.person.pk: one for one in told(theirs)}
    vacant: dict[int, list[Post]] = {}
    for post in found.vacant.filter(organisation__in=keys):
        vacant.setdefault(post.organisation_id, []).append(post)
    lacking: dict[int, list[Choice]] = {}
    for gap in found.gaps:
        for key in gap.organisations.filter(pk__in=keys).order_by().values_list("pk", flat=True):
            lacking.setdefault(key, []).append(gap.choice)
    headless: dict[int, list[Department]] = {}
    for department in found.headless.filter(organisation__in=keys):
        headless.setdefault(department.organisation_id, []).append(department)
    called = names_on(organisations, found.on)
    return [
        Group(
            organisation=one,
            name=called[one.pk],
            lines=_lines(one, people.values()),
            vacant=vacant.get(one.pk, []),
            lacking=list(dict.fromkeys(lacking.get(one.pk, []))),
            headless=headless.get(one.pk, []),
        )
        for one in organisations
    ]


def _lines(organisation: Organisation, people: Iterable[Told]) -> list[Line]:
    """Who is told here, and who is told elsewhere already."""
    lines = []
    for one in people:
        posts = [tenure.post for tenure in one.tenures]
        if posts[0].organisation_id == organisation.pk:
            lines.append(Line(one))
        elif any(post.organisation_id == organisation.pk for post in posts):
            lines.append(Line(one, posts[0].organisation))
    return lines


def persons(found: Resolved, order: Order) -> QuerySet[Person]:
    """The persons of an audience by strokes or by pinyin of their names."""
    keys = found.holders.order_by().values("person")
    return Person.objects.filter(pk__in=keys).order_by(*_BY_NAME[order])


def lines(found: Resolved, people: Sequence[Person]) -> list[Line]:
    """Some persons of an audience with all their posts in it, in the order they were given."""
    of = {one.person.pk: one for one in told(found.holders.filter(person__in=people))}
    return [Line(of[one.pk]) for one in people]


def all_groups(found: Resolved) -> Iterator[Group]:
    """Everybody by organisation, read piece by piece."""
    keys = list(found.organisations.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        wanted = keys[start : start + CHUNK]
        read = Organisation.objects.in_bulk(wanted)
        yield from groups(found, [read[key] for key in wanted])


def all_lines(found: Resolved, order: Order) -> Iterator[Line]:
    """Everybody by name, read piece by piece."""
    keys = list(persons(found, order).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        wanted = keys[start : start + CHUNK]
        read = Person.objects.in_bulk(wanted)
        yield from lines(found, [read[key] for key in wanted])


def resolved(audience: Audience, *, on: date) -> Resolved:
    """What a kept audience comes to on a day.

    Raises:
        RuleBroken: As ``organisations.queries.audience.resolve``.
    """
    description = Description.from_json(audience.description)
    return resolve(description, keeper=audience.keeper, on=on)


def organisations_called(keeper: Organisation, texts: Sequence[str]) -> dict[str, list[int]]:
    """Who each text means, by name, code or short name: below the keeper, or an outside body.

    Two queries, the second only for what no full name and no code answers.
    """
    found: dict[str, list[int]] = {text: [] for text in texts}
    pairs = Ancestry.objects.filter(ancestor=keeper, organisation=OuterRef("pk"))
    reach = Q(Exists(pairs)) | Q(level=Level.OUTSIDE.value)
    exactly = Organisation.objects.filter(Q(name__in=texts) | Q(code__in=texts)).filter(reach)
    for pk, name, code in exactly.values_list("pk", "name", "code"):
        for text in {name, code} & set(found):
            found[text].append(pk)
    left = [text for text in texts if not found[text]]
    if left:
        shortly = Organisation.objects.filter(reach, short_name__in=left)
        for pk, short_name in shortly.values_list("pk", "short_name"):
            found[short_name].append(pk)
    return found


def spared(found: Resolved, keeper: Organisation, kind: str, text: str) -> list[int]:
    """Whom a text means among those an audience comes to; several when several are called so."""
    if kind in ("organisations", "branches"):
        return organisations_called(keeper, [text])[text]
    if kind == "persons":
        called = Q(person__name=text) | Q(person__code=text)
        return sorted(set(found.holders.filter(called).values_list("person", flat=True)))
    held = found.holders.annotate(called=Concat("post__organisation__name", "post__title"))
    vacant = found.vacant.annotate(called=Concat("organisation__name", "title"))
    return sorted(
        {
            *held.filter(called=text).values_list("post", flat=True),
            *vacant.filter(called=text).values_list("pk", flat=True),
        }
    )


def subjects_within(keeper: Organisation) -> list[str]:
    """What posts below the keeper are in charge of, to choose from."""
    pairs = Ancestry.objects.filter(ancestor=keeper, organisation=OuterRef("post__organisation"))
    running = Portfolio.objects.filter(Exists(pairs), until_on__isnull=True)
    return list(running.order_by("subject").values_list("subject", flat=True).distinct()[:50])
