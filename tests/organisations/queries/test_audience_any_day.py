"""However audiences are put together, and whatever happens to the tree, they come to the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions import standing
from gonghui.organisations.actions.change import Act
from gonghui.organisations.actions.move import move
from gonghui.organisations.actions.tree import Founding, found_organisation
from gonghui.organisations.models import Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.audience import resolve
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Part, Reach
from gonghui.organisations.rules.change import Decision
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, Level, Line, PostKind, Status
from tests.factories.audiences import CAMPAIGN, make_portfolio
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import Tree, make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
WALKS = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CHOICES = (
    Choice(kinds=LEADERSHIP),
    Choice(kinds=frozenset({PostKind.SECRETARY})),
    Choice(titles=("主席", "部长")),
    Choice(subjects=(CAMPAIGN,)),
    Choice(kinds=frozenset({PostKind.DEPUTY}), subjects=(CAMPAIGN,)),
)


def seeded(number: int) -> Random:
    return Random(number)  # noqa: S311 -- the same walk again when it fails


def grown() -> Tree:
    """The usual tree with a zone, and two posts in each organisation, some of them held."""
    tree = make_tree()
    make_organisation("大龙开发区总工会", parent=tree.city, kind=Kind.ZONE)
    for number, one in enumerate(Organisation.objects.order_by("pk")):
        chair = make_post(one, "主席", kind=PostKind.CHAIR)
        deputy = make_post(one, "副主席", kind=PostKind.DEPUTY)
        if number % 3:
            make_tenure(make_person(f"主席{number}"), chair)
            make_tenure(make_person(f"副主席{number}"), deputy)
        if number % 2:
            make_portfolio(deputy)
    return tree


def some(random: Random, values) -> frozenset:
    return frozenset(random.sample(sorted(values), random.choice([0, 0, 1, 2])))


def drawn_part(random: Random) -> Part:
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    return Part(
        below=random.choice([None, *keys]),
        reach=random.choice(list(Reach)),
        line=random.choice([Line.TERRITORIAL, Line.TERRITORIAL, Line.INDUSTRIAL]),
        levels=some(random, Level),
        kinds=some(random, Kind),
        statuses=random.choice([frozenset(), frozenset({Status.STANDING}), some(random, Status)]),
        named=tuple(random.sample(keys, random.choice([0, 0, 0, 4]))),
        posts=tuple(random.sample(CHOICES, random.choice([0, 1, 2]))),
    )


def met(description: Description, tree: Tree, on: date = TODAY) -> tuple[set[int], set[int]]:
    """The organisations and the tenures it comes to, by key."""
    found = resolve(description, keeper=tree.city, on=on)
    organisations = list(found.organisations.values_list("pk", flat=True))
    holders = list(found.holders.values_list("pk", flat=True))
    assert (len(set(organisations)), len(set(holders))) == (len(organisations), len(holders))
    return set(organisations), set(holders)


@WALKS
@given(st.integers(0, 2**32))
def test_parts_add_up_and_exceptions_are_taken_away(number):
    with transaction.atomic():
        random, tree = seeded(number), grown()
        one, other = drawn_part(random), drawn_part(random)
        first, second = met(Description((one,)), tree), met(Description((other,)), tree)
        both = met(Description((one, other)), tree)
        assert both == (first[0] | second[0], first[1] | second[1])

        left_out = random.choice(sorted(both[0]) or [1])
        person = Tenure.objects.order_by("pk").first().person_id
        without = Exceptions(organisations=(left_out,), persons=(person,))
        spared = met(Description((one, other), without), tree)
        assert spared == (
            both[0] - {left_out},
            {
                tenure.pk
                for tenure in Tenure.objects.filter(pk__in=both[1]).select_related("post")
                if tenure.post.organisation_id != left_out and tenure.person_id != person
            },
        )
        transaction.set_rollback(True)


@WALKS
@given(st.integers(0, 2**32))
def test_a_past_day_comes_to_what_it_came_to_on_that_day(number):
    with transaction.atomic():
        random, tree = seeded(number), grown()
        wanted = Description((drawn_part(random), drawn_part(random)))
        wanted = replace(wanted, without=Exceptions(branches=(tree.townships[1].pk,)))
        came_to = {}
        for day in days(TODAY - timedelta(days=12), 12):
            happen(random, day)
            came_to[day] = met(wanted, tree, day)

        assert {day: met(wanted, tree, day) for day in came_to} == came_to
        transaction.set_rollback(True)


def days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


def happen(random: Random, day: date) -> None:
    """Something happens that takes effect on that day; what the rules refuse does not."""
    act = Act(Decision(day, "区划调整"), make_job(), IN_JULY)
    there = list(Organisation.objects.filter(ended_on__isnull=True).order_by("pk"))
    one, other = random.sample(there, 2)
    deeds = (
        lambda: move(one, act, to=other),
        lambda: move(one, act, to=other, line=Line.INDUSTRIAL),
        lambda: standing.suspend(one, act),
        lambda: standing.resume(one, act),
        lambda: standing.dissolve(one, act),
        lambda: found_organisation(
            Founding(f"N{day:%m%d}", "新建工会", Kind.GRASSROOTS, parent=one),
            on=day, by=act.by, at=act.at,
        ),
        lambda: take_up(one, day),
        lambda: leave(one, day),
        lambda: hand_over(one, day),
    )  # fmt: skip
    try:
        with transaction.atomic():
            random.choice(deeds)()
    except RuleBroken:
        return


def take_up(organisation: Organisation, day: date) -> None:
    for post in Post.objects.filter(organisation=organisation, ended_on__isnull=True)[:1]:
        make_tenure(make_person(), post, from_on=day)


def leave(organisation: Organisation, day: date) -> None:
    held = Tenure.objects.filter(post__organisation=organisation, until_on__isnull=True)
    held.filter(from_on__lte=day).update(until_on=day)


def hand_over(organisation: Organisation, day: date) -> None:
    """Somebody else is in charge of the campaign from that day on."""
    running = Portfolio.objects.filter(post__organisation=organisation, until_on__isnull=True)
    running.filter(from_on__lt=day).update(until_on=day - timedelta(days=1))
    for post in Post.objects.filter(organisation=organisation, title="主席", ended_on__isnull=True):
        make_portfolio(post, from_on=day, until_on=day + timedelta(days=3))
