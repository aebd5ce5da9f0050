"""A served demonstration of a small city, and pages that report everything that goes wrong in them."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CITY, OFFICE = "乌海市", "云川市总工会"
COMMAND = [sys.executable, "-m", "gonghui.config.command"]
# how an administrator comes to a password is a story of its own
NEW_SIGN_IN = """
from gonghui.people.models import Account
one = Account.objects.get(username="system-administrator")
one.set_password("{}")
one.save()
"""
BROWSER_ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, PC = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@dataclass
class Site:
    """Where the demonstration is served and the password of its accounts."""

    address: str
    password: str
    home: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError("gonghui serve ended before it answered")
        try:
            with urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 -- our own loopback address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise RuntimeError("gonghui serve did not answer within a minute")


def _told_by(environment: dict[str, str], *command: str) -> dict:
    """What one of our commands prints last, as JSON."""
    ended = subprocess.run(  # noqa: S603 -- our own command
        [*COMMAND, *command], env=environment, check=True, capture_output=True, timeout=300
    )
    lines = ended.stdout.decode().strip().splitlines()
    return json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}


def _environment(home: Path) -> dict[str, str]:
    # a story about workbooks needs no telephone; tests/access/test_second_factor.py has that one
    environment = {**os.environ, "GONGHUI_HOME": str(home), "GONGHUI_SECOND_FACTOR": "nobody"}
    environment.pop("GONGHUI_DATABASE", None)
    return environment


def told_by(site: Site, *command: str) -> dict:
    """What one of our commands says at the site that is served."""
    return _told_by(_environment(site.home), *command)


@contextmanager
def _served(home: Path, password: str) -> Iterator[Site]:
    environment, port = _environment(home), _free_port()
    serve = [*COMMAND, "serve", "--bind", f"127.0.0.1:{port}"]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 -- our own command
            serve, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_until_served(f"http://127.0.0.1:{port}", server)
            yield Site(f"http://127.0.0.1:{port}", password, home)
        finally:
            os.killpg(server.pid, signal.SIGINT)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The demonstration of a small city."""
    home = tmp_path_factory.mktemp("site")
    told = _told_by(_environment(home), "demo", "--prepare", "--json", "--city", CITY)
    with _served(home, told["password"]) as site:
        yield site


@pytest.fixture
def empty_site(tmp_path) -> Iterator[Site]:
    """An office that has just been opened: its top, three administrators, nothing else."""
    environment = _environment(tmp_path)
    for command in ("migrate", "createcachetable"):
        _told_by(environment, command, "--verbosity", "0")
    names = ("--system", "麻建英", "--security", "龚德才", "--audit", "任小禾")
    _told_by(environment, "office", "open", "--json", "--name", OFFICE, "--code", "YC", *names)
    password = f"first-hour-{secrets.token_hex(6)}"
    _told_by(environment, "shell", "-c", NEW_SIGN_IN.format(password))
    with _served(tmp_path, password) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "the browser story needs Debian's chromium (scripts/ci installs it)"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield running
        running.close()


@dataclass
class Watch:
    """Everything a page did that it must not."""

    address: str
    troubles: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message) -> None:
        if message.type in ("error", "warning"):  # violations of the content security policy too
            place = message.location.get("url", "")
            self.troubles.append(f"console: {message.text} {place}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.address, "about:", "blob:")):
            self.troubles.append(f"foreign request: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status}: {response.url}")


@dataclass
class Visitor:
    """A person at a browser of their own."""

    site: Site
    context: BrowserContext
    page: Page
    watch: Watch

    def sign_in(self, username: str) -> None:
        self.go("/sign-in/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", self.site.password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(f"{self.site.address}/")

    def go(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def speak(self, language: str) -> None:
        self.context.add_cookies(
            [{"name": "gonghui_language", "value": language, "url": self.site.address}]
        )

    def sideways(self) -> int:
        """By how many pixels the page itself scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


def _visits(site: Site, browser: Browser) -> Iterator:
    opened: list[Visitor] = []

    def visit(username: str = "", *, size=PC, language: str = "zh-hans") -> Visitor:
        context = browser.new_context(viewport=size, base_url=site.address)
        visitor = Visitor(site, context, context.new_page(), Watch(site.address))
        visitor.watch.follow(visitor.page)
        visitor.speak(language)
        opened.append(visitor)
        if username:
            visitor.sign_in(username)
        return visitor

    yield visit
    troubles = [trouble for visitor in opened for trouble in visitor.watch.troubles]
    for visitor in opened:
        visitor.context.close()
    assert troubles == []


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator:
    """``visit(username)`` opens a browser signed in as one of the printed accounts."""
    yield from _visits(site, browser)


@pytest.fixture
def visit_office(empty_site: Site, browser: Browser) -> Iterator:
    """The same in an office that has just been opened, for its system administrator."""
    yield from _visits(empty_site, browser)
