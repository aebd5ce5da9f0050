"""How a directive comes about, and the days on which answers are due."""

from datetime import date

import pytest

from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.cascade.rules.directive import STEPS, UNISSUED, check_due, check_step, due_for
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Level

TODAY = date(2023, 7, 12)


def day(number: int) -> date:
    return date(2023, 7, number)


def test_nothing_goes_out_without_being_approved():
    leads_out = {now for now, then in STEPS.items() if DirectiveState.ISSUED in then}

    assert leads_out == {DirectiveState.APPROVED}
    assert {now for now, then in STEPS.items() if DirectiveState.APPROVED in then} == {
        DirectiveState.SUBMITTED
    }
    assert DirectiveState.ISSUED not in UNISSUED


@pytest.mark.parametrize("now", [DirectiveState.CLOSED, DirectiveState.WITHDRAWN])
def test_what_has_ended_stays_ended(now):
    with pytest.raises(RuleBroken) as refusal:
        check_step(now, DirectiveState.ISSUED)

    assert refusal.value.code == "directive.step_not_allowed"


@pytest.mark.parametrize(
    ("by_level", "code"),
    [
        pytest.param({Level.COUNTY: day(21)}, "directive.due_rises", id="later than the issuer's"),
        pytest.param(
            {Level.COUNTY: day(15), Level.GRASSROOTS: day(16)},
            "directive.due_rises",
            id="a union later than its county",
        ),
        pytest.param({Level.GRASSROOTS: day(11)}, "directive.due_passed", id="yesterday"),
    ],
)
def test_days_that_cannot_be(by_level, code):
    with pytest.raises(RuleBroken) as refusal:
        check_due(day(20), by_level, today=TODAY)

    assert refusal.value.code == code


def test_due_today_is_still_in_time():
    check_due(TODAY, {}, today=TODAY)


@pytest.mark.parametrize(
    ("level", "due"),
    [
        (Level.CITY, day(20)),
        (Level.COUNTY, day(18)),
        pytest.param(Level.TOWNSHIP, day(18), id="as the level above"),
        (Level.GRASSROOTS, day(14)),
    ],
)
def test_each_level_has_its_day(level, due):
    days = {Level.COUNTY: day(18), Level.GRASSROOTS: day(14)}

    assert due_for(level, day(20), days) == due
