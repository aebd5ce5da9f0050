"""Answering in words."""

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.actions.answer import (
    accept_answer,
    file_answer,
    save_answer,
    send_back_answer,
    take_back_answer,
)
from gonghui.cascade.rules.assignment import DirectiveState, State
from gonghui.foundation.errors import RuleBroken
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def refused(act) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def test_from_the_first_word_to_acceptance():
    share, by = make_assignment(), make_plain_account("罗守田")

    save_answer(share, "已核实", edition=0, by=by, at=IN_JULY)
    save_answer(share, "已核实 12 户", edition=1, by=by, at=IN_JULY)
    filed = file_answer(share, by=by, at=IN_JULY)
    back = send_back_answer(share, reason="缺两户", by=by, at=IN_JULY)
    save_answer(share, "已核实 14 户", edition=2, by=by, at=IN_JULY)
    file_answer(share, by=by, at=IN_JULY)
    taken = take_back_answer(share, by=by, at=IN_JULY)
    file_answer(share, by=by, at=IN_JULY)
    accepted = accept_answer(share, by=by, at=IN_JULY)

    share.refresh_from_db()
    states = [filed.state, back.state, taken.state, accepted.state]
    assert states == ["filed", "sent_back", "working", "accepted"]
    assert (share.answer.words, share.received_by) == ("已核实 14 户", "罗守田")
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == [
        *("answer.filed", "answer.sent_back", "answer.filed"),
        *("answer.taken_back", "answer.filed", "answer.accepted"),
    ]


def test_two_people_at_one_answer_do_not_write_over_each_other():
    share, by = make_assignment(), make_plain_account()
    save_answer(share, "我的", edition=0, by=by, at=IN_JULY)

    code = refused(lambda: save_answer(share, "他的", edition=0, by=by, at=IN_JULY))

    share.refresh_from_db()
    assert (code, share.answer.words) == ("answer.changed_meanwhile", "我的")


def test_an_empty_answer_is_none():
    share, by = make_assignment(), make_plain_account()
    save_answer(share, "  ", edition=0, by=by, at=IN_JULY)

    assert refused(lambda: file_answer(share, by=by, at=IN_JULY)) == "answer.empty"


@pytest.mark.parametrize(
    ("state", "directive_state"),
    [
        pytest.param(State.ACCEPTED, DirectiveState.ISSUED, id="accepted"),
        pytest.param(State.SENT, DirectiveState.WITHDRAWN, id="withdrawn"),
    ],
)
def test_nothing_is_written_where_nothing_is_owed(state, directive_state):
    share = make_assignment(make_directive(state=directive_state), state=state)
    by = make_plain_account()

    assert refused(lambda: save_answer(share, "字", edition=0, by=by, at=IN_JULY)) == (
        "answer.not_owed"
    )


def test_a_book_is_no_answer():
    share, by = make_assignment(), make_plain_account()

    code = refused(lambda: save_answer(share, "字" * 20_001, edition=0, by=by, at=IN_JULY))

    assert code == "answer.too_long"
