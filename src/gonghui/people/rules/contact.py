"""Telephone and identity card numbers: as people type them, and what for others may be told them.

Source of the closed list of reasons: quality.md S67 and S71.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from gonghui.foundation.chinese import half_width, tidy
from gonghui.foundation.errors import RuleBroken

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST_BIRTH = date(1900, 1, 1)
FEWEST_WORDS = 4  # characters of a reason in words


class Fact(StrEnum):
    """What is known of a person and shown masked; the name of its field."""

    PHONE = "phone"
    ID_NUMBER = "id_number"


class Reason(StrEnum):
    """What for somebody is told a fact whole."""

    MEETING = "meeting"  # to call them to a meeting or a tour, or about one
    ANSWER = "answer"  # about an ask or a return
    SIGN_IN = "sign_in"  # to hand over a link, or help them sign in
    HARDSHIP = "hardship"  # to visit or help somebody
    FORM = "form"  # an office or a form outside asks for it
    IDENTITY = "identity"  # to see whether two entries are one person
    OTHER = "other"  # in words


REASONS: Mapping[Fact, Sequence[Reason]] = {
    Fact.PHONE: (
        *(Reason.MEETING, Reason.ANSWER, Reason.SIGN_IN),
        *(Reason.HARDSHIP, Reason.OTHER),
    ),
    Fact.ID_NUMBER: (Reason.FORM, Reason.IDENTITY, Reason.OTHER),
}


def check_reason(fact: Fact, reason: Reason, words: str) -> None:
    """Whether this is a reason to be told that fact.

    Raises:
        RuleBroken: ``telling.reason_missing`` or ``telling.words_missing``.
    """
    if reason not in REASONS[fact]:
        raise RuleBroken("telling.reason_missing")
    if reason is Reason.OTHER and len(tidy(words).strip()) < FEWEST_WORDS:
        raise RuleBroken("telling.words_missing")


def check_not_masked(typed: str) -> None:
    """Refuse a masked number given back as if it were one.

    Raises:
        RuleBroken: ``contact.masked``.
    """
    if "*" in half_width(typed):
        raise RuleBroken("contact.masked")


def read_fact(fact: Fact, typed: str, *, on: date) -> str:
    """A number as it is kept; empty when nothing was typed.

    Raises:
        RuleBroken: ``contact.masked``, and as ``read_phone`` and ``read_id_number``.
    """
    if not tidy(typed).strip():
        return ""
    check_not_masked(typed)
    return read_phone(typed) if fact is Fact.PHONE else read_id_number(typed, on=on)


def read_phone(typed: str) -> str:
    """A mobile number of 11 digits; spaces, hyphens, full-width digits and +86 fall away.

    Raises:
        RuleBroken: ``mobile.wrong``.
    """
    number = re.sub(r"[\s\-()]", "", half_width(tidy(typed)))
    number = re.sub(r"^(?:\+|00)86", "", number)
    if re.fullmatch(r"1[3-9]\d{9}", number, re.ASCII) is None:
        raise RuleBroken("mobile.wrong")
    return number


def read_id_number(typed: str, *, on: date) -> str:
    """The number of a resident identity card (or residence permit): 18 places, birth and check.

    The region is not checked: codes of districts come and go (quality.md finding 5).

    Raises:
        RuleBroken: ``id_number.wrong_length``, ``id_number.wrong_birth`` or
            ``id_number.wrong_check``.

    Source: GB 11643-1999.
    """
    number = re.sub(r"\s", "", half_width(tidy(typed))).upper()
    if re.fullmatch(r"\d{17}[\dX]", number, re.ASCII) is None:
        raise RuleBroken("id_number.wrong_length")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise RuleBroken("id_number.wrong_birth") from None
    if not _EARLIEST_BIRTH <= born <= on:
        raise RuleBroken("id_number.wrong_birth")
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    if number[17] != _CHECKS[total % 11]:
        raise RuleBroken("id_number.wrong_check")
    return number
