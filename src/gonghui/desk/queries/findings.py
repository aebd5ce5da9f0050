"""What a leader wants to know first: how far it is, who leads, who is missing, what is stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children
from gonghui.plans.models import Task
from gonghui.plans.queries.task import Listed, listed
from gonghui.plans.rules.light import LightCounts, sum_of
from gonghui.returns.models import Round, Sheet
from gonghui.returns.queries.league import Place, league
from gonghui.returns.queries.rollup import Compared, Totals, compared, totals

# The strip of figures: what a half-year is judged by. What a form does not hold is left out.
HEADLINES = ("members", "new_members", "new_unions", "unionisation_rate")
# What the ranking is by when nobody chose.
RANKED_BY = "unionisation_rate"


@dataclass(frozen=True, slots=True)
class Figures:
    """One round as seen from one organisation.

    Attributes:
        places: Those directly below by one indicator, the missing last.
        unfiled: Of those below, the ones of whom something is missing.
    """

    round: Round
    totals: Totals
    headlines: Sequence[Compared]
    ranked_by: Compared | None
    places: Sequence[Place]

    @property
    def unfiled(self) -> list[Place]:
        """Those below of whom a sheet is still missing, the most first."""
        short = [place for place in self.places if place.filed < place.expected]
        return sorted(short, key=lambda place: place.filed - place.expected)


def newest_round(organisation: Organisation) -> Round | None:
    """The newest round on which an organisation stands; ``None`` before the first."""
    standing = Sheet.objects.filter(round=OuterRef("pk"), organisation=organisation)
    return (
        Round.objects.filter(Exists(standing))
        .select_related("form", "issuer", "directive")
        .order_by("-period", "-pk")
        .first()
    )


def figures_of(round: Round, organisation: Organisation, *, ranked_by: str = "") -> Figures | None:
    """A round's totals, headlines and league for one organisation; ``None`` when not on it."""
    whole = totals(round, organisation)
    if whole is None:
        return None
    lines = {one.indicator.code: one for one in compared(round, organisation)}
    chosen = lines.get(ranked_by) or lines.get(RANKED_BY) or next(iter(lines.values()), None)
    return Figures(
        round=round,
        totals=whole,
        headlines=[lines[code] for code in HEADLINES if code in lines],
        ranked_by=chosen,
        places=league(round, organisation, chosen.indicator.code) if chosen else [],
    )


@dataclass(frozen=True, slots=True)
class Lights:
    """The tasks an organisation issued and how their shares stand."""

    tasks: Sequence[Listed]
    counts: LightCounts

    @property
    def stuck(self) -> list[Listed]:
        """The tasks with a red light, the most first."""
        red = [one for one in self.tasks if one.counts.bad]
        return sorted(red, key=lambda one: -one.counts.bad)


def lights_at(organisation: Organisation, *, today: date) -> Lights:
    """All tasks issued by an organisation, with their lights."""
    tasks = (
        Task.objects.filter(issuer=organisation, directive__isnull=False, dropped_at=None)
        .select_related("issuer", "lead_department", "directive")
        .order_by("-directive__issued_at", "pk")
    )
    found = listed(list(tasks), today=today)
    return Lights(found, sum_of(one.counts for one in found))


def has_below(organisation: Organisation) -> bool:
    """Whether anybody stands below it."""
    return children(organisation).exists()
