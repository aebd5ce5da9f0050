"""Every text of a page is there in Chinese: gathered here without gettext, so the test runs anywhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.rooms import PACKAGE, named, rooms

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]+")
# of %(month)02d the name and the d must stay; how wide it is may differ
PLACEHOLDER = re.compile(
    r"%%|%(\(\w+\))?[-#0+]*\d*(?:\.\d+)?([a-z])|(\{\w*(?:![rsa])?(?::[^}]*)?\})"
)
Text = tuple[str | None, str]


def extracted(code: str) -> Iterator[Text]:
    """Context and text of every marked text of Python code."""
    for _, message, _, context in extract(
        "python", BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        yield context, message if isinstance(message, str) else message[0]


def texts(room: str) -> dict[Text, str]:
    """Every text of a room, with the file it stands in."""
    found = {}
    for path in sorted((PACKAGE / room).rglob("*.py")):
        if "migrations" not in path.parts:
            found |= dict.fromkeys(extracted(path.read_text(encoding="utf-8")), named(path))
    for path in sorted((PACKAGE / room).glob("templates/**/*.*")):
        # makemessages reads a template as Python too; its indentation means nothing there
        python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        lines = "\n".join(line.lstrip() for line in python.splitlines())
        found |= dict.fromkeys(extracted(lines), named(path))
    return found


def catalog_file(room: str) -> Path:
    return PACKAGE / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def catalog(room: str) -> Catalog:
    """The room's Chinese; empty for a room without texts."""
    path = catalog_file(room)
    return read_po(BytesIO(path.read_bytes()), locale="zh_Hans") if path.exists() else Catalog()


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def translated(room: str) -> set[Text]:
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in catalog(room)
        if message.id and not message.fuzzy and all(strings(message))
    }


@pytest.mark.parametrize("room", rooms())
def test_every_text_of_a_room_is_there_in_chinese(room):
    in_chinese = translated(room) | translated("foundation")

    missing = {
        text: path
        for (context, text), path in texts(room).items()
        if (context, text) not in in_chinese
    }

    assert missing == {}


@pytest.mark.parametrize("room", rooms())
def test_every_text_of_a_room_is_english(room):
    # an English sentence may show the very words that are typed: Write 是 or 否
    chinese = {
        text: path
        for (_, text), path in texts(room).items()
        if len(HAN.findall(text)) > len(LATIN.findall(text))
    }

    assert chinese == {}


@pytest.mark.parametrize("room", rooms())
def test_translations_are_sure_and_keep_their_placeholders(room):
    wrong = ["the whole file"] if catalog(room).fuzzy and catalog_file(room).exists() else []
    for message in catalog(room):
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = Counter(PLACEHOLDER.findall(originals[-1]))
        kept = [Counter(PLACEHOLDER.findall(text)) for text in strings(message)]
        if message.fuzzy or any(each != wanted for each in kept):
            wrong.append(originals[0])

    assert wrong == []


def test_the_texts_are_found_as_makemessages_finds_them():
    template = """
      {% translate "Plain" %} {% translate 'With context' context "door" %} {{ _("In a variable") }}
      {% blocktranslate count number=n trimmed %}
        One sheet
        {% plural %}
        {{ number }} sheets
      {% endblocktranslate %}
    """
    code = 'gettext("Plain"); ngettext("One sheet", "%(number)s sheets", n); pgettext("door", "With context")'

    found = set(extracted("\n".join(line.lstrip() for line in templatize(template).splitlines())))

    assert found == {
        (None, "Plain"),
        ("door", "With context"),
        (None, "In a variable"),
        (None, "One sheet"),
    }
    assert set(extracted(code)) == found - {(None, "In a variable")}


def test_a_word_without_context_means_one_thing_in_all_rooms():
    """Rooms share one catalogue: the first room's word would stand in for the others'."""
    said = defaultdict(set)
    for room in rooms():
        for message in catalog(room):
            if message.id and not message.context:
                said[message.id].add((room, message.string))

    several = {
        text: sorted(told) for text, told in said.items() if len({word for _, word in told}) > 1
    }

    assert several == {}
