"""Bytes as people send them, made into text."""

import codecs

from gonghui.foundation.errors import RuleBroken

MOST_CHARACTERS = 200_000
"""A bulletin has 500 to 5,000 characters; more than this is another kind of file."""

MOST_BYTES = 4 * MOST_CHARACTERS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(raw: bytes) -> str:
    """The text in these bytes: by its byte order mark, else UTF-8, else GB18030.

    Raises:
        RuleBroken: ``bulletin.too_long``, ``bulletin.empty``, ``bulletin.not_text``.
    """
    marked = any(raw.startswith(mark) for mark, _ in _MARKS)
    if b"\0" in raw and not marked:
        raise RuleBroken("bulletin.not_text")
    if len(raw) > MOST_BYTES:
        characters = len(raw.decode("utf-8", "replace"))
        raise RuleBroken("bulletin.too_long", characters=characters, most=MOST_CHARACTERS)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return check_text(_decoded(raw, encoding))
    try:
        return check_text(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return check_text(_mostly_utf8(raw) or _decoded(raw, "gb18030"))


def check_text(text: str) -> str:
    """The same text, if it is one that can be read at all.

    Raises:
        RuleBroken: ``bulletin.too_long``, ``bulletin.empty``, ``bulletin.not_text``.
    """
    if len(text) > MOST_CHARACTERS:
        raise RuleBroken("bulletin.too_long", characters=len(text), most=MOST_CHARACTERS)
    if not text.strip(" \t\r\n\f\v\u3000\u00a0\ufeff\u200b"):
        raise RuleBroken("bulletin.empty")
    broken = sum(character == "\ufffd" or _is_control(character) for character in text)
    if "\0" in text or broken * 10 > len(text):
        raise RuleBroken("bulletin.not_text")
    return text


def _is_control(character: str) -> bool:
    return (character < " " and character not in "\t\r\n\f\v") or "\x7f" <= character <= "\x9f"


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few damaged characters is still UTF-8, not GB18030."""
    text = raw.decode("utf-8", "replace")
    return text if text.count("\ufffd") * 20 < len(text) else None


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise RuleBroken("bulletin.not_text") from error
