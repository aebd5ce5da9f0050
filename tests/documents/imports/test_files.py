"""Whatever is sent: the right rows, or a sentence. The reader's code runs here without its walls."""

import json

import pytest
from django.utils.translation import override

from gonghui.documents.imports import child
from gonghui.documents.imports.workbook import Sent, _check_facts, _columns
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from tests.documents.imports.corpus import TEMPLATE, read_cases, refused_cases


def answer(sent: Sent, out) -> dict:
    """As the parent asks it of the child."""
    order = {
        "do": "read",
        "path": str(sent.path),
        "name": sent.name,
        "out": str(out),
        "columns": _columns(TEMPLATE),
    }
    return json.loads(json.dumps(child.answer_to(order)))


@pytest.mark.parametrize(("content", "name", "rows", "seen"), read_cases())
def test_a_file_is_read(content, name, rows, seen, tmp_path):
    sent = tmp_path / "sent"
    sent.write_bytes(content)

    told = answer(Sent(sent, name), tmp_path / "raw")

    assert "code" not in told, told
    lines = (tmp_path / "raw").read_text(encoding="utf-8").splitlines()
    assert [_bare(json.loads(line)) for line in lines] == [_bare(row) for row in rows]
    nothing = {
        "hidden": 0,
        "other_columns": [],
        "missing_columns": [],
        "other_sheets": [],
        "merged": [],
    }
    assert {key: told[key] for key in nothing} == nothing | {
        key: value for key, value in seen.items() if key in nothing
    }
    _check_facts(told["facts"], TEMPLATE)


def _bare(row: list[object]) -> list[object]:
    """A day by itself: a text or a day, as the case may be."""
    return [
        value["d"] if isinstance(value, dict) and "d" in value and place == 3 else value
        for place, value in enumerate(row)
    ]


@pytest.mark.parametrize(("content", "name", "code"), refused_cases())
def test_a_file_is_refused_with_a_sentence(content, name, code, tmp_path):
    sent = tmp_path / "sent"
    sent.write_bytes(content)

    told = answer(Sent(sent, name), tmp_path / "raw")

    assert _code_of(told) == code
    with override("zh-hans"):
        sentence = sentence_for(RuleBroken(code, **_facts_of(told)))
    assert len(sentence) > 4


def _code_of(told: dict) -> str:
    if "code" in told:
        return told["code"]
    try:
        _check_facts(told["facts"], TEMPLATE)
    except RuleBroken as refusal:
        return refusal.code
    return "file.no_rows" if not told["rows"] else "read"


def _facts_of(told: dict) -> dict:
    try:
        _check_facts(told.get("facts", {}), TEMPLATE)
    except RuleBroken as refusal:
        return refusal.facts
    return told.get("about", {})
