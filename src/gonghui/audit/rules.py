"""The chain: each entry is sealed together with the one before it."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

START = "0" * 64
# one encoder for all: making one takes as long as three entries
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


class Fault(StrEnum):
    """What verification can find."""

    CHANGED = "changed"  # an entry is not what was sealed: edited, swapped or inserted
    MISSING = "missing"  # a number in the row is not there: deleted
    CUT = "cut"  # the chain ends before its recorded head: the tail was cut off
    UNANCHORED = "unanchored"  # the chain is not the one a day's anchor was taken of


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry as verification reads it.

    Attributes:
        number: Place in the chain, from 1, without gaps.
        content: All that was sealed.
        digest: The seal.
    """

    number: int
    content: Mapping[str, object]
    digest: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the chain stood when a day began, kept outside the database.

    Who cuts the tail and moves the recorded head with it is found by this alone (quality.md S60).

    Attributes:
        on: The day on which it was taken: the first deed of that day came after.
        number: The last entry before that day; 0 when there was none.
        digest: Its seal.
    """

    on: date
    number: int
    digest: str


def seal(key: str, previous: str, content: Mapping[str, object]) -> str:
    """HMAC-SHA-256 of the entry and the seal before it, as hex.

    Source: quality.md S60.
    """
    text = _canonical(content)
    return hmac.digest(key.encode(), f"{previous}\n{text}".encode(), "sha256").hex()


def first_fault(
    key: str,
    entries: Iterable[Sealed],
    *,
    head_number: int,
    head_digest: str,
    anchors: Iterable[Anchor] = (),
) -> tuple[int, Fault] | None:
    """The number of the first entry that is not as sealed, and how; ``None`` when all hold."""
    number, digest = 0, START
    anchored = {anchor.number: anchor.digest for anchor in anchors}
    for entry in entries:
        number += 1
        if entry.number != number:
            return number, Fault.MISSING
        digest = seal(key, digest, entry.content)
        if not hmac.compare_digest(digest, entry.digest):
            return number, Fault.CHANGED
        if anchored.pop(number, digest) != digest:
            return number, Fault.UNANCHORED
    if anchored.keys() - {0}:
        return number + 1, Fault.CUT
    if (number, digest) != (head_number, head_digest):
        return number + 1, Fault.CUT
    return None
