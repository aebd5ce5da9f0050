"""More time: asked for with a reason, decided by whoever the answer goes to."""

from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken


class ExtensionState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def check_until(until: date, *, due_on: date, limit: date | None, today: date) -> None:
    """More time is later than the day it is due, not behind us, and no later than those above have.

    ``limit`` is the day whoever it answers to must answer themselves; ``None`` for the issuer.

    Raises:
        RuleBroken: ``extension.not_later``, ``extension.passed`` or ``extension.too_late``.
    """
    if until <= due_on:
        raise RuleBroken("extension.not_later", due_on=due_on)
    if until < today:
        raise RuleBroken("extension.passed", until=until)
    if limit is not None and until > limit:
        raise RuleBroken("extension.too_late", limit=limit)
