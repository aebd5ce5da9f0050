"""Whom a directive goes to, and whom each of them answers to."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.directive import LEVELS
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.queries.audience import resolve
from gonghui.organisations.queries.tree import below, standing
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.rules.organisation import Line


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


def from_the_top(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Higher levels first, so that whoever is answered to has the ask before who answers."""
    rank = Case(
        *(When(level=level.value, then=Value(place)) for place, level in enumerate(LEVELS)),
        default=Value(len(LEVELS)),
        output_field=IntegerField(),
    )
    return organisations.order_by(rank, "pk")


def answering(directive: Directive, to: Sequence[Organisation]) -> Mapping[int, Assignment]:
    """For each, the nearest above it that has the ask already; the others answer to the issuer."""
    shares = Assignment.objects.filter(directive=directive)
    pairs = (
        Ancestry.objects.filter(
            organisation__in=[one.pk for one in to],
            line=Line.TERRITORIAL.value,
            steps__gt=0,
            ancestor__in=shares.values("organisation"),
        )
        .order_by("organisation", "steps")
        .values_list("organisation_id", "ancestor_id")
    )
    nearest: dict[int, int] = {}
    for organisation, ancestor in pairs:
        nearest.setdefault(organisation, ancestor)
    above = shares.filter(organisation__in={*nearest.values()})
    found = {share.organisation_id: share for share in above}
    return {organisation: found[ancestor] for organisation, ancestor in nearest.items()}
