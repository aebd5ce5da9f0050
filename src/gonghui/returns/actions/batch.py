"""Filing many sheets at once: a workbook, an old system, a demonstration.

The same checks, versions, totals and record as one by one; only the trips to the database are
shared. It commits in small steps, so that people go on filing meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from gonghui.audit.actions import Deed, record_all
from gonghui.cascade.actions.assignment import accept_all, file_all
from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import held
from gonghui.people.models import Account
from gonghui.returns.actions.rollup import apply
from gonghui.returns.actions.sheet import filed_deed, filed_difference, new_version
from gonghui.returns.models import RollUp, Round, Sheet, Version
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.sheet import versions_a_year_before
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.rollup import Difference, by_accepting, tally
from gonghui.returns.rules.sheet import (
    Answers,
    Finding,
    VersionState,
    findings_of,
    still_open,
)

COUNTED = (VersionState.FILED.value, VersionState.ACCEPTED.value)  # at most one version of a sheet
STEP = 150  # sheets a commit: well below half a second (design.md, section 5)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one organisation gives.

    Attributes:
        values: Exact integers of the smallest unit, by code.
        notes: Reasons in words, by code.
    """

    organisation_id: int
    values: Mapping[str, int]
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was not filed: the findings still open, or the rule it broke."""

    organisation_id: int
    findings: Sequence[Finding] = ()
    refusal: RuleBroken | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch ended; what was refused changed nothing."""

    filed: int
    refused: Sequence[Refused]


def file_sheets(
    round: Round, answers: Sequence[Answer], *, by: Account, at: datetime, accepted: bool = False
) -> Batch:
    """File many sheets of one round; with ``accepted`` the same person accepts them at once.

    Each step commits by itself; an answer that is not ready is refused and the others are filed.
    """
    blank = blank_of(round.form)
    filed, refused = 0, []
    for start in range(0, len(answers), STEP):
        step = _Step(round, blank, accepted, by, at)
        refused += step.take(answers[start : start + STEP])
        filed += step.filed
    return Batch(filed, refused)


@dataclass(slots=True)
class _Step:
    """One commit of a batch."""

    round: Round
    blank: Blank
    accepted: bool
    by: Account
    at: datetime
    filed: int = 0

    @transaction.atomic
    def take(self, answers: Sequence[Answer]) -> list[Refused]:
        """File what is ready; what is not is handed back."""
        ids = [answer.organisation_id for answer in answers]
        sheets = {
            sheet.organisation_id: sheet
            for sheet in held(Sheet.objects.filter(round=self.round, organisation__in=ids))
            .select_related("organisation", "round", "rollup", "assignment")
            .order_by("pk")
        }
        before = versions_a_year_before(self.round, ids)
        ready, refused = [], []
        for answer in answers:
            sheet = sheets.pop(answer.organisation_id, None)
            earlier = before.get(answer.organisation_id)
            problem = self._problem(sheet, answer, earlier.values if earlier else {})
            if sheet is None or problem is not None:
                refused.append(problem or Refused(answer.organisation_id))
            else:
                ready.append((sheet, answer))
        if ready:
            self._file(ready, before)
        return refused

    def _problem(
        self, sheet: Sheet | None, answer: Answer, before: Mapping[str, int]
    ) -> Refused | None:
        pk = answer.organisation_id
        if sheet is None:
            return Refused(pk, refusal=RuleBroken("sheet.not_on_round"))
        if self.round.closed_at is not None:
            return Refused(pk, refusal=RuleBroken("round.closed", title=self.round.title))
        if sheet.assignment is None:
            name = sheet.organisation.name
            return Refused(pk, refusal=RuleBroken("sheet.not_asked_yet", organisation=name))
        if State(sheet.assignment.state) not in OPEN:
            return Refused(pk, refusal=RuleBroken("sheet.not_open"))
        given = Answers(answer.values, answer.notes)
        found = findings_of(given, before, level=sheet.level, blank=self.blank)
        left = still_open(found, answer.notes)
        return Refused(pk, findings=left) if left else None

    def _file(self, ready: Sequence[tuple[Sheet, Answer]], before: Mapping[int, Version]) -> None:
        numbers = _last_numbers([sheet for sheet, _ in ready])
        versions = [
            new_version(
                sheet,
                Answers(answer.values, answer.notes),
                by=self.by,
                at=self.at,
                number=numbers.get(sheet.pk, 0) + 1,
            )
            for sheet, answer in ready
        ]
        for version in versions:
            version.before = before.get(version.sheet.organisation_id)
        if self.accepted:
            for version in versions:
                version.state = VersionState.ACCEPTED.value
                version.accepted_at, version.accepted_by = self.at, self.by
        Version.objects.bulk_create(versions, batch_size=STEP)
        counted = Version.objects.filter(sheet=OuterRef("pk"), state__in=COUNTED)
        Sheet.objects.filter(pk__in=[sheet.pk for sheet, _ in ready]).update(
            counted=Subquery(counted.values("pk")[:1]), remarks={}, changed_at=self.at
        )
        self._move([sheet for sheet, _ in ready])
        apply(self._changes(versions))
        record_all(list(self._deeds(ready, versions)), by=self.by, at=self.at)
        self.filed = len(versions)

    def _move(self, sheets: Sequence[Sheet]) -> None:
        assignments = [sheet.assignment for sheet in sheets if sheet.assignment is not None]
        file_all(assignments, by=self.by, at=self.at)
        if self.accepted:
            accept_all(assignments, by=self.by, at=self.at)

    def _changes(self, versions: Sequence[Version]) -> Iterator[tuple[RollUp, Difference]]:
        for version in versions:
            difference = filed_difference(version, self.blank)
            if self.accepted:
                difference += by_accepting(tally(version.values, self.blank))
            yield version.sheet.rollup, difference

    def _deeds(
        self, ready: Sequence[tuple[Sheet, Answer]], versions: Sequence[Version]
    ) -> Iterator[Deed]:
        for (sheet, _), version in zip(ready, versions, strict=True):
            yield filed_deed(sheet, version)
            if self.accepted:
                facts = {"version": version.number}
                yield Deed("sheet.accepted", sheet, sheet.organisation_id, facts)


def _last_numbers(sheets: Sequence[Sheet]) -> dict[int, int]:
    rows = Version.objects.filter(sheet__in=sheets).values_list("sheet_id", "number")
    return dict(rows.order_by("number"))
