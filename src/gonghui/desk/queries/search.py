"""One box over everything a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.directory.queries.organisation import first_found
from gonghui.directory.queries.person import named, persons_where
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import meetings_where
from gonghui.organisations.models import Organisation
from gonghui.people.models import Person
from gonghui.returns.models import Round
from gonghui.returns.queries.round import rounds_where

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """The first of each kind whose name holds the text."""

    organisations: Sequence[Organisation]
    persons: Sequence[Person]
    rounds: Sequence[Round]
    meetings: Sequence[Meeting]

    @property
    def count(self) -> int:
        """All that is shown."""
        kinds = (self.organisations, self.persons, self.rounds, self.meetings)
        return sum(len(kind) for kind in kinds)


NOTHING = Found([], [], [], [])


def find(user: Visitor, text: str, *, may: frozenset[Permission]) -> Found:
    """What is called so, of what the person may see; each kind is asked once."""
    text = text.strip()
    if not text:
        return NOTHING
    sees = Permission.ORGANISATION_VIEW in may
    persons = named(persons_where(user, Permission.ORGANISATION_VIEW), text)
    rounds = rounds_where(user, Permission.ROUND_VIEW).filter(title__contains=text)
    meetings = meetings_where(user, Permission.MEETING_VIEW).filter(name__contains=text)
    return Found(
        organisations=first_found(user, text, MOST) if sees else [],
        persons=list(persons[:MOST]) if sees else [],
        rounds=list(rounds[:MOST]) if Permission.ROUND_VIEW in may else [],
        meetings=list(meetings[:MOST]) if Permission.MEETING_VIEW in may else [],
    )
