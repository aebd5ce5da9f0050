"""The tree, one level a page, and what is known of one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.organisations.models import Ancestry, Department, Organisation, Tenure
from gonghui.organisations.queries.post import holders_at
from gonghui.organisations.queries.search import found
from gonghui.organisations.queries.tree import children, path
from gonghui.organisations.rules.organisation import Line
from gonghui.returns.models import Round, Sheet
from gonghui.returns.queries.rollup import Compared, compared

HEADLINES = (
    "unions",
    "employees",
    "members",
    "new_members",
    "unionisation_rate",
    "funds_collected",
)


def within_reach(user: Visitor) -> QuerySet[Organisation]:
    """Organisations a person may look at."""
    return organisations_where(user, Permission.ORGANISATION_VIEW)


def counted(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Each with ``below_count``: how many stand below it, on all levels."""
    below = (
        Ancestry.objects.filter(ancestor=OuterRef("pk"), line=Line.TERRITORIAL.value, steps__gte=1)
        .order_by()
        .values("ancestor")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return organisations.annotate(below_count=Coalesce(Subquery(below), 0))


def level_below(organisation: Organisation) -> QuerySet[Organisation]:
    """Those directly below, with how many stand below each."""
    return counted(children(organisation)).order_by("order", "code")


def found_within(user: Visitor, text: str) -> QuerySet[Organisation]:
    """Organisations in reach by name, code, pinyin or initials."""
    return counted(within_reach(user).filter(pk__in=found(text).values("pk"))).order_by(
        "level", "order", "code"
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What one page tells of an organisation.

    Attributes:
        above: From the top down to itself, as far as the person may see.
        round: The newest round it stands on; ``None`` before the first.
        figures: The headline figures of that round.
    """

    above: Sequence[Organisation]
    holders: Sequence[Tenure]
    departments: Sequence[Department]
    round: Round | None
    figures: Sequence[Compared]


def known_of(organisation: Organisation, user: Visitor, *, on: date) -> Known:
    """Posts, departments and the last figures of an organisation, as of a day."""
    seen = set(
        within_reach(user).filter(below__organisation=organisation).values_list("pk", flat=True)
    )
    newest = (
        Round.objects.filter(pk__in=Sheet.objects.filter(organisation=organisation).values("round"))
        .select_related("form")
        .order_by("-period", "-pk")
        .first()
    )
    lines = compared(newest, organisation) if newest else []
    return Known(
        above=[one for one in path(organisation) if one.pk in seen],
        holders=list(holders_at(organisation, on=on)),
        departments=list(organisation.departments.all()),
        round=newest,
        figures=[one for one in lines if one.indicator.code in HEADLINES],
    )
