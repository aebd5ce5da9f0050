"""A list taken out as a file: what the page shows, whole, narrowed alike, and put on record."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.documents import web
from tests.factories.access import make_account, prove
from tests.factories.listing import rows_of
from tests.factories.organisations import make_organisation, make_tree

ORGANISATION = "directory:organisation"


@pytest.fixture
def tree(db):
    return make_tree()


def below(client, organisation, kind):
    address = reverse(ORGANISATION, args=[organisation.pk])
    return client.get(address, {"part": "below", "page": "1", "as": kind})


def test_the_file_holds_all_pages_of_the_list(client, tree):
    for number in range(60):
        make_organisation(f"{number:02}村工会", parent=tree.union, code=f"U{number:07}")
    client.force_login(make_account(Role.LEADER, tree.city))

    rows = rows_of(below(client, tree.union, "csv"))

    assert (rows[0][1], len(rows)) == ("名称", 61)


def test_a_page_offers_both_files_with_what_was_asked(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))

    page = client.get(reverse("directory:integrity"), {"check": "term.overdue", "page": "1"})

    assert 'href="?check=term.overdue&amp;as=xlsx"' in page.content.decode()
    assert 'href="?check=term.overdue&amp;as=csv"' in page.content.decode()


def test_what_is_asked_for_in_another_way_is_a_page(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))

    assert "<main" in below(client, tree.city, "exe").content.decode()


def test_a_demonstration_says_so_in_the_file(client, tree, settings):
    settings.DEMO_DAY = date(2023, 7, 12)
    client.force_login(make_account(Role.LEADER, tree.city))

    assert rows_of(below(client, tree.city, "csv"))[0] == ["演示：人员和数据均为虚构。"]


def test_a_list_too_long_for_a_workbook_leads_back_and_says_so(client, tree, monkeypatch):
    monkeypatch.setattr("gonghui.documents.exports.stream.MOST_ROWS", 2)
    client.force_login(make_account(Role.LEADER, tree.city))

    answer = below(client, tree.city, "xlsx")
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"].endswith("?part=below&page=1")
    assert "请导出 CSV" in page or "CSV" in page
    assert len(rows_of(below(client, tree.city, "csv"))) == 3


def test_a_list_of_people_is_a_deed_and_a_list_of_organisations_is_none(client, tree):
    one = make_account(Role.SYSTEM_ADMINISTRATOR, tree.city)
    client.force_login(one)
    known = Entry.objects.count()

    rows = rows_of(client.get(reverse("directory:accounts"), {"as": "csv"}))

    told = Entry.objects.get(number__gt=known)
    assert len(rows) == 2
    assert (told.verb, told.actor_id, told.facts) == (
        "list.taken",
        one.pk,
        {"list": "accounts", "file": "csv", "persons": 1},
    )


def test_many_people_are_handed_over_to_who_gave_their_password_just_now(client, tree, monkeypatch):
    monkeypatch.setattr(web, "MANY", 0)
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    address = reverse("directory:accounts")

    asked = client.get(address, {"as": "csv"})
    taken = Entry.objects.filter(verb="list.taken").exists()
    prove(client)

    assert (asked.status_code, taken) == (302, False)
    assert "as%3Dcsv" in asked["Location"]
    assert len(rows_of(client.get(address, {"as": "csv"}))) == 2
