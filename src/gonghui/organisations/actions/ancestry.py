"""Keeping the table of who is above whom true when placements change.

An organisation that has ended keeps its rows: whoever stood above it, or took over from it, still
reads its history. ``queries.tree`` leaves it out of "those below".
"""

from collections.abc import Collection

from django.db import connection, transaction

from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.rules.organisation import Line

# Every pair of somebody above the new superior with somebody below the moved ones, in one
# statement: ten thousand organisations move without a row of theirs passing through Python.
_HANG = """
    INSERT INTO organisations_ancestry (line, ancestor_id, organisation_id, steps)
    SELECT above.line, above.ancestor_id, below.organisation_id, above.steps + below.steps + 1
    FROM organisations_ancestry above
    JOIN organisations_ancestry below ON below.line = above.line
    WHERE above.organisation_id = %s AND above.line = %s AND below.ancestor_id IN ({places})
"""


def lock_trees_of(organisations: Collection[Organisation]) -> None:
    """One act on a tree at a time: two moves at once could close a circle neither sees.

    The lock is on the tops alone and leaves people filing (their rows only refer to it).
    """
    pairs = Ancestry.objects.filter(organisation__in=organisations).order_by("steps")
    top_of = {(pair.organisation_id, pair.line): pair.ancestor_id for pair in pairs}
    tops = Organisation.objects.select_for_update(no_key=True).filter(pk__in=top_of.values())
    list(tops.order_by("pk").values_list("pk"))


@transaction.atomic
def hang(branches: Collection[Organisation], *, below: Organisation, line: Line) -> None:
    """Put whole branches below another superior on a line, wherever they stood before.

    The branches stand beside each other: none is above another.
    """
    keys = [one.pk for one in branches]
    if not keys:
        return
    for one in (below, *branches):
        take_part(one, line=line)
    pairs = Ancestry.objects.filter(line=line.value)
    inside = pairs.filter(ancestor__in=keys).values("organisation")
    above = pairs.filter(organisation__in=keys, steps__gt=0).values("ancestor")
    pairs.filter(organisation__in=inside, ancestor__in=above).delete()
    with connection.cursor() as cursor:
        sql = _HANG.format(places=", ".join(["%s"] * len(keys)))
        cursor.execute(sql, [below.pk, line.value, *keys])


def take_part(organisation: Organisation, *, line: Line) -> None:
    """Enter an organisation on a line it did not stand on yet."""
    Ancestry.objects.get_or_create(
        line=line.value, organisation=organisation, ancestor=organisation, defaults={"steps": 0}
    )
