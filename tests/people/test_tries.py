"""Wrong passwords: who waits, who does not, and that nobody can tell which names there are."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from gonghui.audit.models import Entry
from gonghui.people.models import Tries
from gonghui.people.queries.session import seconds_to_wait
from gonghui.people.rules.session import LONGEST_WAIT, wait_after
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
GOOD, WRONG = "tongren-2023-banzu", "wrong-wrong"
HERE, THERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _account():
    cache.clear()
    return make_plain_account(username="xiaohe", password=GOOD)


def sign_in(username="xiaohe", password=GOOD, address=HERE) -> tuple[bool, str]:
    """Whether they are in, and what the page says, without its keys."""
    client = Client(REMOTE_ADDR=address)
    page = client.post("/sign-in/", {"login": username, "password": password})
    text = re.sub(r'(value|token)="[\w-]{20,}"', "", page.content.decode())
    return get_user(client).is_authenticated, text.replace(username, "…")


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (10_000, 900)],
)
def test_the_wait_grows_and_stays_short_of_a_lock(wrong, seconds):
    assert wait_after(wrong, free=5) == seconds <= LONGEST_WAIT


def test_after_five_wrong_ones_the_right_one_waits_too_but_not_elsewhere():
    answers = [sign_in(password=WRONG) for _ in range(6)]

    assert ["试得太多了" in text for _, text in answers] == [False] * 5 + [True]
    assert (sign_in()[0], sign_in(address=THERE)[0]) == (False, True)


def test_trying_while_waiting_makes_the_wait_no_longer():
    for _ in range(40):
        sign_in(password=WRONG)

    assert seconds_to_wait("xiaohe", HERE, at=now()) <= 30
    assert seconds_to_wait("xiaohe", HERE, at=now() + timedelta(seconds=31)) == 0


def test_fifty_wrong_ones_from_fifty_addresses_are_stopped_and_keep_the_owner_in():
    sign_in(address=HERE)  # where the owner works

    answers = [sign_in(password=f"wrong-{n}", address=f"192.0.2.{n}") for n in range(50)]

    stopped = ["试得太多了" in text for _, text in answers]
    assert (stopped[:20], stopped[20:]) == ([False] * 20, [True] * 30)
    assert (sign_in(address=THERE)[0], sign_in(address=HERE)[0]) == (False, True)
    assert seconds_to_wait("xiaohe", THERE, at=now() + timedelta(seconds=31)) == 0


def test_one_address_trying_many_names_is_stopped():
    for n in range(60):
        sign_in(f"name{n}", WRONG)

    assert "试得太多了" in sign_in("name-61", WRONG)[1]


def test_counts_lie_in_the_database_without_the_names():
    sign_in("my-password-in-the-wrong-field", "x")
    cache.clear()  # a restart of everything but the database

    assert seconds_to_wait("xiaohe", HERE, at=now()) == 0
    assert list(Tries.objects.values_list("wrong", flat=True)) == [1, 1, 1]
    kept = str(list(Tries.objects.values())) + str(list(Entry.objects.values()))
    assert "my-password" not in kept


def test_unknown_wrong_and_closed_get_the_same_answer(_account):
    wrong = sign_in("xiaohe", WRONG)
    unknown = sign_in("nobody", WRONG)
    _account.is_active = False
    _account.save()
    closed = sign_in("xiaohe", GOOD)

    assert wrong == unknown == closed
    assert "登录名和密码对不上" in wrong[1]


def test_wrong_tries_are_on_record_as_counts():
    sign_in(password=WRONG)
    sign_in(password=WRONG)
    sign_in("nobody", WRONG)

    assert list(Entry.objects.values_list("verb", "subject_label", "facts")) == [
        ("sign_in.failed", "xiaohe", {"tries": 1}),
        ("sign_in.failed", "xiaohe", {"tries": 2}),
        ("sign_in.unknown", "gonghui", {"tries": 1}),
    ]
