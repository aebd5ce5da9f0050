"""Model fields for personal facts: sealed in the database, masked wherever they are written.

A field gives a ``Sealed``. Written on a page, into a file, a log line or a message it is masked;
only ``unsealed()`` tells it whole, and only actions that record it may call that
(``tests/test_unsealed.py`` holds the list). One that does not open any more (a byte of it changed,
its key is gone) shows the sentence that says so: no page breaks on it, and no save.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.sealing import Keyring
from gonghui.foundation.wording import sentence_for


@cache
def keyring() -> Keyring:
    """The keys of this office (``GONGHUI_SEAL_KEYS`` or ``keys/seal_keys`` in its home)."""
    return Keyring(settings.SEAL_KEYS, next(reversed(settings.SEAL_KEYS)), settings.CIPHER)


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A personal fact; empty when nothing is known (then it is false)."""

    kept: str
    purpose: str
    mask: Callable[[str], str]

    def unsealed(self) -> str:
        """The fact whole. Whoever calls this records who reads it and why."""
        return keyring().unseal(self.kept, self.purpose) if self.kept else ""

    def opens(self) -> bool:
        """Whether it can be told: not when a byte of it was changed, or its key is gone."""
        try:
            self.unsealed()
        except RuleBroken:
            return False
        return True

    def __str__(self) -> str:
        try:
            return self.mask(self.unsealed())
        except RuleBroken as broken:
            return sentence_for(broken)

    def __repr__(self) -> str:
        return f"<Sealed {self.purpose}>"

    def __bool__(self) -> bool:
        return bool(self.kept)


class _Held(DeferredAttribute):
    """Puts what is assigned under seal at once: no plain text waits on an object."""

    field: "SealedField"

    def __set__(self, instance: models.Model, value: object) -> None:
        values, like_name = instance.__dict__, f"{self.field.attname}_likeness"
        values[self.field.attname] = self.field.to_python(value)
        if like_name in values and not isinstance(value, Sealed):  # bulk_update asks no field
            values[like_name] = likeness(str(value or ""), self.field.purpose)


class SealedField(models.TextField):  # type: ignore[type-arg]  # gives a Sealed, takes a str
    """A text of a person that nobody reads in the database.

    Args:
        purpose: What it is, ``<room>.<fact>``; another purpose cannot open it.
        mask: How it is shown.
    """

    descriptor_class = _Held

    def __init__(self, *, purpose: str, mask: Callable[[str], str], **options: Any) -> None:  # noqa: ANN401 -- Django's
        self.purpose, self.mask = purpose, mask
        super().__init__(**{"blank": True, "default": "", "editable": False, **options})

    def deconstruct(self) -> Any:  # noqa: ANN401 -- Django's
        """For migrations."""
        name, path, arguments, options = super().deconstruct()
        return name, path, arguments, {**options, "purpose": self.purpose, "mask": self.mask}

    def from_db_value(self, value: str, *_: object) -> Sealed:
        """As it comes from the database."""
        return Sealed(value or "", self.purpose, self.mask)

    def to_python(self, value: object) -> Sealed:
        """A ``Sealed`` as it is; a plain text goes under seal."""
        if isinstance(value, Sealed):
            return value
        text = str(value or "")
        kept = keyring().seal(text, self.purpose) if text else ""
        return Sealed(kept, self.purpose, self.mask)

    def get_prep_value(self, value: object) -> str:
        """As it goes into the database."""
        return self.to_python(value).kept


class LikenessField(models.CharField):  # type: ignore[type-arg]
    """Finds a sealed fact by its whole text; follows the field ``of`` whenever that is saved."""

    def __init__(self, *, of: str, **options: Any) -> None:  # noqa: ANN401 -- Django's
        self.of = of
        given = {"max_length": 80, "blank": True, "default": "", "db_index": True}
        super().__init__(**{**given, "editable": False, **options})

    def deconstruct(self) -> Any:  # noqa: ANN401 -- Django's
        """For migrations."""
        name, path, arguments, options = super().deconstruct()
        return name, path, arguments, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 -- Django's
        """What stands for the fact as it is now."""
        fact: Sealed = getattr(model_instance, self.of)
        with suppress(RuleBroken):  # it stays found as it was, and the rest of the record is saved
            setattr(model_instance, self.attname, likeness(fact.unsealed(), fact.purpose))
        return str(getattr(model_instance, self.attname))


def likeness(text: str, purpose: str) -> str:
    """What stands beside a sealed fact; nothing beside nothing."""
    return keyring().likeness(text, purpose) if text else ""


def like(text: str, purpose: str) -> list[str]:
    """For ``…_likeness__in``: finds the rows whose sealed fact is just this text."""
    return keyring().likenesses(text, purpose) if text else []
