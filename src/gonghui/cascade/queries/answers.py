"""Where each kind of ask is answered: the room that asks says so in ``wiring``."""

from dataclasses import dataclass

from gonghui.cascade.rules.assignment import DirectiveKind


@dataclass(frozen=True, slots=True)
class Pages:
    """The named pages of the room that asks; each takes ``assignment_pk``.

    Attributes:
        answer: Where the answer is given, looked at, accepted or sent back.
        relay: Where the ask is handed on below; empty when cascade's own page will do.
    """

    answer: str
    relay: str = ""


_pages: dict[DirectiveKind, Pages] = {}


def register(kind: DirectiveKind, answer: str, *, relay: str = "") -> None:
    """From now on this kind of ask is answered on these pages."""
    _pages[kind] = Pages(answer, relay)


def pages_of(kind: DirectiveKind) -> Pages | None:
    """Where this kind is answered; ``None`` when no room has said."""
    return _pages.get(kind)
