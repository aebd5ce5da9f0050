"""The workbook of organisations: a tree typed or exported elsewhere becomes the register's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gonghui.access.permissions import Permission
from gonghui.directory.imports.columns import NOTES, WORKBOOKS_ARE_IN, organisation_columns
from gonghui.directory.queries.founding import known_below, register_beside
from gonghui.directory.rules.founding import FOUNDING, REGISTRATION, doubts_in, faults_in
from gonghui.directory.rules.roll import SUPERIORS, Roll, Standing, day, text, waves, whole
from gonghui.documents.rules.workbook import Fault, Row, Template, Value
from gonghui.documents.sources import Trace
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.ancestry import lock_trees_of
from gonghui.organisations.actions.founding import unfound_all
from gonghui.organisations.actions.intake import (
    Taken,
    complete_foundings,
    elect_all,
    register_all,
    take_back,
)
from gonghui.organisations.actions.registration import RegistrationFacts
from gonghui.organisations.actions.term import Election
from gonghui.organisations.actions.tree import Founding, found_all
from gonghui.organisations.models import Organisation, Registration, Term
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.people.models import Account

PREFILLED = 5000  # rows; a larger register is completed branch by branch
ORGANISATION, REGISTERED, TERM = (
    "organisations.organisation",
    "organisations.registration",
    "organisations.term",
)


@dataclass(frozen=True, slots=True)
class OrganisationsImporter:
    """Founds what is new and fills in what the register does not know yet.

    What stands is not renamed, moved or dissolved by a workbook: those are acts.
    """

    kind: str = "organisations"
    permission: Permission = Permission.ORGANISATION_MANAGE
    title: str | Promise = _("Organisations")

    def template(self, seat: Organisation) -> Template:
        """One row an organisation; superiors may stand anywhere in the file."""
        with override(WORKBOOKS_ARE_IN):
            return Template(
                kind=self.kind,
                version=1,
                title=str(self.title),
                columns=organisation_columns(),
                notes=[str(note) for note in NOTES],
                facts={"单位": seat.name},
            )

    def prefilled(self, seat: Organisation) -> Iterable[Mapping[str, Value]]:
        """All that stands below the seat, to be completed."""
        return known_below(seat, most=PREFILLED)

    def check(self, rows: Sequence[Row], *, seat: Organisation, on: date) -> Sequence[Fault]:
        """Everything wrong in the whole file."""
        return faults_in(rows, register_beside(rows, seat), on=on)

    def remarks(self, rows: Sequence[Row], *, seat: Organisation) -> Sequence[Fault]:
        """Codes that are right in themselves but look strange."""
        return doubts_in(rows)

    def ordered(self, rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
        """Superiors before those below them."""
        return waves(rows)

    def commit(
        self, rows: Sequence[Row], *, seat: Organisation, on: date, by: Account, at: datetime
    ) -> Sequence[Trace]:
        """Found the new ones of these rows, then enter what is known of all of them."""
        lock_trees_of([seat])  # nobody moves a superior in these moments
        roll = Roll(rows, register_beside(rows, seat))
        new = [row for row in rows if roll.standing(row) is None]
        made = found_all(_foundings(new, roll), on=on, by=by, at=at)
        known = {row.number: one for row in rows if (one := roll.standing(row)) is not None}
        standing = Organisation.objects.in_bulk([one.pk for one in known.values()])
        whose = {row.number: one for row, one in zip(new, made, strict=True)}
        whose |= {number: standing[one.pk] for number, one in known.items()}
        old = [row for row in rows if row.number in known]
        return [
            *(Trace(row.number, ORGANISATION, whose[row.number].pk) for row in new),
            *_completed(old, whose, by=by, at=at),
            *_registered(rows, whose, by=by, at=at),
            *_elected([row for row in rows if _is_news(row, known)], whose, by=by, at=at),
        ]

    def undo(self, traces: Sequence[Trace], *, by: Account, at: datetime) -> None:
        """What is known first, then the organisations themselves."""
        for label, model in (
            (TERM, Term),
            (REGISTERED, Registration),
            (ORGANISATION, Organisation),
        ):
            own = [one for one in traces if one.model_label == label]
            made = [one.pk for one in own if one.before is None]
            changed = {one.pk: one.before for one in own if one.before is not None}
            if label == ORGANISATION:
                unfound_all(list(Organisation.objects.filter(pk__in=made)), by=by, at=at)
                made = []
            take_back(model, made, changed, by=by, at=at)


Whose = Mapping[int, Organisation]  # by the number of the row


def _foundings(new: Sequence[Row], roll: Roll) -> list[Founding]:
    """What is needed to found each, its superiors standing already."""
    above = {(row.number, key): _superior(row, key, roll) for row in new for key in SUPERIORS}
    standing = Organisation.objects.in_bulk({one.pk for one in above.values() if one is not None})
    of_row = {place: standing[one.pk] for place, one in above.items() if one is not None}
    codes = iter(_own_codes(len(new)))
    return [
        Founding(
            code=text(row, "code") or next(codes),
            name=text(row, "name"),
            kind=Kind(text(row, "kind")),
            parent=of_row.get((row.number, "superior")),
            industrial_parent=of_row.get((row.number, "industrial_superior")),
            short_name=text(row, "short_name"),
            division_code=text(row, "division_code"),
            order=whole(row, "order") or 0,
            founded_on=day(row, "founded_on"),
            approval_number=text(row, "approval_number"),
            status=Status(text(row, "status") or Status.STANDING.value),
        )
        for row in new
    ]


def _superior(row: Row, key: str, roll: Roll) -> Standing | None:
    """The one above, which an earlier wave brought or which stood before.

    Raises:
        RuleBroken: ``founding.superior_unknown`` and others, where it went since the check.
    """
    words = text(row, key)
    if not words:
        return None
    found = roll.meant(words)
    if isinstance(found, Row):
        raise RuleBroken("founding.superior_unknown", text=words)
    return found


def _own_codes(count: int) -> list[str]:
    """Codes for organisations that brought none; never one that was given before."""
    newest = Organisation.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return [f"U{newest + n:07d}" for n in range(1, count + 1)]


def _completed(old: Sequence[Row], whose: Whose, *, by: Account, at: datetime) -> Iterator[Trace]:
    known = [(whose[row.number], {key: row.cells.get(key) for key in FOUNDING}) for row in old]
    return _traces(complete_foundings(known, by=by, at=at), ORGANISATION, whose)


def _registered(rows: Sequence[Row], whose: Whose, *, by: Account, at: datetime) -> Iterator[Trace]:
    facts = [
        (whose[row.number], RegistrationFacts(**told)) for row in rows if (told := _told_of(row))
    ]
    return _traces(register_all(facts, by=by, at=at), REGISTERED, whose)


def _told_of(row: Row) -> dict[str, Any]:
    """Of the register's facts those the row tells; typed by the columns."""
    return {key: value for key in REGISTRATION if (value := row.cells.get(key)) is not None}


def _is_news(row: Row, known: Mapping[int, Standing]) -> bool:
    """Whether the row tells of an election that is not entered yet."""
    elected = day(row, "elected_on")
    standing = known.get(row.number)
    return elected is not None and (standing is None or elected not in dict(standing.terms))


def _elected(rows: Sequence[Row], whose: Whose, *, by: Account, at: datetime) -> Iterator[Trace]:
    elections = [
        (whose[row.number], Election(elected, int(text(row, "term_years"))))
        for row in rows
        if (elected := day(row, "elected_on")) is not None
    ]
    made = elect_all(elections, by=by, at=at)
    for row, term in zip(rows, made, strict=True):
        yield Trace(row.number, TERM, term.pk)


def _traces(taken: Sequence[Taken], label: str, whose: Whose) -> Iterator[Trace]:
    row_of = {one.pk: number for number, one in whose.items()}
    for one in taken:
        yield Trace(row_of[one.record.pk], label, one.record.pk, one.before)
