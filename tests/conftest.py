"""What every test shares: quick passwords, plain files, and clients who speak Chinese or English."""

from collections.abc import Generator, Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from gonghui.desk.context import _is_demonstration
from tests.deeds import watched

AUDIT_TRIGGERS = import_module("gonghui.audit.migrations.0002_refuse_changes")


def pytest_configure() -> None:
    """Argon2 is slow on purpose, and joined files need a build: neither is what tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": memory, "limits": memory | {"LOCATION": "limits"}}
    settings.LIMITS = {}  # as above
    settings.DEMO_DAY = None
    settings.SECOND_FACTOR_FOR = "nobody"  # its own tests ask for it
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    """Nothing a test writes stays, and no test finds what a site here wrote."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()  # WhiteNoise warns of a missing one


@pytest.fixture(autouse=True)
def _ask_again_whether_this_is_a_demonstration(monkeypatch) -> None:
    """Pages remember it for a minute; a test that counts queries may not run across its end."""
    monkeypatch.setattr("gonghui.desk.context.FRESH_FOR", 10**9)
    _is_demonstration.cache_clear()


@pytest.fixture
def zh(client: Client) -> Client:
    """A visitor who reads Chinese, as everybody does who has not chosen."""
    return client


@pytest.fixture
def en(client: Client) -> Iterator[Client]:
    """A visitor who chose English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture(autouse=True)
def _every_deed_is_recorded() -> Iterator[None]:
    """Whatever form a test sends, what it changes is on record (tests/deeds.py)."""
    with watched() as faults:
        yield
    assert faults == []


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


def _run(item: pytest.Item, statements: list[str]) -> None:
    with item.config.stash[blocking_manager_key].unblock(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """A transactional test empties the tables afterwards; only for that may the record be deleted."""
    if not _is_transactional(item):
        return (yield)
    on_sqlite = connection.vendor == "sqlite"
    _run(item, AUDIT_TRIGGERS.UNDO[connection.vendor])
    try:
        return (yield)
    finally:
        if nextitem is not None:  # after the last one the database is gone
            _run(item, AUDIT_TRIGGERS.SQLITE if on_sqlite else AUDIT_TRIGGERS.POSTGRESQL)
