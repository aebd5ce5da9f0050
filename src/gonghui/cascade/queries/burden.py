"""What those addressed owe already, and what was asked that looks the same."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import OPEN, DirectiveKind, DirectiveState
from gonghui.cascade.rules.burden import ALIKE_FROM, Burden, Load, burden_of, likeness
from gonghui.organisations.models import Organisation

SHOWN = 5
LOOKED_THROUGH = 500  # the newest asks still out

# What one answer takes, by the kind of ask: directives in, minutes by directive out.
Minutes = Callable[[Collection[int]], Mapping[int, int]]
_minutes: dict[DirectiveKind, Minutes] = {}


def register(kind: DirectiveKind, minutes: Minutes) -> None:
    """From now on this says how long an answer of that kind takes."""
    _minutes[kind] = minutes


@dataclass(frozen=True, slots=True)
class Overlap:
    """Something already asked that looks like what is about to be asked.

    Attributes:
        shared: How many of those addressed have it on their desks or answered it.
    """

    directive: Directive
    shared: int


def burden_on(organisations: QuerySet[Organisation], *, today: date) -> Burden:
    """What these owe already. A handful of queries, however many they are."""
    keys = organisations.values("pk")
    owed = Assignment.objects.filter(
        organisation__in=keys,
        state__in=[state.value for state in OPEN],
        directive__state=DirectiveState.ISSUED.value,
    ).order_by()
    minutes = _minutes_of(owed)
    rows = owed.values_list("organisation").annotate(
        asks=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    loads = {pk: [asks, late, 0] for pk, asks, late in rows}
    for pk, directive in owed.filter(directive__in=minutes).values_list(
        "organisation", "directive"
    ):
        loads[pk][2] += minutes[directive]
    return burden_of(organisations.count(), [Load(*load) for load in loads.values()])


def _minutes_of(owed: QuerySet[Assignment]) -> dict[int, int]:
    asks = owed.values_list("directive__kind", "directive").distinct()
    by_kind: dict[str, set[int]] = {}
    for kind, directive in asks:
        by_kind.setdefault(kind, set()).add(directive)
    known: dict[int, int] = {}
    for kind, directives in by_kind.items():
        if minutes := _minutes.get(DirectiveKind(kind)):
            known |= minutes(directives)
    return {directive: count for directive, count in known.items() if count}


def overlaps(
    directive: Directive, organisations: QuerySet[Organisation], *, since: date
) -> list[Overlap]:
    """What was asked of some of these since that day under a title much the same."""
    out = [DirectiveState.ISSUED.value, DirectiveState.CLOSED.value]
    newest = (
        Directive.objects.filter(state__in=out, issued_at__date__gte=since)
        .exclude(pk=directive.pk)
        .order_by("-issued_at")[:LOOKED_THROUGH]
    )
    alike = {one.pk: one for one in newest if likeness(one.title, directive.title) >= ALIKE_FROM}
    rows = (
        Assignment.objects.filter(directive__in=alike, organisation__in=organisations.values("pk"))
        .order_by()
        .values_list("directive")
        .annotate(shared=Count("pk"))
    )
    found = [Overlap(alike[pk], shared) for pk, shared in rows]
    return sorted(found, key=lambda one: (-one.shared, -one.directive.pk))[:SHOWN]
