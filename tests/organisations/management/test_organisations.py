import json

import pytest
from django.core.management import CommandError, call_command

from gonghui.organisations.models import Organisation, Placement
from gonghui.organisations.rules.integrity import CHECKS
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


def test_verify_of_a_sound_tree(capsys):
    make_tree()

    call_command("organisations", "verify", "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer["wrong"] == []
    assert list(answer["found"]) == list(CHECKS)
    assert {code: n for code, n in answer["found"].items() if n} == {
        "term.not_entered": 7,
        "post.no_chair": 7,
        "registration.no_code": 7,
    }


def test_verify_says_each_check(capsys):
    make_tree()

    call_command("organisations", "verify")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(CHECKS)
    assert lines[0].split()[:3] == ["wrong", "0", "tree.orphan"]


def test_verify_fails_when_something_is_wrong(capsys):
    tree = make_tree()
    Placement.objects.filter(organisation=tree.other_county).delete()

    with pytest.raises(CommandError, match=r"tree\.orphan"):
        call_command("organisations", "verify", "--json")

    first, *_ = json.loads(capsys.readouterr().out)["wrong"]
    assert first == {
        "check": "tree.orphan",
        "code": tree.other_county.code,
        "name": "石阡县总工会",
        "fact": None,
    }


def test_seed_wants_a_region():
    with pytest.raises(CommandError, match="--region"):
        call_command("organisations", "seed")

    assert not Organisation.objects.exists()
