"""Checks of the tree itself: superiors, circles, and the table of who is above whom."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from gonghui.organisations.models import Organisation, Placement
from gonghui.organisations.rules.organisation import Kind, Level, Line, Status

DISSOLVED, TERRITORIAL = Status.DISSOLVED.value, Line.TERRITORIAL.value
Found = QuerySet[Organisation]

# Who is above whom as the placements of today say; 40 steps end a walk round a circle.
_CLOSURE = """
    WITH RECURSIVE closure (line, organisation_id, ancestor_id, steps) AS (
        SELECT line, organisation_id, parent_id, 1 FROM organisations_placement
        WHERE until_on IS NULL AND organisation_id IN ({reach})
        UNION ALL
        SELECT c.line, c.organisation_id, p.parent_id, c.steps + 1 FROM closure c
        JOIN organisations_placement p
            ON p.organisation_id = c.ancestor_id AND p.line = c.line AND p.until_on IS NULL
        WHERE c.steps < 40
    )
"""
# Whoever meets themselves on the way up stands in a circle.
_CYCLE = " SELECT organisation_id FROM closure WHERE organisation_id = ancestor_id"
# Each stands on the territorial line itself, and on every line on which it has a superior.
_MISSING = """
    , wanted (line, organisation_id, ancestor_id, steps) AS (
        SELECT line, organisation_id, ancestor_id, steps FROM closure
        UNION ALL
        SELECT line, organisation_id, organisation_id, 0 FROM closure WHERE steps = 1
        UNION ALL
        SELECT 'territorial', id, id, 0 FROM organisations_organisation
        WHERE kind <> 'outside' AND id IN ({reach})
    )
    SELECT w.organisation_id FROM wanted w WHERE NOT EXISTS (
        SELECT 1 FROM organisations_ancestry a
        WHERE a.line = w.line AND a.organisation_id = w.organisation_id
            AND a.ancestor_id = w.ancestor_id AND a.steps = w.steps)
"""
# More rows than are right; an organisation's own row on a line it left may stay.
_EXTRA = """
    , fitting (line, organisation_id, n) AS (
        SELECT c.line, c.organisation_id, COUNT(*) FROM closure c
        JOIN organisations_ancestry a
            ON a.line = c.line AND a.organisation_id = c.organisation_id
            AND a.ancestor_id = c.ancestor_id AND a.steps = c.steps
        GROUP BY c.line, c.organisation_id
    ), entered (line, organisation_id, n) AS (
        SELECT line, organisation_id, COUNT(*) FROM organisations_ancestry
        WHERE NOT (steps = 0 AND organisation_id = ancestor_id) AND organisation_id IN ({reach})
        GROUP BY line, organisation_id
    )
    SELECT e.organisation_id FROM entered e
    LEFT JOIN fitting f ON f.line = e.line AND f.organisation_id = e.organisation_id
    WHERE e.n > COALESCE(f.n, 0)
"""


def in_tree(organisations: Found) -> Found:
    """Union organisations that have not ended."""
    return organisations.exclude(kind=Kind.OUTSIDE.value).exclude(status=DISSOLVED)


def _among(organisations: Found, *pieces: str) -> Found:
    """Those of the organisations that a statement finds when it looks at them alone."""
    reach, params = organisations.order_by().values("pk").query.sql_with_params()
    sql = "".join(pieces)
    statement = sql.replace("{reach}", reach)
    found = RawSQL(statement, params * sql.count("{reach}"))  # noqa: S611 -- its values are parameters
    return organisations.filter(pk__in=found)


def _orphans(organisations: Found, _on: date) -> Found:
    """Without a superior, though somebody stands on a higher level: the top has none by right."""
    placed = Placement.objects.filter(
        organisation=OuterRef("pk"), line=TERRITORIAL, until_on__isnull=True
    )
    levels = [level.value for level in Level]
    everywhere, below = in_tree(Organisation.objects.all()), Q(pk=None)
    for place, level in enumerate(levels):
        below |= Q(Exists(everywhere.filter(level__in=levels[:place])), level=level)
    return in_tree(organisations).filter(~Exists(placed)).filter(below)


def _cycles(organisations: Found, _on: date) -> Found:
    """Above itself by going round."""
    return _among(organisations, _CLOSURE, _CYCLE)


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
    return _among(in_tree(organisations), _CLOSURE, _MISSING)


def _ancestry_extra(organisations: Found, _on: date) -> Found:
    """The table puts somebody above it who is not. What has ended keeps its rows as history."""
    return _among(organisations.exclude(status=DISSOLVED), _CLOSURE, _EXTRA)


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
