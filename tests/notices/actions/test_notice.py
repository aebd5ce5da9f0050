from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gonghui.notices.actions.notice import mark_all_read, mark_read, tell, tell_each
from gonghui.notices.models import Notice
from gonghui.notices.rules.notice import Message, Weight
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
LATER = IN_JULY + timedelta(hours=2)
DUE = date(2023, 7, 20)


def told(account) -> list[tuple[object, ...]]:
    rows = Notice.objects.filter(account=account).order_by("pk")
    return list(rows.values_list("code", "facts", "page", "of", "weight", "key", "at", "read_at"))


def test_tell_writes_one_message_for_each_account():
    mine, others = make_plain_account("田晓岚"), make_plain_account("任小禾")
    message = Message(
        "assignment.urged",
        {"title": "报送建会情况", "due_on": DUE},
        page="cascade:assignment",
        of=7,
        weight=Weight.ACT,
        key="urged:7:2023-07-12",
    )

    tell([mine, others], message, at=IN_JULY)

    row = (
        *("assignment.urged", {"title": "报送建会情况", "due_on": "2023-07-20"}),
        *("cascade:assignment", 7, "act", "urged:7:2023-07-12", IN_JULY, None),
    )
    assert (told(mine), told(others)) == ([row], [row])


def test_the_same_key_is_told_once_and_a_read_message_stays_read():
    account = make_plain_account()
    tell([account], Message("any.first", key="once"), at=IN_JULY)
    mark_all_read(account, at=IN_JULY)

    tell([account], Message("any.second", key="once"), at=LATER)

    assert told(account) == [("any.first", {}, "", None, "know", "once", IN_JULY, IN_JULY)]


def test_without_a_key_it_is_told_each_time():
    account = make_plain_account()

    tell([account], Message("any.thing"), at=IN_JULY)
    tell([account], Message("any.thing"), at=LATER)

    assert len(told(account)) == 2


def test_nobody_is_told_anything_when_the_deed_fails():
    account = make_plain_account()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([account], Message("any.thing"), at=IN_JULY)
        raise ZeroDivisionError

    assert told(account) == []


def test_to_tell_many_takes_a_statement_for_many_messages():
    account = make_plain_account()
    pairs = [(account.pk, Message("any.thing", key=str(number))) for number in range(1500)]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell_each(iter(pairs), at=IN_JULY)

    inserts = [one for one in asked.captured_queries if one["sql"].startswith("INSERT")]
    assert Notice.objects.count() == 1500
    assert len(inserts) <= 20


def test_the_database_knows_the_weights():
    account = make_plain_account()

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(account=account, code="any.thing", weight="heavy", at=IN_JULY)


def test_marking_read_touches_only_what_was_named_of_ones_own():
    mine, other = make_plain_account("田晓岚"), make_plain_account("任小禾")
    for code in ("any.first", "any.second"):
        tell([mine, other], Message(code), at=IN_JULY)
    first = Notice.objects.get(account=mine, code="any.first")
    foreign = Notice.objects.get(account=other, code="any.first")

    count = mark_read(mine, [first.pk, foreign.pk], at=LATER)

    assert count == 1
    assert [row[-1] for row in told(mine)] == [LATER, None]
    assert [row[-1] for row in told(other)] == [None, None]


def test_a_message_that_comes_while_all_are_marked_stays_unread():
    account = make_plain_account()
    tell([account], Message("any.first"), at=IN_JULY)
    tell([account], Message("any.second"), at=LATER)

    assert mark_all_read(account, at=IN_JULY) == 1
    assert [row[-1] for row in told(account)] == [IN_JULY, None]
