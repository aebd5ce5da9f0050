"""Values that the bigger ui tags draw; a view fills them, a template only names them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One place in the side menu.

    Attributes:
        waiting: Pieces of work waiting for this person there; 0 shows no count.
    """

    label: str
    address: str
    icon: str
    current: bool = False
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class MenuSection:
    """Menu entries under one small heading; the first section has none."""

    entries: Sequence[MenuEntry]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the checks say about one figure.

    Attributes:
        hard: Must be corrected before filing; otherwise a reason in words is enough.
    """

    text: str
    hard: bool


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One indicator of a return as the filer sees it: a row of the grid.

    Attributes:
        name: Name of the input, also its anchor (``id_<name>``).
        value: As typed or as computed, ready to show; ``None`` is not filled in.
        last: The same figure a period ago, ready to show; ``None`` is not known.
        change: Against last, in words ("+3.4%"); empty when it cannot be said.
        rising: Whether it grew; ``None`` draws no arrow.
        computed: The platform works it out; the source says from what.
        source: Where it comes from, in words; ``source_address`` opens it.
        reason_name: Name of the box for a reason; empty offers none.
        level: 0 for an indicator, 1 for an "of which" below it.
    """

    name: str
    label: str
    unit: str
    value: str | None = None
    last: str | None = None
    change: str = ""
    rising: bool | None = None
    computed: bool = False
    source: str = ""
    source_address: str = ""
    remarks: Sequence[Remark] = ()
    reason_name: str = ""
    reason: str = ""
    level: int = 0

    @property
    def state(self) -> str:
        """``bad`` with a hard remark, ``warn`` with a soft one, else nothing."""
        if not self.remarks:
            return ""
        return "bad" if any(remark.hard for remark in self.remarks) else "warn"

    @property
    def told(self) -> bool:
        """Whether a second row with words is needed under this one."""
        return bool(self.remarks) or bool(self.reason)


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart.

    Attributes:
        values: Heights, one for each label; ``None`` leaves a gap, it is not zero.
        words: The same as written in the table twin; empty writes the values.
    """

    name: str
    values: Sequence[float | None]
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One line of a ranking.

    Attributes:
        value: Length of the bar; ``None`` when nothing was filed (no bar, no place).
        words: The value as written, with its decimals.
        state: ok, warn, bad, info or none.
        word: The state in words.
    """

    name: str
    value: float | None
    words: str
    address: str = ""
    place: int | None = None
    state: str = "ok"
    word: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit at its rough position (column and row count from 1)."""

    column: int
    row: int
    name: str
    words: str
    state: str = "none"
    address: str = ""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One organisation's step: a date when done, a pill while it is the present one, else nothing.

    Attributes:
        kind: done, now or ahead.
    """

    kind: str
    words: str = ""
    state: str = "none"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One organisation on a board of steps.

    Attributes:
        key: Value of its tick box; empty draws none.
    """

    name: str
    cells: Sequence[BoardCell]
    address: str = ""
    remark: str = ""
    key: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline.

    Attributes:
        state: done, current, todo or empty (history).
    """

    what: str
    when: str = ""
    address: str = ""
    state: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a meeting's order; without a time its number is drawn."""

    when: str
    what: str
    who: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One stop of a tour."""

    name: str
    facts: str = ""
    address: str = ""
    state: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAct:
    """One thing a person may do with a claim.

    Attributes:
        address: Where the form is posted, or the page that is opened when ``opens``.
        key: The single letter that does the same while the list has the focus.
    """

    label: str
    address: str
    key: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing read from a text.

    Attributes:
        start: First character in the shown text; ``None`` when it stands nowhere in it.
        end: One past the last character.
        sure: high, mid or low.
        state: open, accepted, changed or refused.
        address: Opens this claim on the page.
    """

    number: int
    label: str
    value: str
    sure: str
    state: str = "open"
    start: int | None = None
    end: int | None = None
    note: str = ""
    address: str = ""
    current: bool = False
    acts: Sequence[ClaimAct] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One node of a tree.

    Attributes:
        more: The whole page with this branch unfolded, where those below were not read yet.
        fetch: This branch alone, unfolded; a script puts it in place of this one.
        state: ok, warn, bad, info or none; drawn only with ``word``.
        lang: Language of the label where it is not the page's.
        fresh: It was just unfolded here: the keyboard goes on at it.
    """

    label: str
    address: str = ""
    note: str = ""
    open: bool = False
    current: bool = False
    more: str = ""
    fetch: str = ""
    state: str = "none"
    word: str = ""
    lang: str = ""
    fresh: bool = False
    children: Sequence["Branch"] = field(default=())
