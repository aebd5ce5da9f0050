"""What other rooms tell on an organisation's page: they are registered in ``wiring``.

The rooms beside this one are not imported; each hands over what it knows as plain lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gonghui.access.checks import Visitor
from gonghui.organisations.models import Organisation

MOST = 6  # lines of one room


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting, one ask.

    Attributes:
        on: Its day; ``None`` when that is not known.
        page: Name of the address that opens it, with ``pk``.
        note: A few words beside it.
    """

    what: str
    on: date | None
    page: str
    pk: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one room tells, in its order."""

    title: str
    lines: Sequence[Line]


Source = Callable[[Organisation, Visitor], Told]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """From now on this room tells what it knows; no lines where the person may not see them."""
    _sources[name] = source


def unregister(name: str) -> None:
    """This room tells nothing any more."""
    _sources.pop(name, None)


def told_of(organisation: Organisation, user: Visitor) -> list[Told]:
    """What every room tells a person of an organisation; who has nothing to tell is left out."""
    answers = [source(organisation, user) for source in _sources.values()]
    return [one for one in answers if one.lines]
