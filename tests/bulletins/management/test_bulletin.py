"""``gonghui bulletin read``, without a database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXTS = Path(__file__).parent.parent / "texts"


def test_json_is_the_record_and_its_claims():
    out = StringIO()

    call_command("bulletin", "read", str(TEXTS / "glosses.txt"), "--json", stdout=out)

    whole = json.loads(out.getvalue())
    assert list(whole) == ["record", "claims"]
    assert whole["record"] == json.loads((TEXTS / "glosses.json").read_text(encoding="utf-8"))
    assert {tuple(claim) for claim in whole["claims"]} == {
        ("field", "value", "certainty", "span", "rule")
    }


def test_table_has_a_line_for_each_value():
    out = StringIO()

    call_command("bulletin", "read", str(TEXTS / "explainer.txt"), stdout=out)

    fields = [line.split()[1] for line in out.getvalue().splitlines()]
    assert fields == ["kind", "is_event"]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\x01\x02", id="binary"),
        pytest.param(b"a" * 10_000_000, id="10 MB"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(tmp_path: Path, raw: bytes):
    file = tmp_path / "text.txt"
    file.write_bytes(raw)

    with pytest.raises(CommandError) as refusal:
        call_command("bulletin", "read", str(file))

    assert len(str(refusal.value).splitlines()) == 1


def test_missing_file_is_said(tmp_path: Path):
    with pytest.raises(CommandError, match="nowhere.txt"):
        call_command("bulletin", "read", str(tmp_path / "nowhere.txt"))
