"""What is wrong in a workbook of people in posts, row by row, beside what stands already."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date

from gonghui.directory.rules.muster import (
    Muster,
    PostHere,
    PostKey,
    Somebody,
    Staff,
    kind_told,
    manner,
    name,
    new_office,
    subjects,
)
from gonghui.directory.rules.roll import Standing, day, text, whole
from gonghui.documents.rules.workbook import Fault, Row
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import Office, Seated, Span, check_seating
from gonghui.people.rules.contact import Fact, read_fact

LONGEST_SUBJECT = 100
NAMED = 12  # as many names as a remark bears
# the column a refused seating is told at
COLUMN_OF = {
    "tenure.ends_before_it_begins": "until_on",
    "tenure.before_the_founding": "from_on",
    "tenure.after_the_end": "until_on",
    "tenure.overlapping": "name",
    "post.seats_taken": "name",
    "post.organisation_dissolved": "organisation",
}
ORGANISATION_WRONG = {
    "founding.superior_unknown": "staffing.organisation_unknown",
    "founding.superior_ambiguous": "staffing.organisation_ambiguous",
    "founding.superior_ended": "staffing.organisation_ended",
}


def faults_in(rows: Sequence[Row], staff: Staff, *, on: date) -> list[Fault]:
    """Everything wrong in a whole file; ``on`` is the day it is taken in."""
    inspection = _Inspection(Muster(rows, staff), on)
    return [fault for row in rows for fault in inspection.faults_of(row)]


class _Inspection:
    """Row after row; the posts fill up as the rows are looked at."""

    def __init__(self, muster: Muster, on: date) -> None:
        self.muster, self.on = muster, on
        self.offices: dict[object, Office] = {}
        self.seated: dict[object, list[Seated]] = {}
        self.names: dict[Somebody, tuple[str, int]] = {}
        self.numbers: dict[tuple[Somebody, Fact], tuple[str, int]] = {}
        self.bearers: dict[str, tuple[Somebody, int]] = {}

    def faults_of(self, row: Row) -> Iterator[Fault]:
        yield from _cell_faults(row, on=self.on)
        organisation = self.muster.organisation(row)
        if organisation is None:
            if text(row, "organisation"):
                yield self._unknown(row)
            return
        if not text(row, "post_title") or not name(row):
            return
        yield from self._post_faults(row, organisation)
        try:
            somebody = self.muster.person(row, organisation)
        except RuleBroken as refusal:
            yield Fault(row.number, "person_code", refusal.code, refusal.facts)
            return
        yield from self._name_faults(row, somebody)
        yield from self._number_faults(row, somebody)
        yield from self._seat_faults(row, organisation, somebody)

    def _unknown(self, row: Row) -> Fault:
        try:
            self.muster.roll.meant(text(row, "organisation"))
        except RuleBroken as refusal:
            code = ORGANISATION_WRONG[refusal.code]
            return Fault(row.number, "organisation", code, refusal.facts)
        raise AssertionError(row)

    def _post_faults(self, row: Row, organisation: Standing) -> Iterator[Fault]:
        """One post is of one kind."""
        post, told = self.muster.post(row, organisation), kind_told(row)
        if isinstance(post, PostHere):
            if told not in (None, post.kind):
                yield Fault(row.number, "post_kind", "staffing.kind_known", {"post": post.title})
            return
        known = self.muster.kind(post)
        if known is None:
            yield Fault(row.number, "post_kind", "staffing.kind_missing", {"post": post[2]})
        elif told not in (None, known[0]):
            facts = {"post": post[2], "row": known[1]}
            yield Fault(row.number, "post_kind", "staffing.kind_differs", facts)

    def _name_faults(self, row: Row, somebody: Somebody) -> Iterator[Fault]:
        """One number is one person's."""
        code = text(row, "person_code")
        known = self.muster.staff.by_code.get(code)
        if known is not None and known[1] != name(row):
            facts: dict[str, object] = {"number": code, "name": known[1]}
            yield Fault(row.number, "person_code", "staffing.code_of_another", facts)
        elif known is None and code:
            called, first = self.names.setdefault(somebody, (name(row), row.number))
            if called != name(row):
                facts = {"number": code, "name": called, "row": first}
                yield Fault(row.number, "person_code", "staffing.code_twice", facts)

    def _number_faults(self, row: Row, somebody: Somebody) -> Iterator[Fault]:
        """One person has one of each number, and an identity card is one person's."""
        for fact in Fact:
            number = number_in(row, fact, on=self.on)
            if not number:
                continue
            known, first = self.numbers.setdefault((somebody, fact), (number, row.number))
            if known != number:
                told: dict[str, object] = {"row": first}
                yield Fault(row.number, fact.value, "staffing.number_differs", told)
            elif fact is Fact.ID_NUMBER:
                yield from self._card_faults(row, number, somebody)

    def _card_faults(self, row: Row, number: str, somebody: Somebody) -> Iterator[Fault]:
        bearer, first = self.bearers.setdefault(number, (somebody, row.number))
        known = self.muster.staff.by_id_number.get(number)
        if bearer != somebody:
            told: dict[str, object] = {"row": first}
            yield Fault(row.number, Fact.ID_NUMBER.value, "staffing.id_number_twice", told)
        elif known is not None and somebody != ("person", known):
            yield Fault(row.number, Fact.ID_NUMBER.value, "staffing.id_number_taken")

    def _seat_faults(self, row: Row, organisation: Standing, somebody: Somebody) -> Iterator[Fault]:
        since, until = day(row, "from_on"), day(row, "until_on")
        if since is None:
            return
        post = self.muster.post(row, organisation)
        key = post.pk if isinstance(post, PostHere) else post
        office, others = self._office(organisation, post), self._others(post, key)
        who = somebody[1] if somebody[0] == "person" else somebody
        new = Seated(who, Span(since, until), manner(row), name(row))
        if is_entered(new, others[: self.standing(post)]):
            return
        try:
            check_seating(new, office, others)
        except RuleBroken as refusal:
            yield Fault(row.number, COLUMN_OF[refusal.code], refusal.code, refusal.facts)
        else:
            others.append(new)

    def _office(self, organisation: Standing, post: PostHere | PostKey) -> Office:
        if isinstance(post, PostHere):
            return post.office
        if post not in self.offices:
            kind, _ = self.muster.kind(post) or (PostKind.OTHER, 0)
            self.offices[post] = new_office(post[2], kind, organisation)
        return self.offices[post]

    def _others(self, post: PostHere | PostKey, key: object) -> list[Seated]:
        if key not in self.seated:
            self.seated[key] = list(post.seated) if isinstance(post, PostHere) else []
        return self.seated[key]

    def standing(self, post: PostHere | PostKey) -> int:
        """How many of those on the post were there before the file."""
        return len(post.seated) if isinstance(post, PostHere) else 0


def is_entered(new: Seated, others: Sequence[Seated]) -> bool:
    """Whether exactly this stands in the register already: the row then changes nothing."""
    return any(
        (one.person, one.span, one.manner) == (new.person, new.span, new.manner) for one in others
    )


def number_in(row: Row, fact: Fact, *, on: date) -> str:
    """A number as it is kept; empty where none stands, or a wrong one, which is told elsewhere."""
    try:
        return read_fact(fact, text(row, fact.value), on=on)
    except RuleBroken:
        return ""


def _wrong_numbers(row: Row, *, on: date) -> Iterator[Fault]:
    """What was typed stands in no fault: others read them."""
    for fact in Fact:
        try:
            read_fact(fact, text(row, fact.value), on=on)
        except RuleBroken as refusal:
            yield Fault(row.number, fact.value, refusal.code)


def _cell_faults(row: Row, *, on: date) -> Iterator[Fault]:
    since = day(row, "from_on")
    if since is not None and since > on:
        yield Fault(row.number, "from_on", "founding.day_ahead", {"day": since})
    precedence = whole(row, "precedence")
    if precedence is not None and precedence < 0:
        yield Fault(row.number, "precedence", "founding.negative")
    for one in sorted(subjects(row)):
        if len(one) > LONGEST_SUBJECT:
            facts = {"text": one[:20], "most": LONGEST_SUBJECT}
            yield Fault(row.number, "portfolio", "portfolio.too_long", facts)
    yield from _wrong_numbers(row, on=on)


def namesakes_in(rows: Sequence[Row], staff: Staff) -> list[Fault]:
    """Names that become several persons, or bear somebody else already: told, never refused."""
    muster = Muster(rows, staff)
    people = defaultdict[str, set[Somebody]](set)
    for row in rows:
        organisation = muster.organisation(row)
        if organisation is None or not name(row):
            continue
        with suppress(RuleBroken):
            people[name(row)].add(muster.person(row, organisation))
    found = [
        called
        for called, persons in people.items()
        if _new(persons) and (len(persons) > 1 or staff.elsewhere.get(called))
    ]
    if not found:
        return []
    return [Fault(0, None, "staffing.namesakes", {"count": len(found), "names": found[:NAMED]})]


def _new(persons: Collection[Somebody]) -> bool:
    """Whether anybody of these is entered without a number of the office."""
    return any(one[0] == "name" for one in persons)
