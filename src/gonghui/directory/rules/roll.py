"""A workbook of organisations as a tree: who each row is, and whom it stands below.

A superior is named by its code or its exact full name; it may stand in the register or in the same
file. An organisation that stands already is known by its code, or by its name below its superior.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gonghui.documents.rules.workbook import Row, Value
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind, Status

SUPERIORS = ("superior", "industrial_superior")  # the columns that name a superior
Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation that stands in the register already.

    Attributes:
        superiors: Code and name of its superior today, by the column that names it.
        ended_on: Its last day; ``None`` is still there.
        known: What the register knows of its founding, by the columns' keys; empty is not known.
        terms: The elections entered: the day, and for how many years.
    """

    pk: int
    code: str
    name: str
    kind: Kind
    status: Status = Status.STANDING
    superiors: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ended_on: date | None = None
    known: Mapping[str, Value] = field(default_factory=dict)
    terms: Collection[tuple[date, int]] = ()

    def stands_below(self, words: str, key: str = "superior") -> bool:
        """Whether its superior has this code or name."""
        return words in self.superiors.get(key, ())


@dataclass(frozen=True, slots=True)
class Register:
    """What stands already of all that a file speaks of, within reach of the seat.

    Attributes:
        elsewhere: Codes that are taken outside the seat's reach.
        credit_codes: Of the unions that are legal persons, with the key of whose each is.
    """

    standing: Collection[Standing] = ()
    elsewhere: Collection[str] = ()
    credit_codes: Mapping[str, int] = field(default_factory=dict)


def text(row: Row, key: str) -> str:
    """What stands in a cell of text; empty where nothing does."""
    value = row.cells.get(key)
    return "" if value is None else str(value)


def day(row: Row, key: str) -> date | None:
    """The day in a cell; ``None`` where none stands."""
    value = row.cells.get(key)
    return value if isinstance(value, date) else None


def whole(row: Row, key: str) -> int | None:
    """The whole number in a cell; ``None`` where none stands."""
    value = row.cells.get(key)
    return value if isinstance(value, int) else None


def kind_of(one: Row | Standing) -> Kind | None:
    """What kind of organisation it is; ``None`` where the cell could not be read."""
    if isinstance(one, Standing):
        return one.kind
    return Kind(text(one, "kind")) if text(one, "kind") else None


@dataclass(slots=True)
class Roll:
    """A file beside the register: finds for every name and code who is meant."""

    rows: Sequence[Row]
    register: Register
    _codes: dict[str, Standing | Row] = field(default_factory=dict)
    _names: dict[str, list[Standing | Row]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for standing in self.register.standing:
            self._codes[standing.code] = standing
            self._names[standing.name].append(standing)
        for row in self.rows:
            if self.standing(row) is None:
                self._names[text(row, "name")].append(row)
                if text(row, "code"):
                    self._codes.setdefault(text(row, "code"), row)

    def standing(self, row: Row) -> Standing | None:
        """The organisation of a row, where it stands already."""
        code = text(row, "code")
        if code:
            known = self._codes.get(code)
            return known if isinstance(known, Standing) else None
        below = text(row, "superior")
        matches = [
            one
            for one in self._names.get(text(row, "name"), ())
            if isinstance(one, Standing) and (not below or one.stands_below(below))
        ]
        return matches[0] if len(matches) == 1 else None

    def meant(self, words: str) -> Standing | Row:
        """Who is meant by a code or an exact name.

        Raises:
            RuleBroken: ``founding.superior_unknown``, ``founding.superior_ambiguous``,
                ``founding.superior_ended``.
        """
        found = self._codes.get(words)
        if found is None:
            candidates = self._names.get(words, [])
            if not candidates:
                raise RuleBroken("founding.superior_unknown", text=words)
            if len(candidates) > 1:
                raise RuleBroken("founding.superior_ambiguous", text=words, count=len(candidates))
            found = candidates[0]
        if isinstance(found, Standing) and found.ended_on is not None:
            raise RuleBroken("founding.superior_ended", name=found.name, day=found.ended_on)
        return found

    def called(self, name: str) -> Sequence[Standing | Row]:
        """All who are called exactly so."""
        return self._names.get(name, ())

    def above(self, row: Row, key: str = "superior") -> Standing | Row | None:
        """The superior a row names; ``None`` where it names none, or none that can be found."""
        if not text(row, key) or self.standing(row) is not None:
            return None
        try:
            return self.meant(text(row, key))
        except RuleBroken:
            return None

    def identity(self, row: Row) -> Identity:
        """What must be there only once: who stands already, or a name below one superior."""
        standing = self.standing(row)
        if standing is not None:
            return ("standing", standing.pk)
        above = self.above(row)
        name = text(row, "name")
        if isinstance(above, Standing):
            return ("below", above.pk, name)
        # where nobody is found, the word for the superior is all there is
        return ("beside", above.number if above else text(row, "superior"), name)


def circles(rows: Sequence[Row]) -> set[int]:
    """The rows that by their superiors in the file stand below themselves."""
    found = set[int]()
    for key in SUPERIORS:
        found |= _circles(_above_in_file(rows, key))
    return found


def _circles(above: Mapping[int, int]) -> set[int]:
    on_circle = set[int]()
    done = set[int]()
    for start in above:
        path: dict[int, None] = {}
        one: int | None = start
        while one is not None and one not in done and one not in path:
            path[one] = None
            one = above.get(one)
        if one is not None and one in path:
            walked = list(path)
            on_circle |= set(walked[walked.index(one) :])
        done |= set(path)
    return on_circle


def waves(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows so that every superior of the file comes in an earlier wave than those below it."""
    waits_for = {row.number: set[int]() for row in rows}
    below = defaultdict[int, list[int]](list)
    for key in SUPERIORS:
        for number, superior in _above_in_file(rows, key).items():
            waits_for[number].add(superior)
            below[superior].append(number)
    row_of = {row.number: row for row in rows}
    wave = [number for number, superiors in waits_for.items() if not superiors]
    made = []
    while wave:
        made.append([row_of.pop(number) for number in wave])
        freed = set[int]()
        for number in wave:
            for one in below[number]:
                waits_for[one].discard(number)
                freed |= {one} if one in row_of and not waits_for[one] else set()
        wave = sorted(freed)
    # rows on a circle never come free; checked files have none
    return [*made, list(row_of.values())] if row_of else made


def _above_in_file(rows: Sequence[Row], key: str) -> dict[int, int]:
    """Row → the row its superior stands in, by code before name; who is elsewhere is left out."""
    codes = {text(row, "code"): row.number for row in reversed(rows) if text(row, "code")}
    names = dict(_only_once(rows))
    found = {}
    for row in rows:
        words = text(row, key)
        superior = codes.get(words, names.get(words)) if words else None
        if superior is not None:
            found[row.number] = superior
    return found


def _only_once(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """The names that one row alone bears, with its number."""
    numbers = defaultdict[str, list[int]](list)
    for row in rows:
        numbers[text(row, "name")].append(row.number)
    for name, found in numbers.items():
        if len(found) == 1:
            yield name, found[0]
