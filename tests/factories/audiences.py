"""Audiences, and what posts are in charge of."""

from datetime import date

from gonghui.organisations.models import Audience, Organisation, Portfolio, Post
from gonghui.organisations.rules.audience import Choice, Description, Part, Reach
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, PostKind
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import make_organisation

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
