"""The file of keys in our home, and which values each key seals (``keys/seal_keys``).

Only lines are added and taken away; a secret is never shown. What runs already knows the keys it
began with: after a change the site is started anew.

Source: quality.md S47: the key's id in the sealed text, rotation, old keys removable.
"""

import fcntl
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.privacy import DataClass, personal_data
from gonghui.foundation.sealed import LikenessField, SealedField
from gonghui.foundation.sealing import SUITES, read_keys


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A sealed field of a table, and what finds it, if anything does."""

    model: type[Model]
    field: SealedField
    likeness: LikenessField | None


def key_file() -> Path:
    """Where the keys lie, unless the environment holds them."""
    return Path(settings.HOME) / "keys" / "seal_keys"


def add_key() -> str:
    """Write a new key into the file; its id. What is sealed after the next start is sealed with it.

    Raises:
        RuleBroken: ``keys.in_environment``.
    """
    with _kept_keys() as keys:
        numbers = [int(name[1:]) for name in keys if name[:1] == "k" and name[1:].isdigit()]
        name = f"k{max(numbers, default=0) + 1}"
        _write({**keys, name: token_urlsafe(48)})
    return name


def drop_key(name: str) -> None:
    """Take a key out of the file: what it sealed opens nowhere any more, not in a backup either.

    Raises:
        RuleBroken: ``keys.in_environment``, ``keys.unknown``, ``keys.seals`` when it is the one
            that seals, or ``keys.needed``.
    """
    with _kept_keys() as keys:
        if name not in keys:
            raise RuleBroken("keys.unknown", key=name)
        if name == next(reversed(keys)):
            raise RuleBroken("keys.seals", key=name)
        needed = values_by_key().get(name, 0) + _remembered(name)
        if needed:
            raise RuleBroken("keys.needed", key=name, count=needed)
        _write({known: secret for known, secret in keys.items() if known != name})


@contextmanager
def _kept_keys() -> Iterator[dict[str, str]]:
    """The keys of the file as they are now; nobody else changes it meanwhile."""
    if os.environ.get("GONGHUI_SEAL_KEYS"):
        raise RuleBroken("keys.in_environment")
    with (key_file().parent / "seal_keys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield read_keys(key_file().read_text())


def _write(keys: Mapping[str, str]) -> None:
    """Whole or not at all, for its owner only."""
    path = key_file()
    made = path.with_name("seal_keys.new")
    made.unlink(missing_ok=True)
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{name}:{secret}\n" for name, secret in keys.items())
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)


def sealed_columns() -> list[SealedColumn]:
    """Every sealed field there is."""
    return [
        SealedColumn(model, field, _likeness_of(model, field))
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def _likeness_of(model: type[Model], field: SealedField) -> LikenessField | None:
    found = (one for one in model._meta.concrete_fields if isinstance(one, LikenessField))
    return next((one for one in found if one.of == field.name), None)


def as_kept(column: SealedColumn) -> QuerySet[Any]:
    """The rows with ``kept`` and ``like``, the texts as they lie in the database."""
    rows: QuerySet[Any] = column.model._base_manager.annotate(
        kept=Cast(column.field.name, TextField())
    )
    like = column.likeness.name if column.likeness else column.field.name
    found: QuerySet[Any] = rows.annotate(like=Cast(like, TextField()))
    return found


def sealed_with(name: str, column: SealedColumn) -> Q:
    """The rows of a column that need a key, to be opened or to be found."""
    opened = Q(*(Q(kept__startswith=f"{suite}.{name}.") for suite in SUITES), _connector=Q.OR)
    return opened | Q(like__startswith=f"{name}.") if column.likeness else opened


def values_by_key() -> dict[str, int]:
    """Key id → how many values need it; ``?`` counts what was sealed with a key not here."""
    counts: Counter[str] = Counter(dict.fromkeys(settings.SEAL_KEYS, 0))
    for column in sealed_columns():
        rows = as_kept(column).exclude(kept="")
        known = Q(pk__in=[])
        for name in settings.SEAL_KEYS:
            needs = sealed_with(name, column)
            counts[name] += rows.filter(needs).count()
            known |= needs
        counts["?"] += rows.exclude(known).count()
    return dict(counts) if counts["?"] else {name: counts[name] for name in settings.SEAL_KEYS}


def _remembered(name: str) -> int:
    """Sealed texts kept elsewhere, as what a row held before a workbook changed it."""
    marks = [f'"{suite}.{name}.' for suite in SUITES]
    count = 0
    for kept in personal_data():
        field = apps.get_model(kept.model)._meta.get_field(kept.field)
        if kept.data_class is DataClass.PERSONAL and isinstance(field, JSONField):
            rows = apps.get_model(kept.model)._base_manager.annotate(
                kept=Cast(kept.field, TextField())
            )
            found = Q(*(Q(kept__contains=mark) for mark in marks), _connector=Q.OR)
            count += rows.filter(found).count()
    return count
