import json
import logging
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from gonghui.foundation import daily
from gonghui.foundation.daily import Day, Outcome, Piece, do_due, due, register, wait_after
from gonghui.foundation.jobs import daily_round
from gonghui.foundation.models import DailyWork

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2023, 7, 12, 0, 5, tzinfo=HERE)
SATURDAY = datetime(2023, 7, 15, 9, 0, tzinfo=HERE)
NOON = WEDNESDAY.replace(hour=12)


@pytest.fixture
def days():
    """What was done, in its order; the house's own pieces rest meanwhile."""
    own, seen = dict(daily._pieces), []
    daily._pieces.clear()
    yield seen
    daily._pieces.clear()
    daily._pieces.update(own)


def at(moment):
    return lambda: moment


def names(pieces) -> list[str]:
    return [one.name for one in pieces]


def test_each_piece_is_done_once_a_day_and_told_when_it_was_last_done(days):
    register(Piece("any.thing", days.append))

    assert do_due(clock=at(WEDNESDAY)) == [Outcome("any.thing")]
    assert do_due(clock=at(NOON)) == []
    assert do_due(clock=at(WEDNESDAY + timedelta(days=3))) == [Outcome("any.thing")]

    assert days == [
        Day(date(2023, 7, 12), None, WEDNESDAY),
        Day(date(2023, 7, 15), date(2023, 7, 12), WEDNESDAY + timedelta(days=3)),
    ]


def test_a_piece_waits_for_its_hour_and_rests_on_holidays(days):
    register(Piece("any.morning", days.append, hour=8))
    register(Piece("any.office", days.append, working_days=True))

    assert names(due(at=WEDNESDAY)) == ["any.office"]
    assert names(due(at=NOON)) == ["any.morning", "any.office"]
    assert names(due(at=SATURDAY)) == ["any.morning"]


def test_one_that_fails_stops_no_other_and_is_tried_again_after_a_growing_wait(days, caplog):
    def fail(_day: Day) -> None:
        raise ValueError("张三 13800000000")

    register(Piece("any.failing", fail))
    register(Piece("any.thing", days.append))

    with caplog.at_level(logging.CRITICAL):
        assert do_due(clock=at(NOON)) == [
            Outcome("any.failing", "ValueError"),
            Outcome("any.thing"),
        ]
        assert due(at=NOON + timedelta(minutes=9)) == []
        assert do_due(clock=at(NOON + timedelta(minutes=10))) == [
            Outcome("any.failing", "ValueError")
        ]
    row = DailyWork.objects.get(name="any.failing")
    assert (row.done_on, row.failures, row.error) == (None, 2, "ValueError")
    assert due(at=NOON + timedelta(minutes=29)) == []
    assert names(due(at=NOON + timedelta(minutes=30))) == ["any.failing"]


def test_it_is_forgotten_that_it_failed_once_it_is_done(days):
    DailyWork.objects.create(name="any.thing", failures=3, error="ValueError", next_at=WEDNESDAY)
    register(Piece("any.thing", days.append))

    do_due(clock=at(NOON))

    row = DailyWork.objects.get()
    assert (row.done_on, row.failures, row.error, row.next_at) == (NOON.date(), 0, "", None)


def test_what_another_worker_is_at_is_left_to_it_until_that_was_too_long_ago(days):
    def once_more(day: Day) -> None:
        days.append(day)
        assert do_due(clock=at(NOON)) == []

    register(Piece("any.thing", once_more))

    do_due(clock=at(NOON))
    assert len(days) == 1

    DailyWork.objects.update(done_on=None, next_at=NOON + daily.SLOWEST)
    assert due(at=NOON + daily.SLOWEST - timedelta(seconds=1)) == []
    assert names(due(at=NOON + daily.SLOWEST)) == ["any.thing"]


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 10), (2, 20), (3, 40), (5, 160), (6, 240), (5000, 240)]
)
def test_the_wait_grows_to_four_hours(failures, minutes):
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_the_command_says_what_was_done(days):
    register(Piece("any.thing", days.append))

    said = [StringIO(), StringIO()]
    call_command("daily", "--json", stdout=said[0])
    call_command("daily", stdout=said[1])

    assert json.loads(said[0].getvalue()) == [{"name": "any.thing", "error": ""}]
    assert said[1].getvalue() == "Nothing is due.\n"


def test_the_command_fails_when_a_piece_does(days, caplog):
    def fail(_day: Day) -> None:
        raise ValueError

    register(Piece("any.failing", fail))

    with caplog.at_level(logging.CRITICAL), pytest.raises(CommandError, match="any.failing"):
        call_command("daily", stdout=StringIO())


def test_the_worker_does_the_same(days):
    register(Piece("any.thing", days.append))

    daily_round.call()

    assert len(days) == 1
