"""Whom a directive goes to, and whom each of them answers to."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.directive import LEVELS
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.queries.audience import resolve
from gonghui.organisations.queries.tree import below, standing
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.rules.organisation import Level, Line


def meant(directive: Directive, *, on: date) -> QuerySet[Organisation]:
    """Everybody its audience comes to who can be asked; only below the issuer, never itself.

    Raises:
        RuleBroken: ``directive.nobody_addressed`` when no audience was chosen, and as
            ``organisations.queries.audience.resolve``.
    """
    if not directive.audience:
        raise RuleBroken("directive.nobody_addressed")
    described = Description.from_json(directive.audience)
    found = resolve(described, keeper=directive.issuer, on=on).organisations
    reached = below(directive.issuer).values("pk")
    return standing(found).filter(pk__in=reached).exclude(pk=directive.issuer_id).order_by()


def next_of(directive: Directive, *, on: date) -> tuple[Level | None, list[int]]:
    """The keys of those who come next, all of one level; ``None`` when nobody is left.

    Higher levels come first: whoever is answered to has the ask before who answers. Only what
    stands after the last one delivered is looked at.
    """
    begun = directive.delivered_level
    first = LEVELS.index(Level(begun)) if begun else 0
    found = meant(directive, on=on)
    for level in LEVELS[first:]:
        after = directive.delivered_pk if level.value == begun else 0
        here = found.filter(level=level.value, pk__gt=after).order_by("pk")
        if keys := list(here.values_list("pk", flat=True)):
            return level, keys
    return None, []


def answering(directive: Directive, to: Sequence[Organisation]) -> Mapping[int, Assignment]:
    """For each, the nearest above it that has the ask already; the others answer to the issuer."""
    pairs = list(
        Ancestry.objects.filter(
            organisation__in=[one.pk for one in to], line=Line.TERRITORIAL.value, steps__gt=0
        )
        .order_by("organisation", "steps")
        .values_list("organisation_id", "ancestor_id")
    )
    shares = Assignment.objects.filter(
        directive=directive, organisation__in={ancestor for _, ancestor in pairs}
    )
    found = {share.organisation_id: share for share in shares}
    nearest: dict[int, Assignment] = {}
    for organisation, ancestor in pairs:
        if ancestor in found:
            nearest.setdefault(organisation, found[ancestor])
    return nearest
