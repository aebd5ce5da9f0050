"""Builds the demonstration step by step; an interrupted building goes on where it stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from time import monotonic

from django.conf import settings
from django.utils.timezone import get_current_timezone

from gonghui.demo.actions.audience import describe
from gonghui.demo.actions.contact import reach
from gonghui.demo.actions.day import confirm_bulletin, deploy_tasks, publish_bulletin
from gonghui.demo.actions.elections import hold_elections
from gonghui.demo.actions.figures import collect
from gonghui.demo.actions.report import tell
from gonghui.demo.actions.staff import staff
from gonghui.demo.actions.tree import plant
from gonghui.demo.models import Step
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.divisions import Division, below
from gonghui.people.models import Account

DEMO_DAY = date(2023, 7, 28)  # three days after the meeting; the demonstration stands still here
CAMPAIGN_BEGAN = date(2022, 9, 1)  # 县级工会加强年 ran for a year from then
SINCE = date(2021, 7, 1)  # placements, tenures and grants of the demonstration begin here
LAST_YEAR, THIS_YEAR = Period.parse("2022H1"), Period.parse("2023H1")


@dataclass(frozen=True, slots=True)
class Site:
    """What the building works on: the place, and the password printed at the end."""

    place: Division
    password: str

    @property
    def city(self) -> Organisation:
        """The city federation, once it stands."""
        return Organisation.objects.get(code=self.place.code)


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the building, under the name it is remembered by."""

    name: str
    label: str
    work: Callable[[Site], object]


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), get_current_timezone())


PARTS = (
    Part(
        "tree",
        "The organisations: federations, zones, townships, villages, enterprises",
        lambda site: plant(site.place, on=SINCE, at=_at(SINCE)),
    ),
    Part(
        "staff",
        "Departments, posts, people and their roles",
        lambda site: staff(site.city, password=site.password, on=SINCE, at=_at(SINCE)),
    ),
    Part(
        "contacts",
        "Telephone numbers, invented, and who agreed that theirs are shown",
        lambda _site: reach(at=_at(SINCE)),
    ),
    Part(
        "audiences",
        "Who is in charge of the campaign, and who is called to meetings",
        lambda site: describe(site.city, on=CAMPAIGN_BEGAN, at=_at(CAMPAIGN_BEGAN)),
    ),
    Part(
        "elections",
        "Elections, invented: whose committee runs out when",
        lambda site: hold_elections(site.city, on=DEMO_DAY, at=_at(DEMO_DAY)),
    ),
    Part(
        "last-year",
        "Last year's half-year return",
        lambda site: collect(site.city, LAST_YEAR),
    ),
    Part(
        "this-year",
        "This year's half-year return: issued, relayed, filed by most",
        lambda site: collect(site.city, THIS_YEAR),
    ),
    Part(
        "meeting",
        "The bulletin is read and becomes the meeting",
        lambda site: confirm_bulletin(site.city, at=_at(date(2023, 7, 26))),
    ),
    Part(
        "tasks",
        "What was required becomes tasks for the counties",
        lambda site: deploy_tasks(site.city, at=_at(date(2023, 7, 26), 15)),
    ),
    Part(
        "report",
        "The work report is drafted from the figures",
        lambda site: tell(site.city, THIS_YEAR, at=_at(date(2023, 7, 27))),
    ),
    Part(
        "bulletin",
        "A bulletin is written back and published",
        lambda site: publish_bulletin(site.city, at=_at(date(2023, 7, 27), 15)),
    ),
)


def check_may_build(place: Division) -> None:
    """Refuse to build over real data, another city over a demonstration, or where nobody is asked.

    Raises:
        RuleBroken: ``demo.real_data``, ``demo.other_city`` or ``demo.nobody_below``.
    """
    if not any(below(child.code) for child in below(place.code)):
        raise RuleBroken("demo.nobody_below", city=place.name)
    begun = Step.objects.first()
    if begun is None and Account.objects.filter(is_job=False).exists():
        raise RuleBroken("demo.real_data")
    if begun is not None and begun.city != place.name:
        raise RuleBroken("demo.other_city", city=begun.city)


def build(site: Site) -> Iterator[tuple[str, float | None]]:
    """Do what is left; yields each part's label and its seconds, ``None`` when done before."""
    check_may_build(site.place)
    (settings.HOME / "demo-day").write_text(DEMO_DAY.isoformat())
    for part in PARTS:
        if Step.objects.filter(name=part.name).exists():
            yield part.label, None
            continue
        begun = monotonic()
        part.work(site)
        Step.objects.create(name=part.name, city=site.place.name)
        yield part.label, monotonic() - begun
