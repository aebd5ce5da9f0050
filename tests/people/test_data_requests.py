"""People ask to have their data corrected or erased, or explained; somebody else answers."""

from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.people.actions.request import answer, ask, withdraw
from gonghui.people.models import DataRequest
from gonghui.people.queries.request import open_first, requests_of
from gonghui.people.rules.privacy import RequestKind
from gonghui.people.rules.request import LONGEST_WORDS
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_plain_account("任小禾")


@pytest.fixture
def administrator():
    return make_plain_account("龚德才")


def asked(account, kind=RequestKind.CORRECT, words="名字写错了，应为任小和。"):
    return ask(account.person, kind, words, by=account, at=IN_JULY)


def test_an_answer_is_due_after_fifteen_days(clerk):
    made = asked(clerk, words=" 名字写错了。\r\n应为任小和。 ")

    assert (made.kind, made.state, made.words) == ("correct", "open", "名字写错了。\n应为任小和。")
    assert (made.asked_at, made.due_on) == (IN_JULY, date(2023, 7, 27))
    assert list(Entry.objects.values_list("verb", "actor_id")) == [("data_request.made", clerk.pk)]


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        pytest.param(RequestKind.CORRECT, " 　\n", "data_request.words_missing", id="nothing said"),
        pytest.param(
            RequestKind.CORRECT, "错" * 20_000, "data_request.words_too_long", id="a novel"
        ),
        pytest.param(
            RequestKind.ERASE,
            "删" * (LONGEST_WORDS + 1),
            "data_request.words_too_long",
            id="one more",
        ),
    ],
)
def test_words_that_help_nobody_are_refused_and_nothing_is_asked(kind, words, code, clerk):
    with pytest.raises(RuleBroken) as refusal:
        asked(clerk, kind, words)

    assert refusal.value.code == code
    assert (DataRequest.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", [RequestKind.ERASE, RequestKind.EXPLAIN])
def test_a_correction_alone_needs_words(kind, clerk):
    assert asked(clerk, kind, "").words == ""


def test_the_same_is_asked_once_at_a_time(clerk):
    first = asked(clerk)
    with pytest.raises(RuleBroken) as refusal:
        asked(clerk)
    asked(clerk, RequestKind.EXPLAIN)
    withdraw(first, by=clerk, at=IN_JULY)
    again = asked(clerk)

    assert (refusal.value.code, refusal.value.facts) == (
        "data_request.open_already",
        {"day": date(2023, 7, 27)},
    )
    assert [one.state for one in requests_of(clerk.person)] == ["open", "open", "withdrawn"]
    assert open_first(DataRequest.objects.all())[-1] == first
    assert again.pk != first.pk


@pytest.mark.parametrize(
    ("granted", "state", "verb"),
    [(True, "done", "data_request.granted"), (False, "refused", "data_request.refused")],
)
def test_somebody_else_answers(granted, state, verb, clerk, administrator):
    made = asked(clerk)
    answer(made, " 已改正。 ", granted=granted, by=administrator, at=IN_JULY)

    made.refresh_from_db()
    told = (made.state, made.answer, made.decided_by, made.decided_at)
    assert told == (state, "已改正。", administrator, IN_JULY)
    assert Entry.objects.order_by("-number").values_list("verb", flat=True)[0] == verb


def test_a_refusal_says_why_and_nobody_answers_their_own(clerk, administrator):
    made = asked(clerk)
    codes = []
    for words, by in (("  ", administrator), ("字" * 2001, administrator), ("不行", clerk)):
        with pytest.raises(RuleBroken) as refusal:
            answer(made, words, granted=False, by=by, at=IN_JULY)
        codes.append(refusal.value.code)

    made.refresh_from_db()
    assert made.state == "open"
    assert codes == [
        "data_request.answer_missing",
        "data_request.words_too_long",
        "data_request.own",
    ]


def test_another_account_of_the_same_person_is_the_same_person(clerk):
    made = asked(clerk)
    second = make_plain_account("替身")
    second.person = clerk.person
    second.save(update_fields=["person"])

    with pytest.raises(RuleBroken, match="data_request.own"):
        answer(made, "好", granted=True, by=second, at=IN_JULY)


def test_nothing_is_answered_twice_or_taken_back_afterwards(clerk, administrator):
    made = asked(clerk)
    answer(made, "已改正。", granted=True, by=administrator, at=IN_JULY)
    codes = []
    for deed in (
        lambda: answer(made, "不改。", granted=False, by=administrator, at=IN_JULY),
        lambda: withdraw(made, by=clerk, at=IN_JULY),
    ):
        with pytest.raises(RuleBroken) as refusal:
            deed()
        codes.append(refusal.value.code)

    made.refresh_from_db()
    assert (made.state, made.answer) == ("done", "已改正。")
    assert codes == ["data_request.decided"] * 2


def test_one_person_alone_does_not_grant_an_erasure(clerk, administrator):
    made = asked(clerk, RequestKind.ERASE, "")

    with pytest.raises(RuleBroken, match="data_request.takes_two"):
        answer(made, "好", granted=True, by=administrator, at=IN_JULY)
    answer(made, "在职期间不能清除。", granted=False, by=administrator, at=IN_JULY)
    made.refresh_from_db()
    assert made.state == "refused"
