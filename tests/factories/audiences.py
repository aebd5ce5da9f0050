"""Audiences, and what posts are in charge of."""

from dataclasses import dataclass
from datetime import date

from gonghui.organisations.models import Audience, Organisation, Portfolio, Post
from gonghui.organisations.queries.audience import Resolved, told
from gonghui.organisations.rules.audience import Choice, Description, Part, Reach
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, PostKind
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import (
    Tree,
    make_organisation,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person

CAMPAIGN = "县级工会加强年"

LEADERSHIP_OF_THE_CITY = Part(reach=Reach.ITSELF, posts=(Choice(kinds=LEADERSHIP),))
SECRETARIES_AND_CAMPAIGN_OFFICERS = Part(
    reach=Reach.DIRECT,
    kinds=frozenset({Kind.COUNTY, Kind.ZONE}),
    posts=(
        Choice(kinds=frozenset({PostKind.SECRETARY})),
        Choice(subjects=(CAMPAIGN,)),
    ),
)
DEPARTMENT_HEADS = Part(
    reach=Reach.ITSELF, posts=(Choice(kinds=frozenset({PostKind.DEPARTMENT_HEAD})),)
)


def chairs_of(county: Organisation, unions: list[Organisation]) -> Part:
    """The chairs of the grassroots unions concerned, named one by one, in one county."""
    return Part(
        below=county.pk,
        reach=Reach.BELOW,
        named=tuple(one.pk for one in unions),
        posts=(Choice(kinds=frozenset({PostKind.CHAIR})),),
    )


def make_audience(keeper: Organisation | None = None, name: str = "各县", *parts: Part) -> Audience:
    description = Description(parts or (Part(reach=Reach.DIRECT),))
    return Audience.objects.create(
        keeper=keeper or make_organisation(), name=name, description=description.to_json()
    )


def make_portfolio(
    post: Post, subject: str = CAMPAIGN, *, from_on: date = LONG_AGO, until_on: date | None = None
) -> Portfolio:
    return Portfolio.objects.create(post=post, subject=subject, from_on=from_on, until_on=until_on)


@dataclass(frozen=True)
class Federation:
    """A city with two counties and two zones, its leaders, and three unions of one county."""

    tree: Tree
    high_tech: Organisation
    development: Organisation
    unions: list[Organisation]

    @property
    def city(self) -> Organisation:
        return self.tree.city

    @property
    def county_level(self) -> list[Organisation]:
        return [*self.tree.counties, self.high_tech, self.development]


def make_federation() -> Federation:
    tree = make_tree()
    zones = [
        make_organisation(f"{name}总工会", parent=tree.city, kind=Kind.ZONE, order=n)
        for n, name in enumerate(("铜仁高新区", "大龙开发区"), 901)
    ]
    names = ("职业技术学校", "服务中心", "梵净茶业")
    unions = [make_organisation(f"江口县{name}工会委员会", parent=tree.county) for name in names]
    return Federation(tree, zones[0], zones[1], unions)


def make_holder_of(organisation: Organisation, title: str, name: str, **facts) -> Post:
    """A post somebody has held since long ago."""
    post = make_post(organisation, title, **facts)
    make_tenure(make_person(name), post)
    return post


def make_secretary(organisation: Organisation, name: str) -> Post:
    return make_holder_of(organisation, "党组书记", name, kind=PostKind.SECRETARY, precedence=20)


def make_officer(organisation: Organisation, name: str) -> Post:
    """A vice-chair in charge of the campaign."""
    post = make_holder_of(organisation, "副主席", name, kind=PostKind.DEPUTY, precedence=30)
    make_portfolio(post, CAMPAIGN)
    return post


def people(found: Resolved) -> list[tuple[str, list[str]]]:
    """Who is told, each once, with every post they are told in."""
    return [
        (one.person.name, [str(each.post) for each in one.tenures]) for one in told(found.holders)
    ]
