"""Telephone and identity card numbers as people type them."""

import re
from datetime import date

from gonghui.foundation.chinese import half_width, tidy
from gonghui.foundation.errors import RuleBroken

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST_BIRTH = date(1900, 1, 1)


def read_phone(typed: str) -> str:
    """A mobile number of 11 digits; spaces, hyphens, full-width digits and +86 fall away.

    Raises:
        RuleBroken: ``phone.wrong``.
    """
    number = re.sub(r"[\s\-()]", "", half_width(tidy(typed)))
    number = re.sub(r"^(?:\+|00)86", "", number)
    if re.fullmatch(r"1[3-9]\d{9}", number, re.ASCII) is None:
        raise RuleBroken("phone.wrong")
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
