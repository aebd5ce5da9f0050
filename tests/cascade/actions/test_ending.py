"""What becomes of a directive once it is out."""

from datetime import date

import pytest

from gonghui.cascade.actions.ending import amend_directive, close_directive, withdraw_directive
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveKind, State
from gonghui.foundation.errors import RuleBroken
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import DUE, IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
LATER, EARLIER = date(2023, 7, 31), date(2023, 7, 15)


def refused(act) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def dues(directive) -> list[tuple[date, date | None]]:
    rows = Assignment.objects.filter(directive=directive).order_by("pk")
    return [(one.due_on, one.first_due_on) for one in rows]


def test_a_later_day_is_for_those_who_had_the_old_one_and_still_owe():
    directive = make_directive()
    make_assignment(directive)
    make_assignment(directive, due_on=EARLIER)
    make_assignment(directive, state=State.FILED)

    made = amend_directive(
        directive, body="", due_on=LATER, reason="汛期", by=make_plain_account(), at=IN_JULY
    )

    assert dues(directive) == [(LATER, DUE), (EARLIER, None), (DUE, None)]
    assert (made.was, made.now) == ({"due_on": "2023-07-20"}, {"due_on": "2023-07-31"})


def test_an_earlier_day_draws_the_others_with_it():
    directive = make_directive()
    make_assignment(directive)
    make_assignment(directive, due_on=date(2023, 7, 14))

    amend_directive(
        directive, body="", due_on=EARLIER, reason="省里提前", by=make_plain_account(), at=IN_JULY
    )

    assert dues(directive) == [(EARLIER, DUE), (date(2023, 7, 14), None)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"reason": " "}, "directive.reason_missing", id="no reason"),
        pytest.param({"due_on": DUE}, "directive.nothing_changed", id="nothing new"),
        pytest.param({"due_on": date(2023, 7, 1)}, "directive.due_passed", id="a past day"),
    ],
)
def test_what_cannot_be_amended(change, code):
    directive, by = make_directive(), make_plain_account()
    facts = {"body": "", "due_on": LATER, "reason": "汛期", **change}

    assert refused(lambda: amend_directive(directive, **facts, by=by, at=IN_JULY)) == code


def test_figures_are_ended_where_they_are_kept():
    directive, by = make_directive(kind=DirectiveKind.RETURN), make_plain_account()

    code = refused(lambda: close_directive(directive, by=by, at=IN_JULY))

    assert code == "directive.elsewhere"


def test_closing_excuses_who_has_not_answered_and_leaves_what_was():
    directive = make_directive()
    for state in (State.SENT, State.FILED, State.ACCEPTED):
        make_assignment(directive, state=state)

    closed = close_directive(directive, by=make_plain_account(), at=IN_JULY)

    states = [one.state for one in Assignment.objects.order_by("pk")]
    assert (closed.state, states) == ("closed", ["withdrawn", "filed", "accepted"])
    again = refused(lambda: close_directive(directive, by=make_plain_account(), at=IN_JULY))
    assert again == "directive.step_not_allowed"


def test_taken_back_with_a_reason():
    directive, by = make_directive(), make_plain_account()

    code = refused(lambda: withdraw_directive(directive, reason=" ", by=by, at=IN_JULY))
    gone = withdraw_directive(directive, reason="发错范围", by=by, at=IN_JULY)

    assert (code, gone.state, gone.remark) == (
        *("directive.reason_missing", "withdrawn"),
        "发错范围",
    )
