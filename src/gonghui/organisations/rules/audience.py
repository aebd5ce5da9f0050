"""Audiences: who is meant, in parts that are added up and exceptions that are taken away (范围).

A description is data: it can be kept, composed of others and read again on any day. What it comes
to on a day is asked of ``queries.audience``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import WorkLine

MOST_PARTS = 20
MOST_CHOICES = 20
MOST_TEXTS = 20
MOST_KEYS = 2000  # organisations named one by one in one part
LONGEST_TEXT = 100  # the longest title or subject the register holds
DEEPEST = 4  # audiences composed of audiences composed of audiences …
_LARGEST_KEY = 2**63 - 1

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Reach(StrEnum):
    """How far below the organisation it begins at a part goes."""

    ITSELF = "itself"
    DIRECT = "direct"
    BELOW = "below"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which posts of an organisation are meant; all that is given must hold of one post.

    Attributes:
        kinds: What the post is for; any of them.
        titles: Its exact title; any of them.
        subjects: What it is in charge of on the day (分管); any of them.
        work_lines: The line of work of its department; any of them.
    """

    kinds: frozenset[PostKind] = frozenset()
    titles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    work_lines: frozenset[WorkLine] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it would mean every post."""
        return not (self.kinds or self.titles or self.subjects or self.work_lines)


@dataclass(frozen=True, slots=True)
class Part:
    """Some organisations, and if posts are meant, which of theirs.

    What is given narrows; what is empty does not.

    Attributes:
        below: The organisation it begins at; ``None`` is the keeper of the audience.
        named: Only these, by key; an outside body is reached in no other way.
        audience: Only those of this other audience; with no ``posts`` of its own, its posts too.
        posts: A post is meant if any of the choices holds; with none, the organisations themselves
            are meant. Each choice is missed where no post answers it, so "the party secretary and
            the officer in charge" are two.
    """

    below: int | None = None
    reach: Reach = Reach.WHOLE
    line: Line = Line.TERRITORIAL
    levels: frozenset[Level] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    named: tuple[int, ...] = ()
    audience: int | None = None
    posts: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Who is left out, by key.

    Attributes:
        organisations: These alone.
        branches: These and all below them, on either line.
        persons: In whatever post they would have been meant.
    """

    organisations: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many are left out."""
        return sum(map(len, (self.organisations, self.branches, self.posts, self.persons)))


@dataclass(frozen=True, slots=True)
class Description:
    """Parts added up, minus the exceptions."""

    parts: tuple[Part, ...] = ()
    without: Exceptions = field(default_factory=Exceptions)

    def to_json(self) -> dict[str, Any]:
        """As it is kept; what is empty or usual is not written."""
        kept: dict[str, Any] = {"parts": [_part_json(part) for part in self.parts]}
        left_out = _shown(self.without, Exceptions())
        return kept | ({"without": left_out} if left_out else {})

    @classmethod
    def from_json(cls, kept: object) -> "Description":
        """As it was kept, or as it was sent by anybody.

        Raises:
            RuleBroken: ``audience.unreadable`` with what cannot be read, ``audience.too_much`` with
                what there may be ``most`` of.
        """
        read = _Reader(kept, "description", ("parts", "without"))
        return cls(
            parts=read.each("parts", _read_part, most=MOST_PARTS),
            without=_read_exceptions(read.given.get("without", {})),
        )

    @property
    def audiences(self) -> set[int]:
        """The other audiences it is composed of."""
        return {part.audience for part in self.parts if part.audience is not None}

    def plus(self, part: Part) -> "Description":
        """With one part more.

        Raises:
            RuleBroken: ``audience.too_much``.
        """
        if len(self.parts) >= MOST_PARTS:
            raise RuleBroken("audience.too_much", what="parts", most=MOST_PARTS)
        return replace(self, parts=(*self.parts, part))

    def less(self, place: int) -> "Description":
        """Without the part at that place, counted from 0; a place that is not there takes none."""
        left = [part for number, part in enumerate(self.parts) if number != place]
        return replace(self, parts=tuple(left))

    def sparing(self, kind: str, keys: Iterable[int]) -> "Description":
        """With further exceptions of one kind: organisations, branches, posts or persons."""
        known = getattr(self.without, kind)
        added = tuple(dict.fromkeys((*known, *keys)))
        if len(added) > MOST_KEYS:
            raise RuleBroken("audience.too_much", what=kind, most=MOST_KEYS)
        return replace(self, without=replace(self.without, **{kind: added}))

    def sparing_no_more(self, kind: str, key: int) -> "Description":
        """Without one of the exceptions."""
        left = tuple(one for one in getattr(self.without, kind) if one != key)
        return replace(self, without=replace(self.without, **{kind: left}))


@dataclass(frozen=True, slots=True)
class Names:
    """What a description mentions, by key, as it is called; for its sentence."""

    keeper: str
    organisations: Mapping[int, str] = field(default_factory=dict)
    audiences: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)


def check_composition(own: int | None, of: Mapping[int, Collection[int]], first: set[int]) -> None:
    """Audiences may be composed of others, but never of themselves and not without end.

    Args:
        own: The key of the audience that is composed; ``None`` before it is kept.
        of: What each audience is composed of.
        first: What this one is composed of.

    Raises:
        RuleBroken: ``audience.circle`` or ``audience.too_deep`` with how deep it may be.
    """
    wave, depth = set(first), 1
    while wave:
        if own in wave:
            raise RuleBroken("audience.circle")
        if depth > DEEPEST:
            raise RuleBroken("audience.too_deep", most=DEEPEST)
        wave = {inner for one in wave for inner in of.get(one, ())}
        depth += 1


# ── kept as JSON ──


def _part_json(part: Part) -> dict[str, Any]:
    shown = _shown(part, Part())
    if part.posts:
        shown["posts"] = [_shown(choice, Choice()) for choice in part.posts]
    return shown


def _shown(thing: object, usual: object) -> dict[str, Any]:
    """Its fields that differ from the usual, as JSON holds them."""
    names: Sequence[str] = getattr(type(thing), "__slots__", ())
    pairs = ((name, getattr(thing, name)) for name in names)
    return {name: _plain(value) for name, value in pairs if value != getattr(usual, name)}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


class _Reader:
    """Reads one JSON object field by field and refuses what is not as it should be."""

    def __init__(self, given: object, what: str, names: Sequence[str]) -> None:
        if not isinstance(given, dict) or set(given) - set(names):
            raise RuleBroken("audience.unreadable", what=what)
        self.given = given

    def _list(self, name: str, most: int) -> list[object]:
        value = self.given.get(name, [])
        if not isinstance(value, list):
            raise RuleBroken("audience.unreadable", what=name)
        if len(value) > most:
            raise RuleBroken("audience.too_much", what=name, most=most)
        return value

    def each(self, name: str, read: Callable[[object], T], *, most: int) -> tuple[T, ...]:
        """A list of further objects."""
        return tuple(read(one) for one in self._list(name, most))

    def keys(self, name: str) -> tuple[int, ...]:
        """Keys of records, each once."""
        return tuple(dict.fromkeys(_key(one, name) for one in self._list(name, MOST_KEYS)))

    def key(self, name: str) -> int | None:
        """The key of one record, if it is given."""
        value = self.given.get(name)
        return None if value is None else _key(value, name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Titles or subjects as the register holds them."""
        return tuple(dict.fromkeys(_text(one, name) for one in self._list(name, MOST_TEXTS)))

    def values(self, name: str, of: type[E]) -> frozenset[E]:
        """Words of an enum."""
        return frozenset(_value(one, name, of) for one in self._list(name, len(of)))

    def value(self, name: str, usual: E) -> E:
        """One word of an enum."""
        return _value(self.given.get(name, usual.value), name, type(usual))


def _key(value: object, name: str) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not 0 < value <= _LARGEST_KEY:  # type: ignore[operator]  # a whole number by the line above
        raise RuleBroken("audience.unreadable", what=name)
    return value  # type: ignore[return-value]  # checked above


def _text(value: object, name: str) -> str:
    text = tidy(value).strip() if isinstance(value, str) else ""
    if not 0 < len(text) <= LONGEST_TEXT:
        raise RuleBroken("audience.unreadable", what=name)
    return text


def _value(value: object, name: str, of: type[E]) -> E:
    if not isinstance(value, str) or value not in {one.value for one in of}:
        raise RuleBroken("audience.unreadable", what=name)
    return of(value)


def _read_part(given: object) -> Part:
    read = _Reader(given, "parts", Part.__slots__)
    return Part(
        below=read.key("below"),
        reach=read.value("reach", Reach.WHOLE),
        line=read.value("line", Line.TERRITORIAL),
        levels=read.values("levels", Level),
        kinds=read.values("kinds", Kind),
        statuses=read.values("statuses", Status),
        named=read.keys("named"),
        audience=read.key("audience"),
        posts=read.each("posts", _read_choice, most=MOST_CHOICES),
    )


def _read_choice(given: object) -> Choice:
    read = _Reader(given, "posts", Choice.__slots__)
    choice = Choice(
        kinds=read.values("kinds", PostKind),
        titles=read.texts("titles"),
        subjects=read.texts("subjects"),
        work_lines=read.values("work_lines", WorkLine),
    )
    if choice.is_empty:
        raise RuleBroken("audience.unreadable", what="posts")
    return choice


def _read_exceptions(given: object) -> Exceptions:
    read = _Reader(given, "without", Exceptions.__slots__)
    return Exceptions(
        organisations=read.keys("organisations"),
        branches=read.keys("branches"),
        posts=read.keys("posts"),
        persons=read.keys("persons"),
    )
