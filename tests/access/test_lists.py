"""Every list leaves as a file: each page of a list says how, or stands here with its reason."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from tests.access.world import make_holder, make_world, routes
from tests.factories.access import prove
from tests.factories.listing import rows_of
from tests.rooms import PACKAGE

LISTS = re.compile(r'class="data-table|{% (pager|board|league|work_list|tiles) ')
INCLUDES = re.compile(r'{% include "([^"]+)"')
OFFER = re.compile(r'href="(\?[^"]*as=(?:xlsx|csv))"')
NO_FILE = {
    "access/signed_out.html": "what was just typed, given back",
    "bulletins/confirm.html": "what is read of one text, before it is a record",
    "bulletins/published.html": "public; the Atom feed is its file",
    "cascade/draft.html": "one draft",
    "cascade/extensions.html": "what waits to be decided, one by one; the board has the dates",
    "desk/findings.html": "lists of other rooms, each with its own page",
    "desk/half_year.html": "lists of other rooms, each with its own page",
    "desk/home.html": "lists of other rooms, each with its own page",
    "desk/not_from_here.html": "what was just typed, given back",
    "directory/audit.html": "taken out by a form of its own, as a deed (directory:audit-export)",
    "directory/contact_list.html": "taken out by a form of its own, with a reason",
    "directory/grant_account.html": "one account; the list of roles is the organisation's",
    "directory/grant_roles.html": "the policy: docs and source hold it as text",
    "directory/lost_factors.html": "what waits for a second person, decided one by one",
    "directory/onboarding.html": "steps of a way, not records",
    "directory/own_data.html": "taken along whole, as JSON and printed",
    "directory/person.html": "one person; their own data leave by directory:own-data",
    "directory/post.html": "one post",
    "directory/privacy.html": "what is kept of people: docs hold it as text",
    "directory/requests.html": "what waits to be decided, one by one",
    "documents/import.html": "faults leave written into the workbook (documents:import-corrected)",
    "documents/import_new.html": "the columns stand in the template that is downloaded there",
    "documents/paper_templates.html": "a handful of templates, not records",
    "foundation/gallery_charts.html": "examples of pieces",
    "notices/messages.html": "what was told to oneself",
    "reports/report.html": "one report, which leaves as a Word file",
    "returns/sheet_check.html": "one sheet, which is printed",
    "returns/sheet_read.html": "one sheet, which is printed",
    "usersessions/usersession_list.html": "where oneself is signed in just now",
}
PICTURES = {"bulletins:draft-picture", "bulletins:picture-remove"}  # no lists, and of a record
OFFERED_TO = (Role.ISSUER, Role.LEADER, Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)


LISTED = [one for one in routes() if hasattr(one.view, "requires") and one.name not in PICTURES]


def templates() -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for folder in sorted(PACKAGE.glob("*/templates"))
        for path in sorted(folder.rglob("*.html"))
    }


def whole(name: str, known: dict[str, str]) -> str:
    """A template with all it includes."""
    text = known.get(name, "")
    return text + "".join(whole(one, known) for one in INCLUDES.findall(text) if one != name)


def test_every_page_with_a_list_offers_it_as_a_file_or_says_why_not():
    known = templates()
    pages = [one for one in known if not Path(one).name.startswith("_") and "ui/" not in one]

    silent = {
        page
        for page in pages
        if LISTS.search(text := whole(page, known)) and "{% file_links" not in text
    }

    assert silent == set(NO_FILE)


@pytest.fixture
def world(db):
    return make_world()


def test_what_a_page_offers_is_a_file_of_the_same_reach(world, client):
    wrong, found = {}, set()

    for role in OFFERED_TO:
        client.force_login(make_holder(role, world.tree.city))
        prove(client)
        for route in LISTED:
            address = world.address(route)
            page = client.get(address)
            if page.streaming:
                b"".join(page.streaming_content)  # a file stays open until somebody has it
                continue
            for asked in OFFER.findall(page.content.decode(errors="ignore")):
                file = client.get(address + unescape(asked))
                found.add(route.name)
                if not file.streaming or not rows_of(file):
                    wrong[address + asked] = file.status_code

    assert wrong == {}
    assert len(found) > 20, sorted(found)


def test_a_file_asks_no_more_than_its_page_for_its_place(world, client):
    client.force_login(make_holder(Role.LEADER, world.tree.city))
    address = "/directory/vacancies/"
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        rows_of(client.get(address, {"as": "csv"}))

    assert len(asked) < 20
