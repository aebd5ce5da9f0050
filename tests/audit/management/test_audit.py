import json

import pytest
from django.core.management import CommandError, call_command

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Head
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
        "holds": True,
        "first_fault": None,
    }


def test_verify_fails_and_names_the_first_bad_number(entry, capsys):
    Head.objects.update(number=2)

    with pytest.raises(CommandError, match="does not hold: entry 2 is cut"):
        call_command("audit", "verify", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "entries": 2,
        "holds": False,
        "first_fault": {"number": 2, "kind": "cut"},
    }


def test_verify_of_an_empty_record(capsys):
    call_command("audit", "verify", "--json")

    assert json.loads(capsys.readouterr().out)["entries"] == 0
