"""More time for an answer."""

from datetime import date

import pytest

from gonghui.access.permissions import Role
from gonghui.cascade.actions.extension import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from gonghui.cascade.rules.assignment import DirectiveState, State
from gonghui.foundation.errors import RuleBroken
from gonghui.notices.models import Notice
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive, make_extension
from tests.factories.moments import DUE, IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
UNTIL = date(2023, 7, 28)


def refused(act) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def ask(assignment, *, until: date = UNTIL, reason: str = "两个村正在换届"):
    by = make_plain_account()
    return ask_extension(assignment, until=until, reason=reason, by=by, at=IN_JULY)


def test_granted_the_day_moves_and_the_first_one_stays_on_record():
    assignment = make_assignment()
    by = make_plain_account("任小禾")

    granted = grant_extension(ask(assignment), by=by, at=IN_JULY)
    again = grant_extension(ask(assignment, until=date(2023, 7, 30)), by=by, at=IN_JULY)

    assignment.refresh_from_db()
    assert (granted.state, granted.decided_by, again.state) == ("granted", by, "granted")
    assert (assignment.due_on, assignment.first_due_on) == (date(2023, 7, 30), DUE)


def test_refused_the_day_stays_and_they_are_told_why():
    assignment = make_assignment()
    by = make_plain_account()
    asked = ask(assignment)

    assert refused(lambda: refuse_extension(asked, answer=" ", by=by, at=IN_JULY)) == (
        "extension.answer_missing"
    )
    told = refuse_extension(asked, answer="省里不能等", by=by, at=IN_JULY)

    assignment.refresh_from_db()
    assert (told.state, told.answer, assignment.due_on) == ("refused", "省里不能等", DUE)


def test_one_at_a_time_and_decided_once():
    assignment, by = make_assignment(), make_plain_account()
    asked = make_extension(assignment)

    assert refused(lambda: ask(assignment)) == "extension.open"
    withdraw_extension(asked, by=by, at=IN_JULY)
    assert refused(lambda: grant_extension(asked, by=by, at=IN_JULY)) == "extension.decided"


@pytest.mark.parametrize(
    ("state", "directive_state"),
    [
        pytest.param(State.FILED, DirectiveState.ISSUED, id="answered"),
        pytest.param(State.SENT, DirectiveState.CLOSED, id="closed"),
    ],
)
def test_no_time_for_what_is_not_owed(state, directive_state):
    assignment = make_assignment(make_directive(state=directive_state), state=state)

    assert refused(lambda: ask(assignment)) == "extension.not_owed"


def test_who_handed_it_on_gives_no_more_than_they_have():
    above = make_assignment()
    below = make_assignment(above.directive, parent=above, due_on=date(2023, 7, 18))

    assert refused(lambda: ask(below, until=date(2023, 7, 21))) == "extension.too_late"
    assert ask(below, until=DUE).state == "open"
    assert refused(lambda: ask(above, reason=" ")) == "extension.reason_missing"


def test_who_decides_and_who_asked_are_told():
    assignment = make_assignment()
    reviewer = make_account(Role.REVIEWER, assignment.answers_to, username="reviewer")
    asker = make_plain_account("罗守田")
    asked = ask_extension(assignment, until=UNTIL, reason="换届", by=asker, at=IN_JULY)
    grant_extension(asked, by=reviewer, at=IN_JULY)

    told = Notice.objects.order_by("pk").values_list("account", "code")
    assert [*told] == [(reviewer.pk, "extension.asked"), (asker.pk, "extension.granted")]
