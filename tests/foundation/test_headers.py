"""What every answer carries, whose word about the visitor is taken, and the check for production."""

import ast
import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import Client

from gonghui.people.models import Tries
from gonghui.people.queries.session import tries_keys
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"
ALWAYS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Reporting-Endpoints": 'csp="/policy-reports/"',
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "report-uri /policy-reports/",
    "report-to csp",
}
TEXTS = ("text/", "application/xml", "application/atom+xml", "image/svg+xml")
SHOWN = (
    *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "SESSION_COOKIE_SECURE"),
    *("CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"),
    *("CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN", "SECURE_HSTS_SECONDS"),
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
)
SHOW_COOKIES = f"from django.conf import settings as s\nfor name in {SHOWN!r}: print(name, getattr(s, name), sep='=')"


def check_headers(response) -> None:
    """Asserted here and on every answer of tests/access/test_every_view.py."""
    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    given = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert given >= POLICY
    assert not any("unsafe" in part or "http" in part for part in given)
    assert "geolocation=()" in response["Permissions-Policy"]
    kind = response.get("Content-Type", "")
    assert not kind.startswith(TEXTS) or "charset=" in kind
    assert not any(name.startswith("Access-Control-") for name in response.headers)


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        pytest.param("/sign-in/", "testserver", 200, id="a page"),
        pytest.param("/", "testserver", 302, id="a page that leads on"),
        pytest.param("/there-is-none/", "testserver", 404, id="no page"),
        pytest.param("/sign-in/", "evil.example", 400, id="another host"),
        pytest.param("/sign-in/", "testserver@evil.example", 400, id="a host with a name before"),
        pytest.param("/static/look/mark.svg", "testserver", 200, id="a file"),
    ],
)
def test_every_answer_carries_the_headers(client, path, host, status):
    response = client.get(path, headers={"host": host})

    assert response.status_code == status
    check_headers(response)
    assert "evil" not in b"".join(response).decode()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_led_away(client, target):
    make_plain_account(username="xiaohe", password=GOOD)
    cache.clear()

    signed_in = client.post("/sign-in/", {"login": "xiaohe", "password": GOOD, "next": target})
    language = client.post("/language/", {"language": "en", "next": target})

    assert [one["Location"] for one in (signed_in, language)] == ["/", "/"]


@pytest.mark.parametrize(
    ("proxies", "peer", "claimed", "counted"),
    [
        pytest.param([], "203.0.113.7", "192.0.2.1", "203.0.113.7", id="nobody is trusted"),
        pytest.param(["10.0.0.0/8"], "203.0.113.7", "192.0.2.1", "203.0.113.7", id="a stranger"),
        pytest.param(["10.0.0.0/8"], "10.0.0.2", "192.0.2.1", "192.0.2.1", id="our proxy"),
        pytest.param(
            *(["10.0.0.0/8"], "10.0.0.2", "198.51.100.1, 192.0.2.1, 10.0.0.9", "192.0.2.1"),
            id="what the visitor put before it counts nothing",
        ),
        pytest.param(["10.0.0.0/8"], "10.0.0.2", "nonsense", "10.0.0.2", id="nonsense"),
        pytest.param(["unix"], "", "2001:db8::1", "2001:db8::1", id="a socket"),
    ],
)
def test_only_listed_proxies_say_who_asks(settings, proxies, peer, claimed, counted):
    settings.TRUSTED_PROXIES = proxies
    cache.clear()
    client = Client(REMOTE_ADDR=peer, headers={"x-forwarded-for": claimed})

    client.post("/sign-in/", {"login": "xiaohe", "password": "wrong-wrong"})

    assert Tries.objects.filter(key=tries_keys("xiaohe", counted)[2]).exists()


def test_only_listed_proxies_say_that_it_is_https(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = ["10.0.0.2"]
    https = {"headers": {"x-forwarded-proto": "https"}}

    ours = Client(REMOTE_ADDR="10.0.0.2", **https).get("/sign-in/").wsgi_request
    other = Client(REMOTE_ADDR="203.0.113.7", **https).get("/sign-in/").wsgi_request

    assert (ours.is_secure(), other.is_secure()) == (True, False)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "PATCH", "DELETE", "CONNECT"])
def test_what_no_page_needs_is_refused(client, method):
    response = client.generic(method, "/sign-in/", b"secret", headers={"x-secret": "secret"})

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert b"secret" not in response.content
    check_headers(response)


@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.env", "/var/gonghui.sqlite3", "/static/", "/static/look/"),
        *("/static/../pyproject.toml", "/static/%2e%2e/settings.py", "/files/", "/media/"),
    ],
)
def test_nothing_is_served_but_pages_and_the_look(client, path):
    response = client.get(path)

    assert response.status_code == 404
    check_headers(response)


def test_cookies_of_a_site_with_https_belong_to_this_host_alone(tmp_path):
    told = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "gonghui.config.command", "shell", "-c", SHOW_COOKIES],
        env={**os.environ, "GONGHUI_HOME": str(tmp_path), "GONGHUI_HTTPS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    kept = dict(line.split("=", 1) for line in told.stdout.splitlines() if "=" in line)

    assert kept == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        **dict.fromkeys(
            ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"), "True"
        ),
        **dict.fromkeys(("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"), "True"),
        "LANGUAGE_COOKIE_NAME": "__Host-gonghui_language",
        "SESSION_COOKIE_DOMAIN": "None",
        "SECURE_HSTS_SECONDS": "31536000",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": "True",
    }, told.stderr


def test_every_cookie_is_kept_from_scripts_and_other_sites(client, settings):
    settings.HTTPS, settings.COOKIE_PREFIX = True, "__Host-"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    make_plain_account(username="xiaohe", password=GOOD)
    cache.clear()

    client.get("/sign-in/?look_theme=dark")
    client.post("/sign-in/", {"login": "xiaohe", "password": GOOD})

    kept = {
        name: (one["httponly"], one["samesite"], one["domain"], one["secure"], one["path"])
        for name, one in client.cookies.items()
    }
    assert {"sessionid", "csrftoken", "__Host-look_theme"} == set(kept)
    assert set(kept.values()) == {(True, "Lax", "", True, "/")}


def test_a_look_chosen_over_https_is_kept(client, settings):
    settings.COOKIE_PREFIX = "__Host-"

    client.get("/gallery/?look_theme=dark")

    assert 'data-theme="dark"' in client.get("/gallery/").content.decode()


def test_the_check_for_production_has_nothing_to_say(tmp_path):
    environment = {
        **os.environ,
        "GONGHUI_HOME": str(tmp_path),
        "GONGHUI_HTTPS": "1",
        "GONGHUI_HOSTS": "gonghui.example.org",
        "GONGHUI_ORIGINS": "https://gonghui.example.org",
    }
    told = subprocess.run(  # noqa: S603 -- our own command
        [
            *(sys.executable, "-m", "gonghui.config.command"),
            *("check", "--deploy", "--fail-level", "WARNING"),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, "no issues" in told.stdout + told.stderr) == (0, True), told.stderr


def settings_of_a_site(tmp_path, shown: str, **environment: str) -> str:
    told = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "gonghui.config.command", "shell", "-v0", "-c", shown],
        env={**os.environ, "GONGHUI_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


@pytest.mark.parametrize(
    ("address", "options"),
    [
        pytest.param("u:p@127.0.0.1:5432/g", {}, id="this machine"),
        pytest.param("u:p@/g", {}, id="a socket"),
        pytest.param(
            "u:p@db.example.org/g",
            {"sslmode": "verify-full", "sslrootcert": "system"},
            id="another machine",
        ),
        pytest.param(
            "u:p@db.example.org/g?sslrootcert=/etc/gonghui/ca.crt",
            {"sslmode": "verify-full", "sslrootcert": "/etc/gonghui/ca.crt"},
            id="with an authority of its own",
        ),
    ],
)
def test_a_database_elsewhere_is_asked_over_tls_with_a_certificate(tmp_path, address, options):
    shown = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'])"

    told = settings_of_a_site(tmp_path, shown, GONGHUI_DATABASE=f"postgresql://{address}")

    assert ast.literal_eval(told) == options


def test_keys_are_made_at_the_first_start_long_different_and_for_the_service_alone(tmp_path):
    settings_of_a_site(tmp_path, "print()")

    keys = {path.name: path for path in (tmp_path / "keys").iterdir()}
    assert {"secret_key", "audit_key", "seal_keys", "second_factor_key"} <= set(keys)
    assert {path.stat().st_mode & 0o777 for path in keys.values()} == {0o600}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    texts = [path.read_text() for path in keys.values()]
    assert len(set(texts)) == len(texts)
    assert min(len(text) for text in texts) >= 43  # 256 bits at least
