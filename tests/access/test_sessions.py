"""How long one stays in, what a stolen session is worth, and proving oneself again."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.people.actions.account import close_account
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db
GOOD, OTHER = "tongren-2023-banzu", "another-2023-banzu"


@pytest.fixture(autouse=True)
def _anew():
    cache.clear()


@pytest.fixture
def top():
    return make_organisation()


@pytest.fixture
def account(top):
    return make_account(Role.SYSTEM_ADMINISTRATOR, top, username="xiaohe", password=GOOD)


def sign_in(client) -> str:
    """The session's id."""
    client.post("/sign-in/", {"login": "xiaohe", "password": GOOD})
    return client.session.session_key


def stolen(client) -> Client:
    """Another computer with the cookies of this one."""
    thief = Client()
    thief.cookies = client.cookies.copy()
    return thief


def is_in(client) -> bool:
    return client.get("/my/sign-in/").status_code == 200


def older(client, *, seconds: int, mark: str) -> None:
    session = client.session
    session[mark] -= seconds
    session.save()


@pytest.mark.parametrize(
    ("mark", "minutes", "stays"),
    [
        pytest.param("seen_at", 29, True, id="a rest of 29 minutes"),
        pytest.param("seen_at", 31, False, id="a rest of 31 minutes"),
        pytest.param("signed_in_at", 11 * 60 + 59, True, id="nearly twelve hours"),
        pytest.param("signed_in_at", 12 * 60 + 1, False, id="more than twelve hours"),
    ],
)
def test_a_session_ends_by_rest_and_by_length(client, account, mark, minutes, stays):
    sign_in(client)
    older(client, seconds=minutes * 60, mark=mark)

    assert is_in(client) is stays
    assert UserSession.objects.exists() is stays


def test_who_was_typing_when_the_session_ended_gets_it_back(client, account):
    sign_in(client)
    older(client, seconds=31 * 60, mark="seen_at")

    page = client.post("/directory/accounts/new/", {"username": "xinren", "q": "任"})

    assert (page.status_code, "xinren" in page.content.decode()) == (403, True)


def test_looking_on_keeps_a_session_alive(client, account):
    sign_in(client)
    for _ in range(3):
        older(client, seconds=20 * 60, mark="seen_at")
        assert is_in(client)


def test_the_session_id_is_new_at_sign_in(client, account):
    client.get("/sign-in/link/any/")
    before = client.session.session_key

    assert before != sign_in(client)


def test_a_stolen_session_is_worth_nothing_after_signing_out(client, account):
    sign_in(client)
    thief = stolen(client)
    while_in = is_in(thief)

    left = client.post("/sign-out/")

    assert (while_in, is_in(thief)) == (True, False)
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert list(Entry.objects.values_list("verb", flat=True)) == ["sign_in.done", "sign_out.done"]


def test_a_stolen_session_is_worth_nothing_after_a_new_password(client, account):
    sign_in(client)
    thief, elsewhere = stolen(client), Client()
    sign_in(elsewhere)

    client.post("/my/password/", {"oldpassword": GOOD, "password1": OTHER, "password2": OTHER})

    assert (is_in(client), is_in(thief), is_in(elsewhere)) == (True, False, False)
    assert UserSession.objects.count() == 1
    assert Entry.objects.last().verb == "account.password_changed"


def test_a_session_ends_when_the_account_is_closed(client, account):
    sign_in(client)

    close_account(account, "调离", by=make_job(), at=IN_JULY)

    assert not is_in(client)
    assert not UserSession.objects.exists()


def test_the_list_shows_where_one_is_and_ends_one_or_all_others(client, account):
    others = [Client(), Client(), Client()]
    for other in others:
        sign_in(other)
    sign_in(client)
    prove(client)
    one = UserSession.objects.get(session_key=others[0].session.session_key)

    listed = client.get("/my/sessions/").content.decode()
    client.post(f"/my/sessions/{one.pk}/end/")
    after_one = [is_in(other) for other in others]
    client.post("/my/sessions/")

    assert ("127.0.0.1" in listed, "您在 4 个地方登录着" in listed) == (True, True)
    assert after_one == [False, True, True]
    assert ([is_in(other) for other in others], is_in(client)) == ([False] * 3, True)
    ended = Entry.objects.filter(verb="session.ended")
    assert [one.facts for one in ended] == [{"count": 1}, {"count": 2}]


def test_the_list_shows_none_that_has_ended(client, account, top):
    kept, rested_one, ended = Client(), Client(), Client()
    make_tenure(account.person, make_post(top, "干事"))
    for other in (kept, rested_one, ended):
        sign_in(other)
    sign_in(client)
    seen = now() - timedelta(minutes=32)
    UserSession.objects.filter(session_key=rested_one.session.session_key).update(last_seen_at=seen)
    Session.objects.filter(session_key=ended.session.session_key).update(expire_date=seen)
    administrator = client.get(f"/directory/accounts/{account.pk}/")

    listed = client.get("/my/sessions/")

    assert listed.context["session_count"] == administrator.context["places"] == 2
    assert [is_in(other) for other in (kept, rested_one, ended)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(client, account):
    make_plain_account(username="other", password=GOOD)
    other = Client()
    other.post("/sign-in/", {"login": "other", "password": GOOD})
    theirs = UserSession.objects.get()
    sign_in(client)

    answer = client.post(f"/my/sessions/{theirs.pk}/end/")

    assert (answer.status_code, is_in(other)) == (404, True)


@pytest.mark.parametrize("path", ["/my/sessions/", "/my/sessions/{pk}/end/"])
def test_who_finds_a_screen_open_signs_nobody_out_elsewhere(client, account, path):
    other = Client()
    sign_in(other)
    pk = UserSession.objects.get().pk
    sign_in(client)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()

    asked = client.post(path.format(pk=pk))

    assert asked["Location"].startswith("/sign-in/again/?next=")
    assert is_in(other)


def test_every_page_of_who_is_signed_in_has_the_way_out(client, account):
    sign_in(client)

    pages = [client.get(path) for path in ("/", "/directory/accounts/", "/my/sign-in/", "/none/")]
    assert ['"/sign-out/"' in page.content.decode() for page in pages] == [True, True, True, False]


def test_pages_of_who_is_signed_in_are_not_kept_by_the_browser(client, account):
    sign_in(client)

    assert "no-store" in client.get("/my/sign-in/")["Cache-Control"]
    assert "no-store" in client.get("/directory/accounts/")["Cache-Control"]


def test_something_dangerous_asks_again_and_then_does_what_was_sent(client, account, top):
    other = make_plain_account("任小禾", username="xiaoren")
    make_tenure(other.person, make_post(top, "干事"))
    former = sign_in(client)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()

    asked = client.post(f"/directory/accounts/{other.pk}/close/", {"reason": "调离"})
    other.refresh_from_db()
    still_open = other.is_active
    wrong = client.post(asked["Location"], {"password": "wrong-wrong"})
    done = client.post(asked["Location"], {"password": GOOD})
    other.refresh_from_db()

    assert asked["Location"].startswith("/sign-in/again/?next=")
    assert (still_open, wrong.status_code, "密码不对" in wrong.content.decode()) == (
        *(True, 200, True),
    )
    assert (done["Location"], other.is_active) == (f"/directory/accounts/{other.pk}/", False)
    assert Entry.objects.get(verb="account.closed").facts == {"reason": "调离"}
    assert client.session.session_key != former  # proven anew, a new id


def test_who_has_just_signed_in_is_not_asked_again(client, account, top):
    other = make_plain_account("任小禾", username="xiaoren")
    make_tenure(other.person, make_post(top, "干事"))
    sign_in(client)

    client.post(f"/directory/accounts/{other.pk}/close/", {"reason": "调离"})

    other.refresh_from_db()
    assert (other.is_active, get_user(client)) == (False, account)


def test_a_session_key_cannot_be_guessed(client, account):
    keys = []
    for _ in range(20):
        client.cookies.clear()
        keys.append(sign_in(client))

    assert len(set(keys)) == 20
    # 32 of 36 characters drawn by the system: 165 bits
    assert all(re.fullmatch(r"[0-9a-z]{32}", key) for key in keys)
