from datetime import date

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.meetings.rules.agenda import Item, ItemKind, agenda_of
from gonghui.meetings.rules.meeting import Role, check_name, period_of

JULY = date(2023, 7, 20)


@pytest.mark.parametrize(
    ("words", "held_on", "code"),
    [
        pytest.param(["2023年半年工作推进会"], JULY, "2023H1", id="half-year alone is the first"),
        pytest.param(["2022年下半年工作会"], JULY, "2022H2", id="its own year before the day's"),
        pytest.param(
            ["工作会", "总结上半年工作"], JULY, "2023H1", id="from the purposes, year of the day"
        ),
        pytest.param(["总结上半年工作"], None, None, id="no year anywhere"),
        pytest.param(["全委会"], JULY, None, id="it does not say"),
        pytest.param(["2023年1月工作会"], JULY, None, id="a month is no half-year"),
    ],
)
def test_period_of(words, held_on, code):
    assert period_of(words, held_on=held_on) == (Period.parse(code) if code else None)


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_check_name_refuses_no_name(name):
    with pytest.raises(RuleBroken) as refusal:
        check_name(name)

    assert refusal.value.code == "meeting.name_missing"


def test_agenda_of_keeps_the_order_told_and_puts_tour_and_awards_after():
    roles = [Role.SPEECH, Role.ATTEND, Role.REPORT, Role.PRESIDE]

    items = agenda_of(roles, awards=["工人先锋号"], toured=True)

    assert items == [
        Item(ItemKind.SPEECH, part=0),
        Item(ItemKind.REPORT, part=2),
        Item(ItemKind.TOUR),
        Item(ItemKind.AWARD, title="工人先锋号"),
    ]


def test_agenda_of_invents_nothing():
    assert agenda_of([Role.ATTEND], awards=[], toured=False) == []
