"""What the log says: one line an event, in UTC, and nothing anybody typed can forge another."""

import logging
import logging.config
import re

import pytest
from django.conf import settings

from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def told(client, path, capsys) -> list[str]:
    """What stands in the log, as it is configured for a site, when somebody asks for this."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.config.dictConfig(settings.LOGGING)
    try:
        client.get(path)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    return [line for line in capsys.readouterr().err.splitlines() if "gonghui.errors" in line]


def test_an_address_cannot_forge_a_line_or_command_a_terminal(client, capsys):
    [line] = told(client, "/a%0A2026-01-01%20ERROR%20forged%1b[31m%C2%85%E2%80%A8x/", capsys)

    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 WARNING gonghui\.errors: "
        r"reference \w{6}: 404 GET /a\\n2026-01-01 ERROR forged\\x1b\[31m\\x85\\u2028x/ "
        r"by address 127\.0\.0\.1",
        line,
    )


def test_who_asked_for_what_was_refused_stands_in_the_log_by_number(client, capsys):
    account = make_plain_account("任小禾", username="xiaoren")
    client.force_login(account)

    [line] = told(client, "/directory/accounts/1/", capsys)

    assert line.endswith(f"404 GET /directory/accounts/1/ by account {account.pk}")
    assert "任小禾" not in line
