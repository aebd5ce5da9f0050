"""Every room's messages: a code that is told has words, and leads to a page there is."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver
from django.utils.translation import override

from gonghui.foundation.wording import gathered
from gonghui.notices.wording import may_leave, notice_sentence
from tests.rooms import PACKAGE, named

PLACE = re.compile(r"%\((\w+)\)")
HAN = re.compile(r"[\u3400-\u9fff]")


def messages() -> Iterator[tuple[str, ast.Call]]:
    """Every ``Message(…)`` that is made anywhere."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id == "Message" and node.args:
                yield named(path), node


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) else None


def test_every_message_that_is_told_has_words():
    codes = {literal(call.args[0]): path for path, call in messages()}
    wordless = {
        code: path for code, path in codes.items() if code and code not in gathered("NOTICES")
    }

    assert wordless == {}


def test_every_message_leads_to_a_page_there_is():
    pages = {
        literal(keyword.value): path
        for path, call in messages()
        for keyword in call.keywords
        if keyword.arg == "page"
    }
    resolver = get_resolver()
    names = {
        f"{room}:{name}"
        for room, (_, below) in resolver.namespace_dict.items()
        for name in below.reverse_dict
        if isinstance(name, str)
    } | {name for name in resolver.reverse_dict if isinstance(name, str)}

    assert {page: path for page, path in pages.items() if page and page not in names} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_message_can_be_said(language):
    with override(language):
        for code, sentence in gathered("NOTICES").items():
            facts = dict.fromkeys(PLACE.findall(str(sentence)), 3)
            said = notice_sentence(code, facts)
            assert "%(" not in said
            assert bool(HAN.search(said)) is (language == "zh-hans"), code


def test_what_may_leave_the_house_is_a_message():
    assert set(gathered("LETTERS")) <= set(gathered("NOTICES"))
    assert may_leave("assignment.urged")
    assert not may_leave("any.unknown")


def test_days_are_written_as_the_reader_writes_them():
    facts = {"title": "半年报", "organisation": "江口县", "due_on": "2023-07-20"}
    with override("zh-hans"):
        assert notice_sentence("digest.due", facts) == "“半年报”：江口县须在2023年7月20日前上报。"
    with override("en"):
        assert notice_sentence("digest.due", facts) == "“半年报” is due from 江口县 on 20 Jul 2023."
