"""What confirming a reading will write: who is known already, who and what is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gonghui.bulletins.models import Reading
from gonghui.bulletins.rules.days import Days, days_of
from gonghui.bulletins.rules.naming import is_short, place_of, plain_name, whole_name
from gonghui.bulletins.rules.review import settled
from gonghui.organisations.models import Organisation, Tenure
from gonghui.organisations.queries.tree import organisation_named, path
from gonghui.organisations.rules.naming import outside_code
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Person


@dataclass(frozen=True, slots=True)
class Body:
    """A body a text names.

    Attributes:
        told: As the text names it.
        name: Its whole name.
        code: The code it has or will have as an outside body.
        organisation: The registered one; ``None`` when it will be entered as an outside body.
    """

    told: str
    name: str
    code: str
    organisation: Organisation | None


@dataclass(frozen=True, slots=True)
class ProposedPost:
    """A post a text gives somebody."""

    body: Body
    title: str


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody a text names.

    Attributes:
        person: The registered person of that name at one of these bodies; ``None`` when new.
        namesakes: How many registered people have the name and were not chosen.
        registers: Whether confirming enters this person; a name without a post stays a name.
    """

    name: str
    posts: Sequence[ProposedPost]
    roles: Sequence[str]
    person: Person | None
    namesakes: int
    registers: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that will be written in one act.

    Attributes:
        organiser: The registered organiser; where the text names none, whose reading it is.
        organiser_told: The organiser as the text names it; empty when it does not.
        host: The registered host; ``None`` when there is none or it is only words.
    """

    record: Mapping[str, Any]
    days: Days
    organiser: Organisation
    organiser_told: str
    host: Organisation | None
    people: Sequence[ProposedPerson]


def proposal_of(reading: Reading) -> Proposal:
    """Match what was read and decided with what is registered."""
    record = settled(reading.record, reading.decisions)
    organiser = _union(record["organiser"]) or reading.organisation
    host = _union(record["host"])
    places = _places(organiser, record["host"] or "")
    bodies = _Bodies(places, scope=f"reading {reading.pk}")
    return Proposal(
        record=record,
        days=days_of(record["date"]),
        organiser=organiser,
        organiser_told=record["organiser"] or "",
        host=host,
        people=[_person(told, bodies) for told in record["people"]],
    )


def _union(told: str | None) -> Organisation | None:
    """The organisation of that name, or the federation of the place of that name."""
    if not told:
        return None
    return registered(told) or registered(f"{place_of(told)}总工会")


def registered(name: str) -> Organisation | None:
    """The union organisation of that name, also when the peoples of its place are left out."""
    return organisation_named(name) or _autonomous(name)


def _autonomous(name: str) -> Organisation | None:
    plain = plain_name(name)
    likely = Organisation.objects.exclude(kind=Kind.OUTSIDE.value).filter(name__startswith=name[:2])
    near = likely.filter(Q(name__contains="自治", name__endswith=name[-3:]) | Q(name=plain))
    same = [one for one in near if plain_name(one.name) == plain]
    return same[0] if len(same) == 1 else None


def _places(organiser: Organisation, host: str) -> list[str]:
    above = [place_of(one.name) for one in reversed(path(organiser))]
    own = place_of(organiser.name)
    return [own, *([place_of(host)] if host else []), *above]


class _Bodies:
    """The bodies a text names, each looked up once."""

    def __init__(self, places: Sequence[str], *, scope: str) -> None:
        self.places = places
        self.scope = scope
        self.found: dict[str, Body] = {}

    def named(self, told: str) -> Body:
        if told not in self.found:
            self.found[told] = self._look_up(told)
        return self.found[told]

    def _look_up(self, told: str) -> Body:
        name = whole_name(told, self.places)[:120]
        code = outside_code(name, self.scope if is_short(name) else "")
        if is_short(name):
            known = Organisation.objects.filter(code=code).first()
        else:
            known = registered(name) or Organisation.objects.filter(code=code).first()
        return Body(told, name, code, known)


def _person(told: Mapping[str, Any], bodies: _Bodies) -> ProposedPerson:
    posts = [
        ProposedPost(bodies.named(post["organisation"]), post["title"])
        for post in told["posts"]
        if post.get("organisation")
    ]
    same_name = list(Person.objects.filter(name=told["name"]).order_by("pk"))
    known = [post.body.organisation for post in posts if post.body.organisation]
    serving = set(
        Tenure.objects.filter(person__in=same_name, post__organisation__in=known).values_list(
            "person_id", flat=True
        )
    )
    chosen = same_name_at(same_name, serving)
    return ProposedPerson(
        name=told["name"],
        posts=posts,
        roles=told["roles"],
        person=chosen,
        namesakes=len(same_name) - (1 if chosen else 0),
        registers=chosen is None and bool(posts) and len(serving) == 0,
    )


def same_name_at(people: Sequence[Person], serving: set[int]) -> Person | None:
    """The one of that name who serves there; nobody is chosen among several."""
    there = [person for person in people if person.pk in serving]
    return there[0] if len(there) == 1 else None
