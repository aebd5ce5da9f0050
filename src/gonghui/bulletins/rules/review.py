"""What was read, item by item, and what a person decided about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gonghui.foundation.errors import RuleBroken

Record = Mapping[str, Any]
Decisions = Mapping[str, Mapping[str, Any]]


class ReadingState(StrEnum):
    """Where a reading is."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class ItemState(StrEnum):
    """What a person said about one item."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REFUSED = "refused"


class Sureness(StrEnum):
    """How surely an item was read; the line under its words shows it."""

    SURE = "sure"
    LOOK = "look"
    UNSURE = "unsure"


SINGLE = ("date", "name", "organiser", "host", "venue")
"""Fields that hold one item; it is shown even where the text says nothing."""

LISTED = (
    "themes",
    "purposes",
    "people",
    "statements",
    "requirements",
    "sites",
    "awards",
    "attendees",
)
"""Fields that hold a list of items."""

LONGEST_MARK = 400
"""When the words of one item lie further apart than this, only the first of them are marked."""

_RANK = tuple(Sureness)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the record that a person looks at as a whole.

    Attributes:
        key: ``venue`` or ``people.2``: stays the same whatever is decided.
        value: As read, or as a person put it.
        span: Its words in the cleaned text; ``None`` when it stands nowhere.
        original: Its words in the text as it came.
        rules: Which rules read it.
    """

    key: str
    field: str
    value: Any
    sureness: Sureness
    state: ItemState
    span: tuple[int, int] | None
    original: tuple[int, int] | None
    rules: frozenset[str]


def keys_of(record: Record) -> Iterator[tuple[str, str, Any]]:
    """Key, field and value of every item, in the order a person looks at them."""
    for field in SINGLE:
        yield field, field, record.get(field)
    for field in LISTED:
        for place, value in enumerate(record.get(field) or ()):
            yield f"{field}.{place}", field, value


def items(record: Record, claims: Sequence[Mapping[str, Any]], decisions: Decisions) -> list[Item]:
    """Everything that was read, with what was decided about it so far."""
    found = []
    for key, field, value in keys_of(record):
        own = [claim for claim in claims if _key_of(claim["field"]) == key]
        decided = decisions.get(key, {})
        found.append(
            Item(
                key=key,
                field=field,
                value=decided.get("value", value),
                sureness=_weakest(own, value),
                state=ItemState(decided.get("state", ItemState.OPEN.value)),
                span=_whole([claim["cleaned"] for claim in own if _tells(claim)]),
                original=_whole([claim["span"] for claim in own if _tells(claim)]),
                rules=frozenset(claim["rule"] for claim in own),
            )
        )
    return found


def _key_of(path: str) -> str:
    """``people[2].posts[0].title`` belongs to ``people.2``, ``date.iso`` to ``date``."""
    head = path.split(".", 1)[0]
    if head.endswith("]"):
        field, place = head[:-1].split("[", 1)
        return f"{field}.{place}"
    return head


def _tells(claim: Mapping[str, Any]) -> bool:
    """Whether its words are the item's own; those that lent the year to a date are another's."""
    return not claim["field"].endswith(".year_from")


def _weakest(claims: Sequence[Mapping[str, Any]], value: object) -> Sureness:
    if value is None or not claims:
        return Sureness.UNSURE
    return max((Sureness(claim["certainty"]) for claim in claims), key=_RANK.index)


def _whole(spans: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    """From the first to the last of the words, as long as they stand together."""
    placed = sorted((start, end) for start, end in spans if start < end)
    if not placed:
        return None
    start, end = placed[0]
    for further_start, further_end in placed[1:]:
        if max(end, further_end) - start > LONGEST_MARK or further_start - end > LONGEST_MARK // 4:
            break
        end = max(end, further_end)
    return start, end


def settled(record: Record, decisions: Decisions) -> dict[str, Any]:
    """The record after everything decided: changed items changed, refused ones gone."""
    whole: dict[str, Any] = dict.fromkeys(SINGLE) | {field: [] for field in LISTED}
    for key, field, value in keys_of(record):
        decided = decisions.get(key, {})
        if decided.get("state") == ItemState.REFUSED.value:
            continue
        value = decided.get("value", value)
        if field in SINGLE:
            whole[field] = value
        else:
            whole[field].append(value)
    return whole


def check_key(record: Record, key: str) -> None:
    """Refuse a decision about something that was not read.

    Raises:
        RuleBroken: ``claim.unknown``.
    """
    if key not in {known for known, _field, _value in keys_of(record)}:
        raise RuleBroken("claim.unknown")


def decided(
    decisions: Decisions, key: str, state: ItemState, value: object = None
) -> dict[str, Mapping[str, Any]]:
    """The decisions with one more; to open an item again forgets what was said about it."""
    rest = {other: said for other, said in decisions.items() if other != key}
    if state is ItemState.OPEN:
        return rest
    said: dict[str, Any] = {"state": state.value}
    if state is ItemState.CHANGED:
        said["value"] = value
    elif state is ItemState.ACCEPTED and "value" in decisions.get(key, {}):
        said = {"state": ItemState.CHANGED.value, "value": decisions[key]["value"]}
    return rest | {key: said}


def still_open(found: Sequence[Item]) -> dict[Sureness, int]:
    """How many items wait for a decision, by how surely they were read; empty ones left out."""
    counts = dict.fromkeys(Sureness, 0)
    for item in found:
        if item.state is ItemState.OPEN and item.value is not None:
            counts[item.sureness] += 1
    return counts
