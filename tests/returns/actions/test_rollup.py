"""The totals are right after every step, whatever happens in whatever order."""

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.returns.actions.batch import Answer, file_sheets
from gonghui.returns.actions.sheet import (
    accept_sheet,
    accept_sheets,
    send_back_sheet,
    withdraw_sheet,
)
from gonghui.returns.models import RollUp, Sheet
from gonghui.returns.queries.verification import verify
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import (
    FIRST_HALF,
    VALUES,
    make_filed,
    make_form,
    make_round,
    sheet_of,
)

pytestmark = pytest.mark.django_db

KINDS = (Kind.COUNTY, Kind.TOWNSHIP, Kind.GRASSROOTS)
STEPS = st.lists(st.integers(0, 2**32), min_size=1, max_size=25)


def totals_of(made, organisation):
    rollup = RollUp.objects.get(round=made, organisation=organisation)
    return rollup.filed, rollup.accepted, rollup.filed_count, rollup.accepted_count


def test_a_filed_sheet_is_in_the_total_of_every_level_above():
    tree = make_tree()
    made = make_round(tree.city)

    make_filed(made, tree.union)

    filed = {
        "employees": [100, 1],
        "members": [80, 1],
        "women": [30, 1],
        "funds": [1250, 1],
        "six_haves": [1, 1],
        "membership_rate": [80, 100, 1],
    }
    for above in (tree.township, tree.county, tree.city):
        assert totals_of(made, above) == (filed, {}, 1, 0)


def test_a_sheet_sent_back_leaves_no_trace_in_either_total():
    tree = make_tree()
    made = make_round(tree.city)
    make_filed(made, tree.union, accepted=True)

    send_back_sheet(sheet_of(made, tree.union), reason="女会员数请核对", by=make_job(), at=IN_JULY)

    for above in (tree.township, tree.county, tree.city):
        assert totals_of(made, above) == ({}, {}, 0, 0)


def seeded(number: int) -> Random:
    return Random(number)  # noqa: S311 -- the same walk again when it fails


def _grow(random: Random) -> list[Organisation]:
    """A tree of random shape, the city first."""
    grown = [make_organisation("铜仁市总工会", kind=Kind.CITY)]
    frontier = grown[:]
    for kind in KINDS:
        below = [
            make_organisation(parent=parent, kind=kind)
            for parent in frontier
            for _ in range(random.randint(0, 3))
        ]
        grown += below
        frontier = below
    return grown


def _answer(sheet: Sheet, random: Random) -> Answer:
    employees = random.randint(0, 10**9)
    members = random.randint(0, employees)
    values = {
        "employees": employees,
        "members": members,
        "women": random.randint(0, members),
        "funds": random.randint(0, 10**9),
        "six_haves": random.randint(0, 1),
    }
    if sheet.level == "county":
        values["letters"] = random.randint(0, 99)
    notes = dict.fromkeys(("", *values, "membership_rate"), "新建单位多")
    return Answer(sheet.organisation_id, values, notes)


def _step(made, random: Random) -> None:
    """One thing somebody does, chosen among what is allowed now."""
    job = make_job()
    sheet = random.choice(list(Sheet.objects.filter(round=made).select_related("assignment")))
    state = State(sheet.assignment.state)
    if state in OPEN:
        several = [sheet, *Sheet.objects.filter(round=made, assignment__state="sent")[:2]]
        answers = {one.organisation_id: _answer(one, random) for one in several}
        file_sheets(
            made, list(answers.values()), by=job, at=IN_JULY, accepted=random.random() < 0.3
        )
    elif state is State.ACCEPTED:
        send_back_sheet(sheet, reason="请核对", by=job, at=IN_JULY)
    else:
        act = random.choice((accept_sheet, withdraw_sheet, send_back_sheet, accept_sheets))
        if act is send_back_sheet:
            act(sheet, reason="请核对", by=job, at=IN_JULY)
        elif act is accept_sheets:
            act(list(Sheet.objects.filter(round=made)), by=job, at=IN_JULY)
        else:
            act(sheet, by=job, at=IN_JULY)


@given(seed=st.integers(0, 2**32), steps=STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_totals_equal_a_full_sum_after_any_walk(seed, steps):
    with transaction.atomic():
        city = _grow(seeded(seed))[0]
        form = make_form()
        rounds = [
            make_round(city, form=form, period=period)
            for period in (FIRST_HALF.a_year_before, FIRST_HALF)
        ]

        for step in steps:
            _step(rounds[step % 2], seeded(step))
            found = verify()

            assert found.disagreements == []
        transaction.set_rollback(True)


def test_verification_finds_a_total_that_was_touched():
    tree = make_tree()
    made = make_round(tree.city)
    make_filed(made, tree.union, VALUES)
    rollup = RollUp.objects.get(round=made, organisation=tree.county)
    rollup.filed["members"][0] += 1
    rollup.save()

    found = verify()

    assert [(one.organisation, one.what) for one in found.disagreements] == [
        ("江口县总工会", "filed")
    ]
