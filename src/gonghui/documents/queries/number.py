"""The registers of numbers: whose they are, what was given, and that nothing is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from gonghui.documents.models import NumberSeries, Paper, SeriesYear
from gonghui.documents.rules.handling import Numbers, numbers_of
from gonghui.organisations.models import Organisation


def series_of(organisations: Sequence[Organisation]) -> QuerySet[NumberSeries]:
    """The registers of some organisations, those in use."""
    found = NumberSeries.objects.filter(organisation__in=organisations, closed=False)
    return found.select_related("organisation")


@dataclass(frozen=True, slots=True)
class Register:
    """One year of a series."""

    year: SeriesYear
    numbers: Numbers

    @property
    def first(self) -> int:
        """The first number given here."""
        return self.numbers.before + 1

    @property
    def given(self) -> int:
        """How many numbers were given here."""
        return self.numbers.last - self.numbers.before


def registers_of(organisations: Sequence[Organisation]) -> list[Register]:
    """Every year of every register, each with its gaps; two queries however many there are."""
    years = list(
        SeriesYear.objects.filter(series__organisation__in=organisations)
        .select_related("series__organisation")
        .order_by("series__code", "-year")
    )
    borne: dict[tuple[int, int], list[int]] = {}
    told = Paper.objects.filter(series__in={one.series_id for one in years})
    for series, year, sequence in told.values_list("series", "year", "sequence"):
        if series and year and sequence:  # a paper without a number bears none of the three
            borne.setdefault((series, year), []).append(sequence)
    return [
        Register(one, numbers_of(one.before, one.last, borne.get((one.series_id, one.year), [])))
        for one in years
    ]


def papers_of(year: SeriesYear) -> QuerySet[Paper]:
    """The papers that bear the numbers of a year, in their order."""
    found = Paper.objects.filter(series=year.series_id, year=year.year)
    return found.select_related("organisation", "drafted_by__person").order_by("sequence")
