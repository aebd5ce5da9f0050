"""Reading the tree: who is above, who is below, who stands beside."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.rules.organisation import Line, Status

TERRITORIAL = Line.TERRITORIAL


def below(organisation: Organisation, *, line: Line = TERRITORIAL) -> QuerySet[Organisation]:
    """The organisation and all below it that are still there."""
    return Organisation.objects.filter(
        above__ancestor=organisation, above__line=line, ended_on__isnull=True
    )


def below_all(
    branches: Iterable[Organisation], *, line: Line = TERRITORIAL
) -> QuerySet[Organisation]:
    """These and all below them that are still there, as one condition for other queries."""
    pairs = Ancestry.objects.filter(ancestor__in=[one.pk for one in branches], line=line.value)
    return Organisation.objects.filter(pk__in=pairs.values("organisation"), ended_on__isnull=True)


def children(organisation: Organisation, *, line: Line = TERRITORIAL) -> QuerySet[Organisation]:
    """Those directly below that are still there, in their order."""
    return Organisation.objects.filter(
        above__ancestor=organisation, above__line=line, above__steps=1, ended_on__isnull=True
    )


def children_on_any_line(organisation: Organisation) -> QuerySet[Organisation]:
    """Those directly below on one line or the other, each once."""
    pairs = Ancestry.objects.filter(ancestor=organisation, steps=1)
    return Organisation.objects.filter(pk__in=pairs.values("organisation"), ended_on__isnull=True)


def standing(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Of these, the ones that can be asked: already founded (已建), not at rest, not ended."""
    return organisations.filter(status=Status.STANDING.value)


def superior(organisation: Organisation, *, line: Line = TERRITORIAL) -> Organisation | None:
    """The one directly above; ``None`` at the top and for outside bodies."""
    pair = (
        Ancestry.objects.filter(organisation=organisation, line=line, steps=1)
        .select_related("ancestor")
        .first()
    )
    return pair.ancestor if pair else None


def path(organisation: Organisation, *, line: Line = TERRITORIAL) -> list[Organisation]:
    """From the top down to the organisation itself: its breadcrumbs."""
    pairs = Ancestry.objects.filter(organisation=organisation, line=line).order_by("-steps")
    return [pair.ancestor for pair in pairs.select_related("ancestor")]


def is_below(
    organisation: Organisation, ancestor: Organisation, *, line: Line = TERRITORIAL
) -> bool:
    """Whether ``organisation`` is ``ancestor`` or stands anywhere below it."""
    return Ancestry.objects.filter(organisation=organisation, ancestor=ancestor, line=line).exists()


def organisation_named(name: str) -> Organisation | None:
    """The organisation with exactly this name or short name; ``None`` when none or several."""
    matches = Organisation.objects.filter(Q(name=name) | Q(short_name=name))[:2]
    return matches[0] if len(matches) == 1 else None
