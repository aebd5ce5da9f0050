"""The administrator's pages about accounts, and where a one-time link leads."""

import re

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.directory.wording import DEEDS
from gonghui.people.models import Account, SignInLink
from tests.factories.access import make_account, prove
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_person, make_plain_account

pytestmark = pytest.mark.django_db
GOOD = "banzu-peixun-2023"
LINK = re.compile(r"http://testserver(/sign-in/link/[\w-]+/)")


@pytest.fixture
def top():
    return make_organisation()


@pytest.fixture
def client(client, top):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, top, username="sysadmin"))
    prove(client)
    return client


def serving(top, name="任小禾", username=""):
    """A person with a post at the top; with an account when a sign-in name is given."""
    account = make_plain_account(name, username=username) if username else None
    person = account.person if account else make_person(name)
    make_tenure(person, make_post(top, f"干事{name}{username}"))
    return account or person


def text_of(response) -> str:
    return response.content.decode()


def choose_password(path, password=GOOD, again=None):
    """What the person does with the link; their browser and the last page."""
    browser = Client()
    form = browser.get(path, follow=True)
    address = form.redirect_chain[-1][0]
    typed = {"password1": password, "password2": again or password}
    return browser, browser.post(address, typed)


def test_an_account_is_opened_for_a_person_who_then_signs_in(client, top):
    person = serving(top)

    found = client.get("/directory/accounts/new/", {"q": "任"})
    typed = {"q": "任", "person": person.pk, "username": "xiaoren"}
    shown = client.post("/directory/accounts/new/", typed)
    [path] = LINK.findall(text_of(shown))
    browser, set_up = choose_password(path)
    browser.post("/sign-in/", {"login": "xiaoren", "password": GOOD})

    assert "任小禾（" in text_of(found)
    assert "no-store" in shown["Cache-Control"]
    assert set_up["Location"] == "/sign-in/"
    assert get_user(browser).person == person
    assert not LINK.findall(text_of(client.get(f"/directory/accounts/{get_user(browser).pk}/")))


def test_a_link_leaves_the_address_bar_and_opens_no_second_time(client, top):
    person = serving(top)
    typed = {"q": "任", "person": person.pk, "username": "xiaoren"}
    [path] = LINK.findall(text_of(client.post("/directory/accounts/new/", typed)))

    looked = [Client().get(path)["Location"] for _ in range(3)]
    choose_password(path)
    late = Client().get(path, follow=True)

    assert looked == ["/sign-in/link/"] * 3  # who only looks uses nothing up
    assert (late.status_code, "这个链接打不开了" in text_of(late)) == (410, True)


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        pytest.param("kurz-kurz", None, "至少 12 个字符", id="too short"),
        pytest.param(GOOD, "banzu-peixun-2024", "两次输的不一样", id="two that differ"),
        pytest.param("gonghui-gonghui", None, "工会常用词", id="words of the trade"),
    ],
)
def test_a_password_that_is_not_taken_leaves_the_link_open(client, top, password, again, words):
    person = serving(top)
    typed = {"q": "任", "person": person.pk, "username": "xiaoren"}
    [path] = LINK.findall(text_of(client.post("/directory/accounts/new/", typed)))

    _, refused = choose_password(path, password, again)

    assert (refused.status_code, words in text_of(refused)) == (200, True)
    assert password not in text_of(refused)
    assert choose_password(path)[1]["Location"] == "/sign-in/"


@pytest.mark.parametrize(
    ("username", "chosen", "words"),
    [
        pytest.param("sysadmin", True, "已有人用", id="a name that is taken"),
        pytest.param("x", True, "3 到 60 位", id="too short a name"),
        pytest.param("xiaoren", False, "请选人", id="nobody chosen"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, top, username, chosen, words):
    person = serving(top)
    typed = {"q": "任", "username": username, **({"person": person.pk} if chosen else {})}

    page = client.post("/directory/accounts/new/", typed)

    assert (words in text_of(page), f'value="{username}"' in text_of(page)) == (True, True)
    assert Account.objects.count() == 1


def test_who_has_an_account_or_serves_elsewhere_is_not_offered(client, top):
    serving(top, "任小禾", "xiaoren")
    elsewhere = make_person("任远方")
    make_tenure(elsewhere, make_post(make_organisation("遵义市总工会"), "主席"))

    page = client.get("/directory/accounts/new/", {"q": "任"})
    typed = {"q": "任", "person": elsewhere.pk, "username": "yuanfang"}
    client.post("/directory/accounts/new/", typed)

    assert "没有叫这个名字又还没有账号的人" in text_of(page)
    assert not Account.objects.filter(username="yuanfang").exists()


def test_a_reset_shows_a_link_and_keeps_the_password_until_then(client, top):
    account = serving(top, "任小禾", "xiaoren")
    account.set_password(GOOD)
    account.save()

    shown = client.post(f"/directory/accounts/{account.pk}/reset/")

    account.refresh_from_db()
    assert (len(LINK.findall(text_of(shown))), account.check_password(GOOD)) == (1, True)
    assert SignInLink.objects.get().account == account


def test_an_account_is_closed_and_opened_again_from_its_page(client, top):
    account = serving(top, "任小禾", "xiaoren")
    page = f"/directory/accounts/{account.pk}/"

    without = client.post(f"{page}close/", {"reason": " "}, follow=True)
    closed = client.post(f"{page}close/", {"reason": "调离"}, follow=True)
    opened = client.post(f"{page}reopen/", follow=True)

    assert "请写几个字说明原因" in text_of(without)
    assert "账号 xiaoren 已停用" in text_of(closed)
    assert "账号 xiaoren 在用" in text_of(opened)


def test_the_own_account_stays_open(client):
    own = Account.objects.get(username="sysadmin")

    page = client.get(f"/directory/accounts/{own.pk}/")
    client.post(f"/directory/accounts/{own.pk}/close/", {"reason": "试试"})

    own.refresh_from_db()
    assert ("停用账号" in text_of(page), own.is_active) == (False, True)


def test_the_list_says_who_has_a_second_factor_at_a_constant_cost(client, top):
    serving(top, "任小禾", "xiaoren")
    client.get("/directory/accounts/")
    counts = []
    for more in (0, 20):
        for n in range(more):
            serving(top, "麻青松", f"qingsong{n}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get("/directory/accounts/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert "二次验证" in text_of(page)


def test_the_pages_speak_english(client, top):
    client.cookies["gonghui_language"] = "en"
    account = serving(top, "任小禾", "xiaoren")

    page = text_of(client.get(f"/directory/accounts/{account.pk}/"))

    assert ("The account xiaoren is open" in page, "at 0 places" in page) == (True, True)


def test_every_deed_about_signing_in_has_words(client, top):
    account = serving(top, "任小禾", "xiaoren")
    page = f"/directory/accounts/{account.pk}/"
    [path] = LINK.findall(text_of(client.post(f"{page}reset/")))
    browser, _ = choose_password(path)
    browser.post("/sign-in/", {"login": "xiaoren", "password": "wrong-wrong"})
    browser.post("/sign-in/", {"login": "nobody", "password": "wrong-wrong"})
    browser.post("/sign-in/", {"login": "xiaoren", "password": GOOD})
    browser.post("/sign-out/")

    done = list(Entry.objects.values_list("verb", flat=True))

    assert done == [
        "account.reset_started",
        "account.password_set",
        "sign_in.failed",
        "sign_in.unknown",
        "sign_in.done",
        "sign_out.done",
    ]
    assert set(done) < set(DEEDS)
