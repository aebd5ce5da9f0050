"""What happens to the tree that others must carry out with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.dispatch import Signal

from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Line


@dataclass(frozen=True, slots=True)
class Placed:
    """An organisation, with all below it, got another superior.

    Attributes:
        was: Its superior before; ``None`` when it had none on this line.
    """

    organisation: Organisation
    was: Organisation | None
    now: Organisation


@dataclass(frozen=True, slots=True)
class Ended:
    """An organisation is no more.

    Attributes:
        successor: Who takes over what it owed; ``None`` when nobody does.
    """

    organisation: Organisation
    successor: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Born:
    """An organisation came out of others, by a split or a merger; it stands in the tree already."""

    organisation: Organisation
    out_of: Sequence[Organisation]


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """One act in the terms every room can follow: who came, who moved, who went, who rests.

    In this order it is carried out: born, placed, ended, paused.
    """

    line: Line
    on: date
    born: Sequence[Born] = ()
    placed: Sequence[Placed] = ()
    ended: Sequence[Ended] = ()
    paused: Sequence[Organisation] = ()

    @property
    def touched(self) -> list[Organisation]:
        """Everybody named in it, whose branches it may concern."""
        named = [one.organisation for one in self.ended]
        named += [one.organisation for one in self.placed]
        named += [one.organisation for one in self.born]
        named += self.paused
        named += [one.now for one in self.placed]
        return named + [source for one in self.born for source in one.out_of]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an act brings with it in one room; ``code`` finds the sentence in its wording."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


# Sent inside the transaction of the act, when the tree is already as it will be, with
# ``reorganisation``, ``by`` and ``at``. Each receiver carries it out in its own room and returns
# what that meant as a list of ``Consequence``; an error in one undoes the whole act.
reorganised = Signal()
