"""Who stood below whom, and as what, on any day, as conditions for further queries.

Of a day since which nothing was moved the table of ancestors answers; of an earlier one the
placements of that day do, walked by the database itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from gonghui.organisations.models import Ancestry, ChangeParty, Placement
from gonghui.organisations.rules.audience import Reach
from gonghui.organisations.rules.change import ChangeKind, PartyRole
from gonghui.organisations.rules.organisation import Level, Line, Status
from gonghui.organisations.rules.status import STATUS_CHANGES, status_before

FARTHEST = 50  # steps; no tree of federations is as deep
_STEPS = {
    Reach.ITSELF: (0, 0),
    Reach.DIRECT: (1, 1),
    Reach.BELOW: (1, FARTHEST),
    Reach.WHOLE: (0, FARTHEST),
}
_WALK = """
    WITH RECURSIVE walked(organisation_id, steps) AS (
        SELECT id, 0 FROM organisations_organisation WHERE id = %s AND level <> %s
        UNION
        SELECT placed.organisation_id, walked.steps + 1
        FROM organisations_placement placed
        JOIN walked ON placed.parent_id = walked.organisation_id
        WHERE placed.line = %s AND placed.from_on <= %s
        AND (placed.until_on IS NULL OR placed.until_on >= %s) AND walked.steps < %s
    )
    SELECT organisation_id FROM walked WHERE steps BETWEEN %s AND %s
"""


@dataclass(frozen=True, slots=True)
class TreeOfDay:
    """The tree of one day.

    Attributes:
        as_now: Nothing was placed or moved since, so that the ancestors of today are right.
    """

    on: date
    as_now: bool

    def there(self) -> Q:
        """Founded, and not ended, on that day."""
        founded = Q(founded_on__isnull=True) | Q(founded_on__lte=self.on)
        return founded & (Q(ended_on__isnull=True) | Q(ended_on__gte=self.on))

    def below(self, top: int, line: Line, reach: Reach, *, few: bool) -> Q:
        """Below an organisation on a line, as far as the reach goes.

        Itself is itself on either line, whether or not anybody stands below it there.
        ``few``: the query is narrowed to few organisations otherwise, so each is looked up; else
        all below are gone through.
        """
        nearest, farthest = _STEPS[reach]
        if not self.as_now:
            day = self.on.isoformat()
            walk = [
                top, Level.OUTSIDE.value, line.value, day, day, FARTHEST, nearest, farthest,
            ]  # fmt: skip
            return Q(pk__in=RawSQL(_WALK, walk))  # noqa: S611 -- no word of a person is in the statement
        pairs = Ancestry.objects.filter(ancestor=top, line=line.value)
        if reach is not Reach.WHOLE:
            pairs = pairs.filter(steps__gte=nearest, steps__lte=farthest)
        if few:
            found = Q(Exists(pairs.filter(organisation=OuterRef("pk"))))
        else:
            found = Q(pk__in=pairs.values("organisation"))
        if line is Line.INDUSTRIAL and nearest == 0:
            return found | (Q(pk=top) & ~Q(level=Level.OUTSIDE.value))
        return found

    def reached(self, top: int) -> Q:
        """An organisation and all below it, on whichever line."""
        territorial = self.below(top, Line.TERRITORIAL, Reach.WHOLE, few=True)
        return territorial | self.below(top, Line.INDUSTRIAL, Reach.WHOLE, few=True)

    def status_in(self, statuses: Collection[Status]) -> Q:
        """Of one of these statuses on that day. One query for what changed since."""
        then = _statuses_then(self.on)
        wanted = [key for key, status in then.items() if status in statuses]
        now = Q(status__in=[status.value for status in statuses])
        return (now & ~Q(pk__in=list(then))) | Q(pk__in=wanted) if then else now


def tree_of_day(on: date) -> TreeOfDay:
    """The tree of a day: today's table of ancestors where it is right, else the placements."""
    moved_since = Placement.objects.filter(Q(from_on__gt=on) | Q(until_on__gte=on))
    return TreeOfDay(on, as_now=not moved_since.exists())


def _statuses_then(on: date) -> dict[int, Status]:
    """The organisations whose status an act changed after a day, with what it was on that day."""
    acts = ChangeParty.objects.filter(
        role=PartyRole.SUBJECT.value, change__kind__in=[one.value for one in STATUS_CHANGES]
    )
    changed = acts.filter(change__effective_on__gt=on).values("organisation")
    rows = acts.filter(organisation__in=changed).order_by("change__effective_on", "change_id")
    known: dict[int, tuple[Status, list[ChangeKind], int]] = {}
    for key, now, kind, day in rows.values_list(
        "organisation", "organisation__status", "change__kind", "change__effective_on"
    ):
        status, kinds, later = known.get(key, (Status(now), [], 0))
        known[key] = (status, [*kinds, ChangeKind(kind)], later + (day > on))
    return {key: status_before(now, kinds, later=n) for key, (now, kinds, n) in known.items()}
