from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.post import leave_post, seat_all
from gonghui.organisations.models import Organisation, Portfolio
from gonghui.organisations.queries.integrity import troubles
from gonghui.organisations.queries.post import (
    Seating,
    holders_at,
    holders_of,
    in_order,
    portfolios_of,
    posts_at,
    refusals,
    tenures_of,
    vacancies,
)
from gonghui.organisations.rules.integrity import Weight
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import Manner, Order
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import (
    make_organisation,
    make_outside_body,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
JULY_1, JULY_31 = date(2023, 7, 1), date(2023, 7, 31)


def test_a_person_holds_several_posts_the_highest_first():
    person = make_person()
    low = make_tenure(person, make_post(title="干事", precedence=80))
    high = make_tenure(person, make_post(title="主席", precedence=10))
    make_tenure(make_person("任小禾"))

    assert list(tenures_of(person, on=TODAY)) == [high, low]


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        pytest.param(date(2023, 6, 30), False, id="before"),
        pytest.param(JULY_1, True, id="the first day"),
        pytest.param(JULY_31, True, id="the last day"),
        pytest.param(date(2023, 8, 1), False, id="after"),
    ],
)
def test_a_post_is_held_from_until(on, holds):
    tenure = make_tenure(from_on=JULY_1, until_on=JULY_31)

    assert list(tenures_of(tenure.person, on=on)) == ([tenure] if holds else [])
    assert list(holders_at(tenure.post.organisation, on=on)) == ([tenure] if holds else [])


def test_holders_are_those_of_this_organisation_by_precedence():
    organisation = make_organisation()
    deputy = make_tenure(make_person("任小禾"), make_post(organisation, "副主席", precedence=20))
    chair = make_tenure(make_person("麻青松"), make_post(organisation, "主席", precedence=10))
    make_tenure()

    assert list(holders_at(organisation, on=TODAY)) == [chair, deputy]


def names(tenures):
    return [tenure.person.name for tenure in tenures]


def test_lists_by_precedence_by_strokes_and_by_pinyin():
    organisation = make_organisation()
    chair, deputy = (
        make_post(organisation, "主席", precedence=10),
        make_post(organisation, "副主席", precedence=20),
    )
    for name, post in (("麻青松", chair), ("丁小宁", deputy), ("冉茂林", deputy)):
        make_tenure(make_person(name), post)
    # by strokes 丁 2, 冉 5, 麻 11; by pinyin ding, ma, ran
    holders = holders_at(organisation, on=TODAY)

    assert names(in_order(holders, Order.PRECEDENCE)) == ["麻青松", "丁小宁", "冉茂林"]
    assert names(in_order(holders, Order.STROKES)) == ["丁小宁", "冉茂林", "麻青松"]
    assert names(in_order(holders, Order.PINYIN)) == ["丁小宁", "麻青松", "冉茂林"]


def test_holders_of_posts_and_their_portfolios(django_assert_num_queries):
    posts = [make_post(make_organisation()) for _ in range(3)]
    held = make_tenure(make_person("任小禾"), posts[0])
    make_tenure(make_person("麻青松"), posts[1], until_on=TODAY - timedelta(days=1))
    Portfolio.objects.create(post=posts[0], subject="组织建设", from_on=JULY_1)
    Portfolio.objects.create(post=posts[0], subject="财务", from_on=JULY_1, until_on=JULY_1)

    with django_assert_num_queries(2):
        holders, subjects = holders_of(posts, on=TODAY), portfolios_of(posts, on=TODAY)

    assert holders == {posts[0].pk: [held], posts[1].pk: [], posts[2].pk: []}
    assert subjects == {posts[0].pk: ["组织建设"], posts[1].pk: [], posts[2].pk: []}


def test_posts_of_an_organisation_are_those_of_the_day():
    organisation = make_organisation()
    ended = make_post(organisation, "督查专员", precedence=30)
    ended.ended_on = JULY_1
    ended.save()
    chair = make_post(organisation, "主席", precedence=10)
    make_post()

    assert list(posts_at(organisation, on=JULY_1)) == [chair, ended]
    assert list(posts_at(organisation, on=JULY_31)) == [chair]


def vacant(on=TODAY):
    posts = vacancies(Organisation.objects.all(), on=on)
    return [(post, post.wanted, post.held, post.acting) for post in posts]


def test_a_post_with_fewer_holders_than_seats_is_vacant():
    organisation = make_organisation()
    deputies = make_post(organisation, "副主席", kind=PostKind.DEPUTY, precedence=20, seats=3)
    make_tenure(make_person("任小禾"), deputies)
    make_tenure(make_person("田晓岚"), deputies, until_on=TODAY - timedelta(days=1))
    make_post(organisation, "干事", kind=PostKind.OFFICER)
    full = make_post(organisation, "经审会主任", kind=PostKind.AUDIT_CHAIR, seats=1)
    make_tenure(make_person("麻青松"), full)

    assert vacant() == [(deputies, 3, 1, 0)]


def test_a_chair_nobody_holds_is_vacant_though_somebody_is_acting():
    post = make_post()
    make_tenure(make_person("任小禾"), post, from_on=JULY_1, manner=Manner.ACTING)

    assert vacant() == [(post, 1, 0, 1)]

    make_tenure(make_person("麻青松"), post, from_on=JULY_1)
    assert vacant() == []
    assert vacant(on=JULY_1 - timedelta(days=1)) == [(post, 1, 0, 0)]


def test_where_nothing_can_be_held_nothing_is_vacant():
    make_post(make_outside_body())
    dissolved, ended = make_post().organisation, make_post()
    dissolved.status = Status.DISSOLVED.value
    dissolved.save()
    ended.ended_on = TODAY - timedelta(days=1)
    ended.save()

    assert vacant() == []


def test_vacancies_the_highest_level_first_and_in_one_query(django_assert_num_queries):
    tree = make_tree()
    expected = [make_post(one) for one in (tree.union, tree.township, tree.county, tree.city)]

    with django_assert_num_queries(1):
        assert [post for post, *_ in vacant()] == expected[::-1]


def test_refusals_are_told_one_by_one(django_assert_num_queries):
    post = make_post(seats=1)
    person, other = make_person("任小禾"), make_person("麻青松")
    asked = [
        Seating(person, post, JULY_31, JULY_1),
        Seating(person, post, JULY_1),
        Seating(other, post, JULY_31),
        Seating(person, post, JULY_31),
    ]

    with django_assert_num_queries(2):
        told = refusals(asked)

    assert [one and one.code for one in told] == [
        "tenure.ends_before_it_begins",
        None,
        "post.seats_taken",
        "tenure.overlapping",
    ]


days = st.integers(0, 20).map(lambda n: JULY_1 + timedelta(days=n))
takings = st.tuples(st.just("take"), st.integers(0, 2), st.integers(0, 1), days, st.none() | days)
leavings = st.tuples(st.just("leave"), st.integers(0, 5), days)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(takings | leavings, max_size=10))
def test_takings_up_and_leavings_never_crowd_and_every_past_day_is_kept(acts):
    """A plain list of days is kept beside; the register must say the same of every day."""
    with transaction.atomic():
        posts = [make_post(seats=1), make_post(title="副主席", kind=PostKind.DEPUTY, seats=2)]
        persons = [make_person(name) for name in ("任小禾", "麻青松", "田晓岚")]
        job, kept = make_job(), []
        for act in acts:
            with suppress(RuleBroken):
                if act[0] == "take":
                    seating = Seating(persons[act[1]], posts[act[2]], act[3], act[4])
                    kept += seat_all([seating], by=job, at=IN_JULY)
                elif kept:
                    leaving = kept[act[1] % len(kept)]
                    leaving.until_on = leave_post(leaving, on=act[2], by=job, at=IN_JULY).until_on

        for n in range(-1, 23):
            day = JULY_1 + timedelta(days=n)
            there = [
                (one.post_id, one.person_id)
                for one in kept
                if one.from_on <= day and (one.until_on is None or day <= one.until_on)
            ]
            told = holders_of(posts, on=day)
            assert sorted(there) == sorted(
                (post, tenure.person_id) for post, tenures in told.items() for tenure in tenures
            )
            assert len(there) == len(set(there))
            assert all(len(told[post.pk]) <= post.seats for post in posts)
        assert [one.code for one in troubles(on=TODAY) if one.weight is Weight.WRONG] == []
        transaction.set_rollback(True)
