"""What one account or address may do how often, and reports of what a browser kept off a page."""

import json
import logging

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gonghui.access.permissions import Role
from gonghui.foundation import limits
from tests.factories.access import make_account
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
REPORTS = "/policy-reports/"


@pytest.fixture(autouse=True)
def _few(settings, monkeypatch):
    caches["limits"].clear()
    settings.LIMITS = {
        **dict.fromkeys(("search", "export", "upload", "report"), (2, 60)),
        "report-of-all": (5, 60),
    }
    monkeypatch.setattr(limits, "time", lambda: 1_000_000_040.0)  # 40 seconds of a minute left


@pytest.fixture
def top():
    return make_organisation()


@pytest.fixture
def zh(zh, top):
    zh.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, top))
    return zh


def three(ask) -> list[int]:
    return [ask().status_code for _ in range(3)]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/search/?q=工会", id="search of everything"),
        pytest.param("/directory/organisations/?q=工会", id="search of one list"),
        pytest.param("/directory/terms/?as=xlsx", id="a list as a workbook"),
    ],
)
def test_what_costs_much_is_done_so_often_a_minute(zh, path):
    assert three(lambda: zh.get(path)) == [200, 200, 429]


def test_files_are_sent_in_so_often(zh):
    def send():
        file = SimpleUploadedFile("a.xlsx", b"nothing of a workbook")
        return zh.post("/documents/imports/new/organisations/", {"file": file})

    assert three(send)[2] == 429
    assert three(send)[0] == 429


def test_what_is_asked_too_often_says_when_to_come_again_in_both_languages(zh):
    told = [zh.get("/search/?q=工会") for _ in range(3)][2]
    zh.cookies["gonghui_language"] = "en"
    english = zh.get("/search/?q=工会")

    assert told["Retry-After"] == "40"
    assert "40 秒后再来" in told.content.decode()
    assert "go on in 40 seconds" in english.content.decode()


def test_pages_that_cost_little_are_not_counted(zh):
    assert [zh.get("/directory/organisations/").status_code for _ in range(5)] == [200] * 5


def test_each_account_has_its_own_count(zh, top):
    other = Client()
    other.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, top))

    assert three(lambda: zh.get("/search/?q=a")) == [200, 200, 429]
    assert other.get("/search/?q=a").status_code == 200


def test_the_next_minute_begins_anew(zh, monkeypatch):
    three(lambda: zh.get("/search/?q=a"))
    monkeypatch.setattr(limits, "time", lambda: 1_000_000_080.0)

    assert zh.get("/search/?q=a").status_code == 200


def test_reaching_a_limit_is_noted_once(zh, caplog):
    with caplog.at_level(logging.WARNING, logger="gonghui.limits"):
        for _ in range(6):
            zh.get("/search/?q=张三")

    noted = [one.getMessage() for one in caplog.records if one.name == "gonghui.limits"]
    assert len(noted) == 1
    assert "张三" not in noted[0]


OLD = {
    "csp-report": {
        "document-uri": "http://testserver/sign-in/link/geheim-token/?q=13812345678",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/x.js?name=任小禾",
    }
}
NEW = [
    {
        "type": "csp-violation",
        "body": {
            "documentURL": "http://testserver/directory/persons/7/",
            "effectiveDirective": "style-src",
            "blockedURL": "inline",
            "sample": "任小禾 13812345678",
        },
    }
]


@pytest.mark.parametrize(
    ("sent", "noted"),
    [
        pytest.param(OLD, "script-src-elem on the page sign-in-link from evil.example", id="old"),
        pytest.param(NEW, "style-src on the page directory:person from inline", id="new"),
        pytest.param(
            {"csp-report": {"effective-directive": "a\nERROR b", "document-uri": "http://["}},
            "? on the page ? from ?",
            id="nonsense",
        ),
    ],
)
def test_a_report_is_noted_without_what_the_page_says(client, caplog, sent, noted):
    with caplog.at_level(logging.WARNING, logger="gonghui.policy"):
        answer = client.post(REPORTS, json.dumps(sent), content_type="application/csp-report")

    assert (answer.status_code, answer.content) == (204, b"")
    assert [one.getMessage() for one in caplog.records] == [f"kept off: {noted}"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param(b"", 204, id="empty"),
        pytest.param(b"\xff\xfe", 204, id="no text"),
        pytest.param(b'[1, null, {"body": 3}, {}]', 204, id="of another shape"),
        pytest.param(b"[" * 8000, 204, id="deep"),
        pytest.param(b" " * 8193, 413, id="too much"),
    ],
)
def test_any_other_report_is_left_alone(client, caplog, sent, status):
    answer = client.post(REPORTS, sent, content_type="application/reports+json")

    noted = [one for one in caplog.records if one.name == "gonghui.policy"]
    assert (answer.status_code, noted) == (status, [])


def test_reports_are_limited_for_an_address_and_for_all(client, caplog, django_assert_num_queries):
    def send(address):
        return client.post(
            REPORTS, json.dumps(OLD), content_type="application/csp-report", REMOTE_ADDR=address
        ).status_code

    with django_assert_num_queries(0):
        statuses = [send(f"192.0.2.{n // 3}") for n in range(9)]

    assert statuses == [204, 204, 429, 204, 204, 429, 204, 429, 429]


def test_whom_to_tell_of_a_weakness_stands_where_finders_look(client, settings):
    address = "/.well-known/security.txt"
    nobody = client.get(address).status_code
    settings.SECURITY_CONTACTS = ["mailto:safe@gonghui.example.org"]

    told = client.get(address)

    lines = dict(line.split(": ") for line in told.content.decode().splitlines())
    assert (nobody, told["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert (lines["Contact"], lines["Preferred-Languages"]) == (
        "mailto:safe@gonghui.example.org",
        "zh, en",
    )
    assert lines["Expires"].endswith("Z")
