"""Taking in a text, and deciding about what was read in it."""

from bisect import bisect_left, bisect_right
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.reading import items_of
from gonghui.bulletins.rules.cleaning import Cleaned, clean
from gonghui.bulletins.rules.reading import as_json, read
from gonghui.bulletins.rules.review import ItemState, ReadingState, Sureness, check_key, decided
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


@transaction.atomic
def take_in(
    text: str, *, organisation: Organisation, by: Account, at: datetime, invented: bool = False
) -> Reading:
    """Read a text; what is proposed waits for a person.

    Raises:
        RuleBroken: ``bulletin.empty``, ``bulletin.not_text`` or ``bulletin.too_long``.
    """
    found = read(text)
    cleaned = clean(found.original)
    whole = as_json(found)
    claims = [
        {**claim, "cleaned": _in_cleaned(cleaned, claim["span"])}
        for claim in cast("list[dict[str, Any]]", whole["claims"])
    ]
    reading = Reading.objects.create(
        organisation=organisation,
        original=found.original,
        cleaned=found.cleaned,
        record=whole["record"],
        claims=claims,
        invented=invented,
        read_at=at,
        read_by=by,
    )
    record(Deed("reading.taken_in", reading, organisation.pk), by=by, at=at)
    return reading


def _in_cleaned(cleaned: Cleaned, span: tuple[int, int]) -> tuple[int, int]:
    """Where a span of the original stands in the cleaned text."""
    start = bisect_left(cleaned.starts, span[0])
    return start, max(start, bisect_right(cleaned.ends, span[1]))


def _open(reading: Reading) -> Reading:
    """The reading as it is now, held until the transaction ends.

    Raises:
        RuleBroken: ``reading.closed``.
    """
    reading = (
        Reading.objects.select_for_update(of=["self"])
        .select_related("organisation")
        .get(pk=reading.pk)
    )
    if reading.state != ReadingState.OPEN.value:
        raise RuleBroken("reading.closed")
    return reading


@transaction.atomic
def decide(reading: Reading, key: str, state: ItemState, value: object = None) -> Reading:
    """Say about one item that it is so, that it is otherwise, or that it is not; or open it again.

    Not recorded: until it is confirmed, a reading is a draft.

    Raises:
        RuleBroken: ``reading.closed`` or ``claim.unknown``.
    """
    reading = _open(reading)
    check_key(reading.record, key)
    reading.decisions = decided(reading.decisions, key, state, value)
    reading.save(update_fields=["decisions", "changed_at"])
    return reading


@transaction.atomic
def accept_sure(reading: Reading) -> int:
    """Accept everything that was read surely and not decided yet; how many.

    Raises:
        RuleBroken: ``reading.closed``.
    """
    reading = _open(reading)
    sure = [
        item.key
        for item in items_of(reading)
        if item.state is ItemState.OPEN and item.sureness is Sureness.SURE
    ]
    for key in sure:
        reading.decisions = decided(reading.decisions, key, ItemState.ACCEPTED)
    reading.save(update_fields=["decisions", "changed_at"])
    return len(sure)


@transaction.atomic
def drop_reading(reading: Reading, *, by: Actor, at: datetime) -> Reading:
    """Leave a reading aside; nothing is written from it.

    Raises:
        RuleBroken: ``reading.closed``.
    """
    reading = _open(reading)
    reading.state = ReadingState.DROPPED.value
    reading.save(update_fields=["state", "changed_at"])
    record(Deed("reading.dropped", reading, reading.organisation_id), by=by, at=at)
    return reading
