"""How long an elected committee serves, and on which day its term runs out."""

from datetime import date, timedelta

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind, Level

# Source: Trade Union Law (2021), article 16: committees of grassroots unions serve three or five
# years, those of local federations and of industrial unions five. The law knows the federation of
# a township as one of grassroots unions (article 11), so both are taken there.
YEARS = {
    Level.PROVINCE: (5,),
    Level.CITY: (5,),
    Level.COUNTY: (5,),
    Level.TOWNSHIP: (3, 5),
    Level.GRASSROOTS: (3, 5),
    Level.OUTSIDE: (),
}


def years_of(kind: Kind, level: Level) -> tuple[int, ...]:
    """How many years a term may have; empty where nobody is elected."""
    return (5,) if kind is Kind.INDUSTRIAL else YEARS[level]


def check_years(years: int, kind: Kind, level: Level) -> None:
    """Whether an organisation may elect for so many years.

    Raises:
        RuleBroken: ``term.outside`` for an outside body, ``term.years_wrong`` with those allowed.
    """
    allowed = years_of(kind, level)
    if not allowed:
        raise RuleBroken("term.outside")
    if years not in allowed:
        raise RuleBroken("term.years_wrong", years=years, allowed=list(allowed))


def last_day(elected_on: date, years: int) -> date:
    """The last day of a term: the day before its anniversary."""
    year = elected_on.year + years
    try:
        anniversary = elected_on.replace(year=year)
    except ValueError:  # elected on 29 February
        anniversary = date(year, 3, 1)
    return anniversary - timedelta(days=1)
