"""The audiences of the demonstration, with the officers and chairs they mean."""

from datetime import date, datetime
from itertools import islice

from django.db import transaction

from gonghui.demo.actions.staff import focus_below
from gonghui.demo.rules.audience import CAMPAIGN, CONCERNED, WHOLE_MEETING, wanted_audiences
from gonghui.demo.rules.names import invented_names
from gonghui.organisations.actions.audience import save_audience
from gonghui.organisations.actions.post import change_portfolio, post_in, take_up_post
from gonghui.organisations.models import Organisation, Post
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.audience import Description, Part
from gonghui.organisations.rules.organisation import Level, PostKind
from gonghui.people.actions.account import job_account
from gonghui.people.actions.person import register_person


@transaction.atomic
def describe(city: Organisation, *, on: date, at: datetime) -> None:
    """Give every county an officer in charge of the campaign, then say who is called together."""
    by = job_account()
    for county in children(city).filter(level=Level.COUNTY.value):
        for post in Post.objects.filter(organisation=county, kind=PostKind.DEPUTY.value)[:1]:
            change_portfolio(post, [CAMPAIGN], on=on, by=by, at=at)
    concerned = _concerned(focus_below(city).county, on=on, at=at)
    kept = [
        save_audience(city, one.name, one.description, by=by, at=at)
        for one in wanted_audiences(focus_below(city).county.pk, concerned)
    ]
    whole = Description(tuple(Part(audience=one.pk) for one in kept))
    save_audience(city, WHOLE_MEETING, whole, by=by, at=at)


def _concerned(county: Organisation, *, on: date, at: datetime) -> tuple[int, ...]:
    """Some grassroots unions of the county with their chairs; the last one has none just now."""
    by, names = job_account(), invented_names(725)
    unions = list(children(county).filter(level=Level.GRASSROOTS.value)[:CONCERNED])
    for union in unions:
        chair = post_in(union, "主席", kind=PostKind.CHAIR, precedence=10)
        if union != unions[-1] and not chair.tenures.exists():
            name = next(islice(names, 1))
            person = register_person(name, by=by, at=at, invented=True)
            take_up_post(person, chair, on=on, by=by, at=at)
    return tuple(union.pk for union in unions)
