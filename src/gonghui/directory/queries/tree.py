"""The tree unfolded step by step, as it stands or stood on a day, on one line or the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.queries.past import (
    called_on,
    children_on,
    counts_on,
    in_force,
    path_on,
)
from gonghui.organisations.rules.organisation import Line

MOST = 200  # under one organisation; the rest are on its own page


@dataclass(frozen=True, slots=True)
class Seen:
    """How the tree is looked at.

    Attributes:
        tops: Where the person sits: nothing above these is shown.
        on: The day whose tree it is.
    """

    user: Visitor
    tops: Sequence[Organisation]
    line: Line
    on: date


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation in the tree of a day.

    Attributes:
        name: What people called it that day.
        below: How many stood directly below it that day.
        is_there: Whether the person may open it; somebody else leads it today if not.
    """

    organisation: Organisation
    name: str
    below: int
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Level:
    """Those directly below one organisation, and how many more there are than are shown."""

    nodes: Sequence[Node]
    more: int


def tops_of(seen: Seen) -> list[Node]:
    """Where the tree begins: where the person sits; on the industrial line, whoever leads there."""
    if seen.line is Line.TERRITORIAL:
        return nodes(seen, sorted(seen.tops, key=lambda one: (one.order, one.code)))
    reach = Ancestry.objects.filter(ancestor__in=seen.tops).values("organisation")
    placed = Placement.objects.filter(in_force(seen.on), line=seen.line.value, parent__in=reach)
    leading = Organisation.objects.filter(pk__in=placed.values("parent"))
    return nodes(seen, list(leading.exclude(pk__in=placed.values("organisation"))[:MOST]))


def level_below(seen: Seen, organisation: Organisation) -> Level:
    """Those directly below an organisation on that day. As many questions for one as for fifty."""
    found = list(children_on(organisation, seen.on, seen.line)[: MOST + 1])
    more = 0
    if len(found) > MOST:
        more = counts_on([organisation.pk], seen.on, seen.line)[organisation.pk] - MOST
    return Level(nodes(seen, found[:MOST]), more)


def way_to(seen: Seen, organisation: Organisation) -> list[Organisation]:
    """From where the person sits down to an organisation, as it stood; empty outside the reach."""
    return below_seat(path_on(organisation, seen.on, seen.line), seen.tops)


def below_seat(way: Sequence[Organisation], tops: Collection[Organisation]) -> list[Organisation]:
    """A way down the tree, without what stands above where the person sits."""
    keys = {one.pk for one in tops}
    starts = [place for place, one in enumerate(way) if one.pk in keys]
    return list(way[starts[0] :]) if starts else []


def ways_to(
    organisations: Collection[Organisation], tops: Collection[Organisation]
) -> dict[int, list[Organisation]]:
    """The way down to each of these as it is today, from where the person sits. One query."""
    pairs = Ancestry.objects.filter(
        organisation__in=organisations, line=Line.TERRITORIAL.value
    ).select_related("ancestor")
    whole: dict[int, list[Organisation]] = {one.pk: [] for one in organisations}
    for pair in pairs.order_by("-steps"):
        whole[pair.organisation_id].append(pair.ancestor)
    return {pk: below_seat(way, tops) for pk, way in whole.items()}


def nodes(seen: Seen, found: Sequence[Organisation]) -> list[Node]:
    """Each as it stood on that day. Three questions, however many there are."""
    keys = [one.pk for one in found]
    called = called_on(found, seen.on)
    counts = counts_on(keys, seen.on, seen.line)
    reach = organisations_where(seen.user, Permission.ORGANISATION_VIEW)
    there = set(reach.filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Node(one, called[one.pk].short_name, counts.get(one.pk, 0), is_there=one.pk in there)
        for one in found
    ]
