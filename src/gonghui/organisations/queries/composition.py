"""Audiences composed of audiences: what stands in them, who uses them, what they mention."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Audience, Organisation, Post
from gonghui.organisations.rules.audience import DEEPEST, Description, Names
from gonghui.people.models import Person


def inner_audiences(description: Description) -> dict[int, Audience]:
    """Every audience it is composed of, however deep, by key.

    Raises:
        RuleBroken: ``audience.gone`` when one is not there any more.
    """
    known: dict[int, Audience] = {}
    wave = description.audiences
    for _ in range(DEEPEST + 1):
        if not wave:
            break
        found = Audience.objects.select_related("keeper").in_bulk(wave)
        if len(found) < len(wave):
            raise RuleBroken("audience.gone")
        known |= found
        read = [Description.from_json(one.description) for one in found.values()]
        wave = {key for one in read for key in one.audiences} - set(known)
    return known


def composition_of(audiences: dict[int, Audience]) -> dict[int, set[int]]:
    """What each of these is composed of, for ``check_composition``."""
    return {key: Description.from_json(one.description).audiences for key, one in audiences.items()}


def composed_with(audience: Audience) -> list[Audience]:
    """The audiences composed of this one: its keeper's own, and of those above its keeper."""
    others = Audience.objects.filter(
        Exists(Ancestry.objects.filter(ancestor=OuterRef("keeper"), organisation=audience.keeper))
        | Q(keeper=audience.keeper)
    ).exclude(pk=audience.pk)
    return [
        one
        for one in others.order_by("name", "pk")
        if audience.pk in Description.from_json(one.description).audiences
    ]


def names_in(description: Description, *, keeper: Organisation) -> Names:
    """The names of everything a description mentions, for its sentence. At most four queries."""
    parts, without = description.parts, description.without
    keys = {key for part in parts for key in part.named} | {
        part.below for part in parts if part.below is not None
    }
    organisations = keys | {*without.organisations, *without.branches}
    posts = Post.objects.filter(pk__in=without.posts).select_related("organisation")
    persons = Person.objects.filter(pk__in=without.persons)
    audiences = Audience.objects.filter(pk__in=description.audiences)
    return Names(
        keeper=keeper.name,
        organisations=_named(Organisation.objects.filter(pk__in=organisations)),
        audiences=_named(audiences),
        posts=_named(posts),
        persons=_named(persons),
    )


def _named(records: QuerySet[Any]) -> dict[int, str]:
    return {one.pk: str(one) for one in records}
