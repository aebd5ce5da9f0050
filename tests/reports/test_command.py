import json
from io import BytesIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from docx import Document

from tests.factories.organisations import make_tree
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    tree = make_tree()
    make_filed(make_round(tree.city), tree.county, {"members": 90})
    return tree


def test_draft_writes_the_paper(tree, tmp_path, capsys):
    path = tmp_path / "report.docx"

    call_command("report", "draft", org="铜仁市总工会", period="2023H1", output=str(path))

    document = Document(BytesIO(path.read_bytes()))
    assert "关于2023年上半年全市工会工作情况的通报" in [p.text for p in document.paragraphs]
    assert str(path) in capsys.readouterr().out


def test_draft_tells_json(tree, capsys):
    call_command("report", "draft", org="铜仁市", period="2023h1", json=True)

    told = json.loads(capsys.readouterr().out)
    assert (told["organisation"], told["period"], told["state"], told["file"]) == (
        "铜仁市总工会",
        "2023H1",
        "draft",
        None,
    )
    assert told["figures"]["members"] == {
        "value": "90",
        "unit": "人",
        "known": 1,
        "expected": 7,
    }


def test_draft_without_a_file_prints_the_text(tree, capsys):
    call_command("report", "draft", org="铜仁市总工会", period="2023H1")

    assert "会员90人" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("org", "period", "said"),
    [
        pytest.param("没有这家", "2023H1", "没有叫“没有这家”的单位", id="unknown organisation"),
        pytest.param("铜仁市总工会", "上半年", "上半年", id="unreadable period"),
        pytest.param("铜仁市总工会", "2021H1", "没有收过报表", id="nothing collected"),
    ],
)
def test_draft_says_in_a_sentence_what_is_wrong(tree, org, period, said):
    with pytest.raises(CommandError, match=said):
        call_command("report", "draft", org=org, period=period)


def test_draft_says_where_it_could_not_write(tree, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command(
            "report", "draft", org="铜仁市", period="2023H1", output=str(tmp_path / "nowhere" / "x")
        )
