"""The order of a meeting, as far as it was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gonghui.meetings.rules.meeting import Role


class ItemKind(StrEnum):
    """What happens under an agenda item."""

    REPORT = "report"
    SPEECH = "speech"
    WELCOME = "welcome"
    AWARD = "award"
    EXCHANGE = "exchange"
    READ_DECISION = "read_decision"
    TOUR = "tour"
    OTHER = "other"


ITEM_OF_ROLE = {
    Role.WELCOME: ItemKind.WELCOME,
    Role.REPORT: ItemKind.REPORT,
    Role.READ_DECISION: ItemKind.READ_DECISION,
    Role.EXCHANGE: ItemKind.EXCHANGE,
    Role.SPEECH: ItemKind.SPEECH,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item.

    Attributes:
        title: Its own words, as an award's name; empty when the kind says it all.
        part: Which of the parts it is, counted from 0; ``None`` when it is nobody's alone.
    """

    kind: ItemKind
    title: str = ""
    part: int | None = None


def agenda_of(roles: Sequence[Role], *, awards: Sequence[str], toured: bool) -> list[Item]:
    """The items that are known to have been there, in the order they were told.

    A record tells no times: what was seen and what was awarded stand after what was said.
    """
    items = [
        Item(ITEM_OF_ROLE[role], part=place)
        for place, role in enumerate(roles)
        if role in ITEM_OF_ROLE
    ]
    if toured:
        items.append(Item(ItemKind.TOUR))
    items += [Item(ItemKind.AWARD, title=title) for title in awards]
    return items
