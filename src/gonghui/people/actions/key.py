"""Keys of sealed facts change without a day on which nobody may work.

A step seals some rows anew in one short transaction, with the rows held: somebody who writes one
meanwhile waits, and what they wrote is not overwritten. Called again it goes on where it was: what
is sealed with the newest key already is not found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from gonghui.audit.actions import Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.keys import (
    SealedColumn,
    add_key,
    as_kept,
    drop_key,
    sealed_columns,
)
from gonghui.foundation.models import held
from gonghui.foundation.sealed import Sealed, keyring, likeness
from gonghui.people.models import Account
from gonghui.people.rules.retention import FIRST_STEP, next_step


@dataclass
class Resealed:
    """What came of it.

    Attributes:
        done: Values sealed anew.
        broken: Values that cannot be opened, as ``people.Person 12 phone``: they stay as they are.
    """

    done: int = 0
    broken: list[str] = field(default_factory=list)


def add(*, by: Account, at: datetime) -> str:
    """Make a key; its id. The site is to be started anew, then all is sealed with it.

    Raises:
        RuleBroken: ``keys.in_environment``.
    """
    name = add_key()
    record(Deed("keys.added", by, facts={"key": name}), by=by, at=at)
    return name


def drop(name: str, *, by: Account, at: datetime) -> None:
    """Give up a key that nothing needs.

    Raises:
        RuleBroken: ``keys.in_environment``, ``keys.unknown``, ``keys.seals`` or ``keys.needed``.
    """
    drop_key(name)
    record(Deed("keys.dropped", by, facts={"key": name}), by=by, at=at)


def reseal(
    *, by: Account, clock: Callable[[], datetime], told: Callable[[int], None] = lambda _: None
) -> Resealed:
    """Seal everything with the newest key and the cipher of today, step by step.

    ``told`` hears after each step how many are done.
    """
    so_far = Resealed()
    for column in sealed_columns():
        _reseal_column(column, so_far, told)
    facts = {"key": keyring().current, "done": so_far.done, "broken": len(so_far.broken)}
    if so_far.done or so_far.broken:
        record(Deed("keys.resealed", by, facts=facts), by=by, at=clock())
    return so_far


def _reseal_column(column: SealedColumn, so_far: Resealed, told: Callable[[int], None]) -> None:
    """Along the primary key, so that a value that does not open is passed once."""
    last: object = None
    size = FIRST_STEP
    while True:
        started = perf_counter()
        last, count = _step(column, last, size, so_far)
        if last is None:
            return
        size = next_step(count, perf_counter() - started)
        told(so_far.done)


@transaction.atomic
def _step(column: SealedColumn, last: object, size: int, so_far: Resealed) -> tuple[object, int]:
    """Seal some rows anew; the last one's key and how many there were, no key at the end."""
    later = Q() if last is None else Q(pk__gt=last)
    rows = as_kept(column).filter(_old(column), later).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:size])
    held(column.model._base_manager.filter(pk__in=keys))
    kept = rows.filter(pk__in=keys).values_list("pk", "kept")
    _write(column, [row for pk, text in kept if (row := _anew(column, pk, text, so_far))])
    return (keys[-1] if keys else None), len(keys)


def _old(column: SealedColumn) -> Q:
    """What is not sealed, or not found, by the key and the cipher of today."""
    ring = keyring()
    fresh = Q(kept__startswith=f"{ring.cipher}.{ring.current}.")
    if column.likeness:
        fresh &= Q(like__startswith=f"{ring.current}.")
    return ~fresh & ~Q(kept="")


def _anew(column: SealedColumn, pk: object, kept: str, so_far: Resealed) -> tuple[Any, ...] | None:
    """What is written into the row, its key last; ``None`` when it does not open."""
    fact = column.field
    try:
        text = Sealed(kept, fact.purpose, fact.mask).unsealed()
    except RuleBroken:
        so_far.broken.append(f"{column.model._meta.label} {pk} {fact.name}")
        return None
    so_far.done += 1
    found_by = [likeness(text, fact.purpose)] if column.likeness else []
    return fact.to_python(text).kept, *found_by, pk


def _write(column: SealedColumn, rows: Sequence[tuple[Any, ...]]) -> None:
    """All of a step in one call: row by row through the models took eight times as long."""
    meta, quoted = column.model._meta, connection.ops.quote_name
    fields = [column.field, *([column.likeness] if column.likeness else [])]
    into = ", ".join(f"{quoted(str(one.column))} = %s" for one in fields)
    key = quoted(str(meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(meta.db_table)} SET {into} WHERE {key} = %s",  # noqa: S608 -- names of our own columns, no value
            rows,
        )
