"""Checks of the tree itself: superiors, circles, and the table of who is above whom."""

from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL

from gonghui.organisations.models import Organisation, Placement
from gonghui.organisations.queries.level import rank
from gonghui.organisations.rules.organisation import Kind, Line, Status

DISSOLVED, TERRITORIAL = Status.DISSOLVED.value, Line.TERRITORIAL.value
Found = QuerySet[Organisation]

# Whoever can be reached from a top by going down stands in no circle; the few who cannot are
# walked up from, and are in a circle when the walk comes back. The healthy tree is read once.
_CYCLE = """
    WITH RECURSIVE reached (line, id) AS (
        SELECT p.line, p.parent_id FROM organisations_placement p
        WHERE p.until_on IS NULL AND NOT EXISTS (
            SELECT 1 FROM organisations_placement q
            WHERE q.line = p.line AND q.organisation_id = p.parent_id AND q.until_on IS NULL)
        UNION
        SELECT p.line, p.organisation_id FROM reached r
        JOIN organisations_placement p
            ON p.parent_id = r.id AND p.line = r.line AND p.until_on IS NULL
    ), lost (line, id) AS (
        SELECT line, organisation_id FROM organisations_placement WHERE until_on IS NULL
        EXCEPT SELECT line, id FROM reached
    ), walk (line, start, id) AS (
        SELECT line, id, id FROM lost
        UNION
        SELECT w.line, w.start, p.parent_id FROM walk w
        JOIN organisations_placement p
            ON p.organisation_id = w.id AND p.line = w.line AND p.until_on IS NULL
    )
    SELECT w.start FROM walk w
    JOIN organisations_placement p
        ON p.organisation_id = w.id AND p.line = w.line AND p.until_on IS NULL
    WHERE p.parent_id = w.start
"""

# Who is above whom as the placements of today say; 40 steps end a walk round a circle.
_CLOSURE = """
    WITH RECURSIVE closure (line, organisation_id, ancestor_id, steps) AS (
        SELECT line, organisation_id, parent_id, 1 FROM organisations_placement
        WHERE until_on IS NULL
        UNION
        SELECT c.line, c.organisation_id, p.parent_id, c.steps + 1 FROM closure c
        JOIN organisations_placement p
            ON p.organisation_id = c.ancestor_id AND p.line = c.line AND p.until_on IS NULL
        WHERE c.steps < 40
    ), itself (line, organisation_id, ancestor_id, steps) AS (
        SELECT 'territorial', id, id, 0 FROM organisations_organisation WHERE kind <> 'outside'
        UNION
        SELECT line, organisation_id, organisation_id, 0 FROM organisations_placement
        WHERE until_on IS NULL
        UNION
        SELECT line, parent_id, parent_id, 0 FROM organisations_placement WHERE until_on IS NULL
    ), entered (line, organisation_id, ancestor_id, steps) AS (
        SELECT line, organisation_id, ancestor_id, steps FROM organisations_ancestry
    )
"""
_MISSING = f"""
    {_CLOSURE}
    SELECT organisation_id FROM (
        SELECT * FROM (SELECT * FROM closure UNION ALL SELECT * FROM itself) wanted
        EXCEPT SELECT * FROM entered) missing
"""  # noqa: S608 -- both pieces stand above
# An organisation's own row on a line it left stays; nobody is below it there.
_EXTRA = f"""
    {_CLOSURE}
    SELECT organisation_id FROM (
        SELECT * FROM entered WHERE steps > 0 OR organisation_id <> ancestor_id
        EXCEPT SELECT * FROM closure) extra
"""  # noqa: S608 -- both pieces stand above


def in_tree(organisations: Found) -> Found:
    """Union organisations that have not ended."""
    return organisations.exclude(kind=Kind.OUTSIDE.value).exclude(status=DISSOLVED)


def _among(organisations: Found, sql: str) -> Found:
    return organisations.filter(pk__in=RawSQL(sql, ()))  # noqa: S611 -- no word of it comes from outside


def _orphans(organisations: Found, _on: date) -> Found:
    """Without a superior, though somebody stands on a higher level: the top has none by right."""
    highest = (
        in_tree(Organisation.objects.all())
        .annotate(rank=rank())
        .order_by()
        .values(all=Value(1))
        .annotate(highest=Min("rank"))
        .values("highest")
    )
    placed = Placement.objects.filter(
        organisation=OuterRef("pk"), line=TERRITORIAL, until_on__isnull=True
    )
    return (
        in_tree(organisations)
        .annotate(rank=rank())
        .filter(~Exists(placed), rank__gt=Subquery(highest))
    )


def _cycles(organisations: Found, _on: date) -> Found:
    """Above itself by going round."""
    return _among(organisations, _CYCLE)


def _two_superiors(organisations: Found, _on: date) -> Found:
    """On one line, on one day, below two."""
    second = Placement.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("from_on")),
        organisation=OuterRef("organisation"),
        line=OuterRef("line"),
    ).exclude(pk=OuterRef("pk"))
    until = OuterRef("until_on")
    meeting = Exists(second.filter(from_on__lte=until)) | (
        Q(until_on__isnull=True) & Exists(second)
    )
    both = Placement.objects.filter(meeting, organisation=OuterRef("pk")).order_by(
        "-from_on", "-pk"
    )
    return organisations.filter(Exists(both)).annotate(
        fact=Subquery(both.values("parent__name")[:1])
    )


def _superior_gone(organisations: Found, _on: date) -> Found:
    """Below an organisation that is dissolved or is no union."""
    gone = Placement.objects.filter(
        Q(parent__status=DISSOLVED) | Q(parent__kind=Kind.OUTSIDE.value),
        organisation=OuterRef("pk"),
        until_on__isnull=True,
    )
    return (
        in_tree(organisations)
        .filter(Exists(gone))
        .annotate(fact=Subquery(gone.values("parent__name")[:1]))
    )


def _ancestry_missing(organisations: Found, _on: date) -> Found:
    """Somebody above it is not in the table that totals and rights are read by."""
    return _among(in_tree(organisations), _MISSING)


def _ancestry_extra(organisations: Found, _on: date) -> Found:
    """The table puts somebody above it who is not. What has ended keeps its rows as history."""
    return _among(organisations.exclude(status=DISSOLVED), _EXTRA)


def _status_and_end(organisations: Found, _on: date) -> Found:
    """Dissolved without a last day, or with a last day and not dissolved."""
    return organisations.filter(
        Q(status=DISSOLVED, ended_on__isnull=True) | Q(~Q(status=DISSOLVED), ended_on__isnull=False)
    ).annotate(fact=F("ended_on"))


def _dissolved_placed(organisations: Found, _on: date) -> Found:
    """Dissolved, and still below somebody or above somebody."""
    open_now = Placement.objects.filter(until_on__isnull=True)
    return organisations.filter(
        Exists(open_now.filter(organisation=OuterRef("pk")))
        | Exists(open_now.filter(parent=OuterRef("pk"))),
        status=DISSOLVED,
    ).annotate(fact=F("ended_on"))


FINDERS = {
    "tree.orphan": _orphans,
    "tree.cycle": _cycles,
    "tree.two_superiors": _two_superiors,
    "tree.superior_gone": _superior_gone,
    "tree.ancestry_missing": _ancestry_missing,
    "tree.ancestry_extra": _ancestry_extra,
    "organisation.status_and_end": _status_and_end,
    "organisation.dissolved_placed": _dissolved_placed,
}
