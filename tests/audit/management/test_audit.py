import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Entry, Head
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return record(Deed("organisation.founded", make_organisation()), by=make_job(), at=IN_JULY)


def test_verify_says_that_the_record_holds(entry, capsys):
    call_command("audit", "verify")

    assert capsys.readouterr().out == "The record holds: 1 entries, none touched.\n"


def test_verify_as_json(entry, capsys):
    call_command("audit", "verify", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "entries": 1,
        "anchors": 0,
        "holds": True,
        "first_fault": None,
    }


def test_verify_fails_and_names_the_first_bad_number(entry, capsys):
    Head.objects.update(number=2)

    with pytest.raises(CommandError, match="does not hold: entry 2 is cut"):
        call_command("audit", "verify", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "entries": 2,
        "anchors": 0,
        "holds": False,
        "first_fault": {"number": 2, "kind": "cut"},
    }


def test_verify_of_an_empty_record(capsys):
    call_command("audit", "verify", "--json")

    assert json.loads(capsys.readouterr().out)["entries"] == 0


def deeds(count, *, on):
    at = datetime.combine(on, time(9), ZoneInfo("Asia/Shanghai"))
    return [
        record(Deed("organisation.founded", make_organisation()), by=make_job(), at=at)
        for _ in range(count)
    ]


def test_each_day_begins_with_an_anchor(django_capture_on_commit_callbacks, capsys, settings):
    with django_capture_on_commit_callbacks(execute=True):
        first = deeds(2, on=date(2023, 7, 12))
    with django_capture_on_commit_callbacks(execute=True):
        deeds(1, on=date(2023, 7, 13))

    lines = (settings.HOME / "audit-anchors.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"on": "2023-07-12", "number": 0, "digest": "0" * 64},
        {"on": "2023-07-13", "number": 2, "digest": first[-1].digest},
    ]
    call_command("audit", "verify", "--json")
    assert json.loads(capsys.readouterr().out)["anchors"] == 2


def test_a_tail_cut_off_with_the_recorded_head_is_found(
    django_capture_on_commit_callbacks, settings, tmp_path, capsys
):
    settings.AUDIT_ANCHORS = str(tmp_path / "another-disk.jsonl")
    with django_capture_on_commit_callbacks(execute=True):
        first, *_ = deeds(3, on=date(2023, 7, 12))
        deeds(1, on=date(2023, 7, 13))
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(number__gt=1).delete()  # so it takes somebody who drops the guard
    Head.objects.update(number=1, digest=first.digest)

    with pytest.raises(CommandError, match="entry 2 is c"):
        call_command("audit", "verify")


def test_a_line_of_anchors_that_cannot_be_read_is_left_out(entry, settings, capsys):
    (settings.HOME / "audit-anchors.jsonl").write_text("half a li\n[1]\n{}\n")

    call_command("audit", "verify")

    assert "none touched" in capsys.readouterr().out


def test_where_the_chain_stands(entry, capsys):
    call_command("audit", "anchor")

    assert capsys.readouterr().out == f"1 {entry.digest}\n"
