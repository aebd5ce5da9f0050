from datetime import timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.actions.assignment import (
    accept_all,
    accept_assignment,
    file_all,
    file_assignment,
    receive_assignment,
    send_back_assignment,
    start_work,
    urge,
    withdraw_answer,
)
from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.foundation.errors import RuleBroken
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db
LATER = IN_JULY + timedelta(hours=3)
KEPT = (
    "state",
    "remark",
    *("received_at", "received_by", "filed_at", "filed_by", "accepted_at", "accepted_by"),
)


def kept(assignment) -> tuple[object, ...]:
    assignment.refresh_from_db()
    return tuple(getattr(assignment, name) for name in KEPT)


@pytest.fixture
def tian():
    return make_plain_account("田晓岚")


def test_receive_signs_with_name_and_moment(tian):
    assignment = make_assignment()

    receive_assignment(assignment, by=tian, at=LATER)

    assert kept(assignment) == ("received", "", LATER, "田晓岚", None, "", None, "")
    assert list(Entry.objects.values_list("verb", "organisation_id")) == [
        ("assignment.received", assignment.organisation_id)
    ]


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.SENT_BACK])
def test_the_first_thing_typed_signs_and_sets_it_to_working(state, tian):
    assignment = make_assignment(state=state)
    signed = (LATER, "田晓岚") if state is State.SENT else (IN_JULY, "麻青松")

    start_work(assignment, by=tian, at=LATER)

    assert kept(assignment)[0] == "working"
    assert kept(assignment)[2:4] == signed
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "state", sorted(set(State) - {State.SENT, State.RECEIVED, State.SENT_BACK})
)
def test_typing_changes_nothing_in_any_other_state(state, tian):
    assignment = make_assignment(state=state)
    before = kept(assignment)

    start_work(assignment, by=tian, at=LATER)

    assert kept(assignment) == before


def test_filing_keeps_who_signed_before(tian):
    assignment = make_assignment(state=State.WORKING)

    file_assignment(assignment, by=tian, at=LATER)

    assert kept(assignment) == ("filed", "", IN_JULY, "麻青松", LATER, "田晓岚", None, "")


def test_filing_at_once_signs_too_and_answers_the_remark(tian):
    assignment = make_assignment(state=State.SENT, remark="补写一句")

    file_assignment(assignment, by=tian, at=LATER)

    assert kept(assignment) == ("filed", "", LATER, "田晓岚", LATER, "田晓岚", None, "")


def test_accepting_says_who_and_when(tian):
    assignment = make_assignment(state=State.FILED)

    accept_assignment(assignment, by=tian, at=LATER)

    assert kept(assignment) == (
        *("accepted", "", IN_JULY, "麻青松", IN_JULY, "麻青松"),
        *(LATER, "田晓岚"),
    )


def test_sending_back_tells_the_reason_and_takes_the_acceptance_away(tian):
    assignment = make_assignment(state=State.ACCEPTED)

    send_back_assignment(assignment, reason="  第 3 项少了一位 ", by=tian, at=LATER)

    assert kept(assignment) == (
        *("sent_back", "第 3 项少了一位", IN_JULY, "麻青松", IN_JULY, "麻青松"),
        *(None, ""),
    )


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_sending_back_needs_a_reason(reason, tian):
    assignment = make_assignment(state=State.FILED)

    with pytest.raises(RuleBroken) as refusal:
        send_back_assignment(assignment, reason=reason, by=tian, at=LATER)

    assert (refusal.value.code, kept(assignment)[0]) == ("assignment.reason_missing", "filed")


def test_an_answer_can_be_taken_back_before_it_is_accepted(tian):
    assignment = make_assignment(state=State.FILED)

    withdraw_answer(assignment, by=tian, at=LATER)

    assert kept(assignment) == ("working", "", IN_JULY, "麻青松", None, "", None, "")


@pytest.mark.parametrize(
    ("act", "state"),
    [
        pytest.param(receive_assignment, State.FILED, id="receive what is filed"),
        pytest.param(receive_assignment, State.WITHDRAWN, id="receive what is withdrawn"),
        pytest.param(file_assignment, State.ACCEPTED, id="file what is accepted"),
        pytest.param(accept_assignment, State.WORKING, id="accept what is not filed"),
        pytest.param(withdraw_answer, State.ACCEPTED, id="take back what is accepted"),
        pytest.param(withdraw_answer, State.SENT, id="take back what was not given"),
    ],
)
def test_a_step_out_of_order_is_refused_and_changes_nothing(act, state, tian):
    assignment = make_assignment(state=state)
    before = kept(assignment)

    with pytest.raises(RuleBroken) as refusal:
        act(assignment, by=tian, at=LATER)

    assert refusal.value.code == "assignment.move_not_allowed"
    assert (kept(assignment), Entry.objects.count()) == (before, 0)


def test_an_old_copy_of_the_assignment_does_not_undo_what_came_between(tian):
    assignment = make_assignment(state=State.SENT)
    stale = type(assignment).objects.get(pk=assignment.pk)
    receive_assignment(assignment, by=tian, at=LATER)

    with pytest.raises(RuleBroken):
        receive_assignment(stale, by=make_plain_account("任小禾"), at=LATER)

    assert kept(assignment)[3] == "田晓岚"


def test_many_are_filed_as_one_by_one(tian):
    directive = make_directive()
    fresh = make_assignment(directive)
    begun = make_assignment(directive, state=State.WORKING, remark="补写一句")

    file_all([fresh, begun], by=tian, at=LATER)

    assert kept(fresh) == ("filed", "", LATER, "田晓岚", LATER, "田晓岚", None, "")
    assert kept(begun) == ("filed", "", IN_JULY, "麻青松", LATER, "田晓岚", None, "")


def test_many_are_accepted_as_one_by_one(tian):
    directive = make_directive()
    filed = [make_assignment(directive, state=State.FILED) for _ in range(2)]

    accept_all(filed, by=tian, at=LATER)

    assert {kept(one)[0] for one in filed} == {"accepted"}
    assert {kept(one)[6:] for one in filed} == {(LATER, "田晓岚")}


@pytest.mark.parametrize(
    ("act", "good", "bad"),
    [(file_all, State.WORKING, State.ACCEPTED), (accept_all, State.FILED, State.WORKING)],
)
def test_one_that_may_not_stops_the_whole_batch(act, good, bad, tian):
    directive = make_directive()
    both = [make_assignment(directive, state=good), make_assignment(directive, state=bad)]
    before = [kept(one) for one in both]

    with pytest.raises(RuleBroken) as refusal:
        act(both, by=tian, at=LATER)

    assert refusal.value.code == "assignment.move_not_allowed"
    assert [kept(one) for one in both] == before


@pytest.mark.parametrize("state", sorted(State))
def test_only_who_still_owes_something_is_reminded(state):
    assignment = make_assignment(state=state)

    count = urge([assignment], by=make_job(), at=LATER)

    assignment.refresh_from_db()
    assert (count, assignment.urged_at) == ((1, LATER) if state in OPEN else (0, None))
    assert Entry.objects.count() == count


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(-1, 0, id="an hour ago"),
        pytest.param(-10, 0, id="at half past midnight here, yesterday in London"),
        pytest.param(-11, 1, id="before midnight here, the same day in London"),
        pytest.param(-24, 1, id="yesterday"),
    ],
)
def test_nobody_is_reminded_twice_on_a_day_of_the_calendar_here(hours, expected):
    assignment = make_assignment(urged_at=IN_JULY + timedelta(hours=hours))

    assert urge([assignment], by=make_job(), at=IN_JULY) == expected


def test_reminding_nobody_is_fine():
    assert urge([], by=make_job(), at=IN_JULY) == 0
