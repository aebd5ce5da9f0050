"""A workbook of people in posts beside the register: whose each row is, and which post it means.

A person is known by the office's own number, or by the name within one organisation. A post is
known by its title in its department; where several hold it with different portfolios (分管), each
portfolio is a post of its own. An organisation has one chair's post.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gonghui.directory.rules.roll import Register, Roll, Standing, text
from gonghui.documents.rules.workbook import Row
from gonghui.foundation.chinese import tidy_name
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import Manner, Office, Seated, usual_seats

# What a title says by itself; others are asked for. Source: domain.md §1.3.
KIND_OF_TITLE = {
    "主席": PostKind.CHAIR,
    "党组书记": PostKind.SECRETARY,
    "副主席": PostKind.DEPUTY,
    "常务副主席": PostKind.DEPUTY,
    "兼职副主席": PostKind.DEPUTY,
    "挂职副主席": PostKind.DEPUTY,
    "经审会主任": PostKind.AUDIT_CHAIR,
    "经费审查委员会主任": PostKind.AUDIT_CHAIR,
    "女职工委员会主任": PostKind.WOMEN_CHAIR,
    "女职委主任": PostKind.WOMEN_CHAIR,
    "党组成员": PostKind.LEADING_MEMBER,
}
# The usual order of posts, where a row says none.
PRECEDENCE = {kind: 10 * place for place, kind in enumerate(PostKind, start=1)}
_BETWEEN = re.compile(r"[、;；\n]+")

Somebody = tuple[object, ...]
PostKey = tuple[int, str, str, frozenset[str]]  # organisation, department, title, portfolio


@dataclass(frozen=True, slots=True)
class PostHere:
    """A post that stands already.

    Attributes:
        subjects: What it is in charge of today.
        seated: Everybody entered on it, whenever.
    """

    pk: int
    organisation: int
    department: str
    title: str
    kind: PostKind
    office: Office
    subjects: frozenset[str] = frozenset()
    seated: Sequence[Seated] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """What the register holds of all that a file speaks of.

    Attributes:
        register: The organisations.
        by_code: Persons by the office's own number: key and name.
        here: Persons by organisation and name: who holds or held a post there.
        elsewhere: Of the names in the file, how many persons of the register bear each.
        by_id_number: Of the identity card numbers in the file, whose they are already.
    """

    register: Register
    posts: Collection[PostHere] = ()
    by_code: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    here: Mapping[tuple[int, str], frozenset[int]] = field(default_factory=dict)
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    by_id_number: Mapping[str, int] = field(default_factory=dict)


def subjects(row: Row) -> frozenset[str]:
    """What the row says the post is in charge of."""
    parts = _BETWEEN.split(text(row, "portfolio"))
    return frozenset(part.strip() for part in parts if part.strip())


def kind_told(row: Row) -> PostKind | None:
    """The kind of post the row names, or its title by itself; ``None`` where neither does."""
    told = text(row, "post_kind")
    return PostKind(told) if told else KIND_OF_TITLE.get(text(row, "post_title"))


def manner(row: Row) -> Manner:
    """How the post is held; full-time unless the row says otherwise."""
    return Manner(text(row, "manner") or Manner.REGULAR.value)


def name(row: Row) -> str:
    """The person's name as it is stored."""
    return tidy_name(text(row, "name"))


@dataclass(slots=True)
class Muster:
    """A file beside the register: finds for each row the organisation, the post and the person."""

    rows: Sequence[Row]
    staff: Staff
    roll: Roll = field(init=False)
    _posts: dict[tuple[int, str, str], list[PostHere]] = field(init=False)
    _codes: dict[tuple[int, str], set[str]] = field(init=False)
    _kinds: dict[PostKey, tuple[PostKind, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.roll = Roll((), self.staff.register)
        self._posts = defaultdict(list)
        self._codes = defaultdict(set)
        self._kinds = {}
        for post in self.staff.posts:
            self._posts[post.organisation, post.department, post.title].append(post)
        for row in self.rows:
            organisation = self.organisation(row)
            if organisation is not None:
                self._note(row, organisation)

    def _note(self, row: Row, organisation: Standing) -> None:
        if text(row, "person_code"):
            self._codes[organisation.pk, name(row)].add(text(row, "person_code"))
        post, kind = self.post(row, organisation), kind_told(row)
        if kind is not None and not isinstance(post, PostHere):
            self._kinds.setdefault(post, (kind, row.number))

    def organisation(self, row: Row) -> Standing | None:
        """Whose post it is; ``None`` where nobody is found."""
        try:
            found = self.roll.meant(text(row, "organisation"))
        except RuleBroken:
            return None
        return found if isinstance(found, Standing) else None

    def post(self, row: Row, organisation: Standing) -> PostHere | PostKey:
        """The post that stands already, or what a new one will be known by.

        Of several with that title the one with this portfolio; one that says none is the first.
        """
        place = (organisation.pk, text(row, "department"), text(row, "post_title"))
        told, standing = subjects(row), self._posts.get(place, [])
        if standing and (kind_told(row) is PostKind.CHAIR or not told):
            return standing[0]
        same = [post for post in standing if post.subjects == told]
        if same:
            return same[0]
        return (*place, frozenset() if kind_told(row) is PostKind.CHAIR else told)

    def kind(self, post: PostKey) -> tuple[PostKind, int] | None:
        """Of a post the file sets up: its kind and the first row that tells it."""
        return self._kinds.get(post)

    def person(self, row: Row, organisation: Standing) -> Somebody:
        """Who it is: the same for every row of one person.

        Raises:
            RuleBroken: ``staffing.namesakes_here`` where a name without a number means several.
        """
        code, place = text(row, "person_code"), (organisation.pk, name(row))
        if not code and len(self._codes[place]) == 1:
            (code,) = self._codes[place]
        if code:
            known = self.staff.by_code.get(code)
            return ("person", known[0]) if known else ("code", code)
        here = self.staff.here.get(place, frozenset())
        if len(here) > 1 or len(self._codes[place]) > 1:
            raise RuleBroken("staffing.namesakes_here", name=name(row))
        return ("person", *here) if here else ("name", *place)


def new_office(title: str, kind: PostKind, organisation: Standing) -> Office:
    """A post that the file sets up, as the rules see it."""
    founded = organisation.known.get("founded_on")
    return Office(
        title=title,
        seats=usual_seats(kind),
        founded_on=founded if isinstance(founded, date) else None,
        ended_on=organisation.ended_on,
        closed=organisation.status is Status.DISSOLVED,
    )
