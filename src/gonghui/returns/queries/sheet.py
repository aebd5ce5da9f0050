"""Sheets a person may see, and one sheet as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.cascade.rules.assignment import State
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.returns.models import Round, Sheet, Version
from gonghui.returns.queries.form import blank_of
from gonghui.returns.rules.figure import written
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Line
from gonghui.returns.rules.sheet import Answers, Finding, findings_of, read_typed, still_open
from gonghui.returns.sources import known_values

_SHOWN = ("round__form", "round__issuer", "organisation", "assignment__answers_to", "counted")


def sheets_where(user: Visitor, permission: Permission) -> QuerySet[Sheet]:
    """Sheets of organisations over which the person holds the permission."""
    return Sheet.objects.filter(
        organisation__in=organisations_where(user, permission)
    ).select_related(*_SHOWN)


def own_sheets_where(user: Visitor, permission: Permission) -> QuerySet[Sheet]:
    """Sheets of the organisations where the person sits, not of those below.

    An upper organisation never edits a lower one's figures. Source: Statistics Law, article 7.
    """
    return Sheet.objects.filter(organisation__in=seats(user, permission)).select_related(*_SHOWN)


def to_review_where(user: Visitor, permission: Permission) -> QuerySet[Sheet]:
    """Sheets answered to the organisations where the person sits: the direct superior reviews."""
    return Sheet.objects.filter(assignment__answers_to__in=seats(user, permission)).select_related(
        *_SHOWN
    )


def waiting_where(user: Visitor, permission: Permission) -> QuerySet[Sheet]:
    """Of these, the ones filed and not yet accepted, the oldest first."""
    waiting = to_review_where(user, permission).filter(assignment__state=State.FILED.value)
    return waiting.order_by("assignment__filed_at", "pk")


def stands_on(round: Round, organisation: Organisation) -> bool:
    """Whether an organisation has a sheet on a round."""
    return Sheet.objects.filter(round=round, organisation=organisation).exists()


def own_sheet_on(round: Round, organisation: Organisation) -> Sheet | None:
    """An organisation's own sheet on a round."""
    return Sheet.objects.filter(round=round, organisation=organisation).first()


def versions_of(sheet: Sheet) -> QuerySet[Version]:
    """Everything that was ever filed on a sheet, the newest first."""
    return sheet.versions.select_related("filed_by__person", "accepted_by__person").order_by(
        "-number"
    )


def values_a_year_before(
    round: Round,
    organisation_ids: Iterable[int],
) -> dict[int, dict[str, int]]:
    """What each organisation had filed for the same period last year; who had not is left out."""
    found = versions_a_year_before(round, organisation_ids)
    return {pk: version.values for pk, version in found.items()}


def versions_a_year_before(round: Round, organisation_ids: Iterable[int]) -> dict[int, Version]:
    """The version of the same period last year of each organisation that had filed then."""
    earlier = Period.parse(round.period).a_year_before.code
    versions = Version.objects.filter(
        pk__in=Sheet.objects.filter(
            round__form__code=round.form.code,
            round__issuer=round.issuer_id,
            round__period=earlier,
            organisation__in=list(organisation_ids),
        ).values("counted")
    )
    return {one.sheet.organisation_id: one for one in versions.select_related("sheet")}


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet being worked on, with everything the checks say.

    Attributes:
        lines: The lines this organisation is asked for.
        typed: The cells word for word.
        values: What could be read of them, with what the platform knows; exact integers.
        known: What the platform knows by itself; nobody types it.
        earlier: What it filed for the same period last year; ``None`` when nothing.
        open: The findings that keep it from being filed.
    """

    sheet: Sheet
    blank: Blank
    lines: tuple[Line, ...]
    typed: Mapping[str, str]
    notes: Mapping[str, str]
    values: Mapping[str, int]
    known: Mapping[str, int]
    earlier: Version | None
    findings: list[Finding]
    open: list[Finding]

    @property
    def before(self) -> Mapping[str, int]:
        """The figures of the same period last year; empty when nothing was filed."""
        return self.earlier.values if self.earlier is not None else {}

    @property
    def answers(self) -> Answers:
        """What would be filed."""
        kept = {code: note.strip() for code, note in self.notes.items() if note.strip()}
        return Answers(dict(self.values), kept)


def draft_of(
    sheet: Sheet, *, typed: Mapping[str, str] | None = None, notes: Mapping[str, str] | None = None
) -> Draft:
    """A sheet as saved, or with what was just typed; an untouched one shows what was last filed."""
    round_ = sheet.round
    blank = blank_of(round_.form)
    lines = blank.asked_of(sheet.level)
    pk = sheet.organisation_id
    typed = (sheet.typed or _last_filed(sheet, lines)) if typed is None else typed
    notes = sheet.notes if notes is None else notes
    codes = [line.code for line in lines if line.is_typed]
    known = known_values([pk], Period.parse(round_.period), codes)[pk]
    earlier = versions_a_year_before(round_, [pk]).get(pk)
    before = earlier.values if earlier is not None else {}
    asked = [line for line in lines if line.is_typed and line.code not in known]
    values, unreadable = read_typed(typed, asked)
    values |= known
    unread = {finding.line for finding in unreadable}
    findings = unreadable + [
        finding
        for finding in findings_of(Answers(values), before, level=sheet.level, blank=blank)
        if finding.line not in unread
    ]
    return Draft(
        sheet, blank, lines, typed, notes, values, known, earlier, findings,
        still_open(findings, notes),
    )  # fmt: skip


def _last_filed(sheet: Sheet, lines: Iterable[Line]) -> dict[str, str]:
    version = sheet.counted or sheet.versions.order_by("-number").first()
    if version is None:
        return {}
    return {
        line.code: written(version.values[line.code], line)
        for line in lines
        if line.code in version.values
    }
