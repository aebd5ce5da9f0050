"""The workbook of people in posts: who holds which post where, since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gonghui.access.permissions import Permission
from gonghui.directory.imports.columns import PEOPLE_NOTES, WORKBOOKS_ARE_IN, people_columns
from gonghui.directory.queries.staffing import staff_beside
from gonghui.directory.rules.muster import (
    PRECEDENCE,
    Muster,
    PostHere,
    PostKey,
    Somebody,
    kind_told,
    manner,
    name,
    subjects,
)
from gonghui.directory.rules.roll import Standing, day, text, whole
from gonghui.directory.rules.staffing import faults_in, is_entered, namesakes_in
from gonghui.documents.rules.workbook import Fault, Row, Template, Value
from gonghui.documents.sources import Trace
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.intake import take_back
from gonghui.organisations.actions.post import seat_all
from gonghui.organisations.actions.staffing import NewPost, put_in_charge, set_up_all
from gonghui.organisations.models import Department, Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.post import Seating
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import Seated, Span
from gonghui.people.actions.contact import Contact, Entered, change_contacts, restore_contacts
from gonghui.people.actions.person import NewPerson, register_all, unregister_all
from gonghui.people.models import Account, Person

PERSON = "people.person"
MODELS = {
    "organisations.tenure": Tenure,
    "organisations.portfolio": Portfolio,
    "organisations.post": Post,
    "organisations.department": Department,
}  # in the order in which they are taken back


@dataclass(frozen=True, slots=True)
class PeopleImporter:
    """Enters persons, sets up their posts and seats them; nobody is moved or taken from a post."""

    kind: str = "people"
    permission: Permission = Permission.ORGANISATION_MANAGE
    title: str | Promise = _("People in posts")

    def template(self, seat: Organisation) -> Template:
        """One row for each post a person holds or held."""
        with override(WORKBOOKS_ARE_IN):
            return Template(
                kind=self.kind,
                version=1,
                title=str(self.title),
                columns=people_columns(),
                notes=[str(note) for note in PEOPLE_NOTES],
                facts={"单位": seat.name},
            )

    def prefilled(self, seat: Organisation) -> Iterable[Mapping[str, Value]]:
        """Nothing: who holds a post already stands on the pages of the organisations."""
        return ()

    def check(self, rows: Sequence[Row], *, seat: Organisation, on: date) -> Sequence[Fault]:
        """Everything wrong in the whole file."""
        return faults_in(rows, staff_beside(rows, seat), on=on)

    def remarks(self, rows: Sequence[Row], *, seat: Organisation) -> Sequence[Fault]:
        """Namesakes, each about to become a person of their own."""
        return namesakes_in(rows, staff_beside(rows, seat))

    def ordered(self, rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
        """Organisation by organisation, so that few are asked for twice."""
        return [sorted(rows, key=lambda row: (text(row, "organisation"), row.number))]

    def commit(
        self, rows: Sequence[Row], *, seat: Organisation, on: date, by: Account, at: datetime
    ) -> Sequence[Trace]:
        """Set up the posts, enter the persons and their numbers, seat them."""
        mustered = _Mustered(Muster(rows, staff_beside(rows, seat)))
        return [
            *mustered.set_up(by=by, at=at),
            *mustered.register(by=by, at=at),
            *mustered.reach(by=by, at=at),
            *mustered.seat(by=by, at=at),
        ]

    def undo(self, traces: Sequence[Trace], *, by: Account, at: datetime) -> None:
        """Off their posts, then the posts, their numbers as before, then the persons."""
        for label, model in MODELS.items():
            take_back(model, _keys(traces, label), {}, by=by, at=at)
        changed = [one for one in traces if one.model_label == PERSON and one.before is not None]
        restore_contacts([_entered(one) for one in changed], by=by, at=at)
        persons = Person.objects.filter(pk__in=_keys(traces, PERSON))
        unregister_all(list(persons), by=by, at=at)


def _keys(traces: Sequence[Trace], label: str) -> list[int]:
    return [one.pk for one in traces if one.model_label == label and one.before is None]


def _entered(trace: Trace) -> Entered:
    """What the row entered in place of what, as it lies under seal in the trace."""
    kept = cast("Mapping[str, tuple[str, str]]", trace.before or {})
    return Entered(trace.pk, {name: (was, now) for name, (was, now) in kept.items()})


class _Mustered:
    """The rows of one step, with the records each of them means as these come to be."""

    def __init__(self, muster: Muster) -> None:
        self.muster = muster
        self.whose = {row.number: self._organisation(row) for row in muster.rows}
        self.post_of = {row.number: muster.post(row, self.whose[row.number]) for row in muster.rows}
        self.posts: dict[int | PostKey, Post] = {}
        self.persons: dict[Somebody, Person] = {}
        self.new: set[int] = set()

    def _organisation(self, row: Row) -> Standing:
        """Whose post it is.

        Raises:
            RuleBroken: ``staffing.organisation_unknown`` where it went since the check.
        """
        found = self.muster.organisation(row)
        if found is None:
            raise RuleBroken("staffing.organisation_unknown", text=text(row, "organisation"))
        return found

    def set_up(self, *, by: Account, at: datetime) -> Iterator[Trace]:
        """The posts that are not there yet, and what a chair is in charge of beside the known."""
        standing = [one.pk for one in self.post_of.values() if isinstance(one, PostHere)]
        self.posts |= Post.objects.select_related("organisation").in_bulk(standing)
        rows: dict[PostKey, list[Row]] = {}
        for row in self.muster.rows:
            post = self.post_of[row.number]
            if not isinstance(post, PostHere):
                rows.setdefault(post, []).append(row)
        organisations = Organisation.objects.in_bulk({post[0] for post in rows})
        wanted = [self._new_post(post, own, organisations[post[0]]) for post, own in rows.items()]
        made = set_up_all(wanted, by=by, at=at)
        self.posts |= zip(rows, made.posts, strict=True)
        row_of = {new.pk: rows[key][0].number for key, new in zip(rows, made.posts, strict=True)}
        in_department = {new.department_id: row_of[new.pk] for new in reversed(made.posts)}
        for department in made.departments:
            yield Trace(in_department[department.pk], "organisations.department", department.pk)
        for new in made.posts:
            yield Trace(row_of[new.pk], "organisations.post", new.pk)
        for one in made.portfolios:
            yield Trace(row_of[one.post_id], "organisations.portfolio", one.pk)
        yield from self._chairs()

    def _new_post(self, key: PostKey, rows: Sequence[Row], organisation: Organisation) -> NewPost:
        kind, _ = self.muster.kind(key) or (PostKind.OTHER, 0)
        told = [place for row in rows if (place := whole(row, "precedence")) is not None]
        return NewPost(
            organisation=organisation,
            title=key[2],
            kind=kind,
            precedence=min(told, default=PRECEDENCE[kind]),
            since=min(one for row in rows if (one := day(row, "from_on")) is not None),
            department=key[1],
            subjects=sorted({subject for row in rows for subject in subjects(row)}),
        )

    def _chairs(self) -> Iterator[Trace]:
        told = []
        for row in self.muster.rows:
            post, since = self.post_of[row.number], day(row, "from_on")
            if isinstance(post, PostHere) and kind_told(row) is PostKind.CHAIR and since:
                more = sorted(subjects(row) - post.subjects)
                told += [(row, self.posts[post.pk], [one], since) for one in more]
        made = put_in_charge([(post, more, since) for _row, post, more, since in told])
        for (row, *_told), portfolio in zip(told, made, strict=True):
            yield Trace(row.number, "organisations.portfolio", portfolio.pk)

    def register(self, *, by: Account, at: datetime) -> Iterator[Trace]:
        """The persons who are not there yet, each once."""
        rows: dict[Somebody, Row] = {}
        for row in self.muster.rows:
            rows.setdefault(self._somebody(row), row)
        known = [int(str(one[1])) for one in rows if one[0] == "person"]
        found = Person.objects.in_bulk(known)
        self.persons |= {("person", pk): one for pk, one in found.items()}
        new = {one: row for one, row in rows.items() if one[0] != "person"}
        made = register_all(
            [
                NewPerson(name(row), str(one[1]) if one[0] == "code" else "")
                for one, row in new.items()
            ],
            by=by,
            at=at,
        )
        self.persons |= zip(new, made, strict=True)
        self.new = {one.pk for one in made}
        for row, person in zip(new.values(), made, strict=True):
            yield Trace(row.number, PERSON, person.pk)

    def _somebody(self, row: Row) -> Somebody:
        return self.muster.person(row, self.whose[row.number])

    def reach(self, *, by: Account, at: datetime) -> Iterator[Trace]:
        """Their numbers, where the rows tell any; of who was there before, with what was kept."""
        contacts: dict[int, tuple[Row, Contact]] = {}
        for row in self.muster.rows:
            person = self.persons[self._somebody(row)]
            first, known = contacts.get(person.pk, (row, Contact(person)))
            phone = known.phone or text(row, "phone") or None
            id_number = known.id_number or text(row, "id_number") or None
            contacts[person.pk] = first, Contact(person, phone, id_number)
        told = {pk: pair for pk, pair in contacts.items() if pair[1].phone or pair[1].id_number}
        entered = change_contacts([contact for _row, contact in told.values()], by=by, at=at)
        for one in entered:
            if one.facts and one.person not in self.new:
                before = {name: list(kept) for name, kept in one.facts.items()}
                yield Trace(told[one.person][0].number, PERSON, one.person, before)

    def seat(self, *, by: Account, at: datetime) -> Iterator[Trace]:
        """Everybody who is not entered on the post for these days already."""
        seatings = {
            row.number: seating
            for row in self.muster.rows
            if not self._is_entered(row, seating := self._seating(row))
        }
        made = seat_all(list(seatings.values()), by=by, at=at)
        for number, tenure in zip(seatings, made, strict=True):
            yield Trace(number, "organisations.tenure", tenure.pk)

    def _seating(self, row: Row) -> Seating:
        post, since = self.post_of[row.number], day(row, "from_on")
        if since is None:  # the column is required: no such row is checked as right
            raise RuleBroken("cell.missing")
        return Seating(
            person=self.persons[self._somebody(row)],
            post=self.posts[post.pk if isinstance(post, PostHere) else post],
            from_on=since,
            until_on=day(row, "until_on"),
            manner=manner(row),
        )

    def _is_entered(self, row: Row, seating: Seating) -> bool:
        post = self.post_of[row.number]
        span = Span(seating.from_on, seating.until_on)
        new = Seated(seating.person.pk, span, seating.manner)
        return isinstance(post, PostHere) and is_entered(new, post.seated)
