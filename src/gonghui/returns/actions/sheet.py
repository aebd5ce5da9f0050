"""One organisation's answers: save, file, take back; accept, send back.

Filing is the main walk of the house: lock the sheet, check it, write a version, move the
assignment, change every total above, record. All of it commits together.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Deed, record, record_all
from gonghui.cascade.actions.assignment import (
    accept_all,
    accept_assignment,
    file_assignment,
    send_back_assignment,
    start_work,
    withdraw_answer,
)
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import held
from gonghui.people.models import Account
from gonghui.returns.actions.rollup import apply
from gonghui.returns.models import Sheet, Version
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.sheet import draft_of
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.rollup import Difference, by_accepting, by_filing, tally
from gonghui.returns.rules.sheet import NOTE_LIMIT, Answers, VersionState, digest_of

CELL_LIMIT = 60  # a cell keeps what was typed, a pasted page is not a figure


def locked(sheet: Sheet) -> Sheet:
    """The sheet as it is now, held until the transaction ends."""
    return (
        held(Sheet.objects.filter(pk=sheet.pk))
        .select_related("round__form", "organisation", "rollup", "assignment", "counted__before")
        .defer("rollup__filed", "rollup__accepted", "rollup__matched", "rollup__levels")
        .get(pk=sheet.pk)
    )


def _assignment_of(sheet: Sheet) -> Assignment:
    """The share of the ask this sheet answers.

    Raises:
        RuleBroken: ``round.closed``; ``sheet.not_asked_yet`` while the superior has not handed the
            ask on.
    """
    if sheet.round.closed_at is not None:
        raise RuleBroken("round.closed", title=sheet.round.title)
    if sheet.assignment is None:
        raise RuleBroken("sheet.not_asked_yet", organisation=sheet.organisation.name)
    return sheet.assignment


@transaction.atomic
def save_draft(
    sheet: Sheet,
    *,
    values: Mapping[str, str],
    notes: Mapping[str, str],
    version: int,
    by: Account,
    at: datetime,
) -> Sheet:
    """Keep what was typed, word for word, right or wrong; not recorded, a draft is nobody's figure.

    ``version`` is the edition the person began with.

    Raises:
        RuleBroken: ``sheet.changed_meanwhile`` when somebody else saved since;
            ``sheet.not_open`` when it has been filed; ``sheet.not_asked_yet``, ``round.closed``.
    """
    sheet = locked(sheet)
    assignment = _assignment_of(sheet)
    if State(assignment.state) not in OPEN:
        raise RuleBroken("sheet.not_open")
    if version != sheet.edition:
        raise RuleBroken("sheet.changed_meanwhile")
    codes = {line.code for line in blank_of(sheet.round.form).asked_of(sheet.level)}
    sheet.typed = {code: tidy(text)[:CELL_LIMIT] for code, text in values.items() if code in codes}
    sheet.notes = {
        code: tidy(text)[:NOTE_LIMIT]
        for code, text in notes.items()
        if code in codes | {""} and text.strip()
    }
    sheet.edition += 1
    sheet.saved_at = at
    sheet.save(update_fields=["typed", "notes", "edition", "saved_at", "changed_at"])
    start_work(assignment, by=by, at=at)
    return sheet


@transaction.atomic
def file_sheet(sheet: Sheet, *, by: Account, at: datetime) -> Version:
    """File a sheet as saved: it counts in every total above when this commits.

    Raises:
        RuleBroken: ``sheet.not_ready`` with how many findings are open; ``sheet.not_asked_yet``,
            ``round.closed``, ``assignment.move_not_allowed``.
    """
    sheet = locked(sheet)
    assignment = _assignment_of(sheet)
    draft = draft_of(sheet)
    if draft.open:
        raise RuleBroken("sheet.not_ready", count=len(draft.open))
    file_assignment(assignment, by=by, at=at)
    version = new_version(sheet, draft.answers, by=by, at=at)
    version.before = draft.earlier
    version.save()
    sheet.counted, sheet.remarks = version, {}
    sheet.save(update_fields=["counted", "remarks", "changed_at"])
    apply([(sheet.rollup, filed_difference(version, draft.blank))])
    record(filed_deed(sheet, version), by=by, at=at)
    return version


def new_version(
    sheet: Sheet, answers: Answers, *, by: Account, at: datetime, number: int | None = None
) -> Version:
    """The next version of a sheet, not saved yet; ``number`` spares the look for the last one."""
    if number is None:
        number = sheet.versions.count() + 1
    values, notes = dict(answers.values), dict(answers.notes)
    return Version(
        sheet=sheet,
        number=number,
        values=values,
        notes=notes,
        digest=digest_of(number, values, notes),
        state=VersionState.FILED.value,
        filed_at=at,
        filed_by=by,
    )


def filed_difference(version: Version, blank: Blank) -> Difference:
    """What a version adds to every total above, beside what was filed last year."""
    before = tally(version.before.values, blank) if version.before is not None else None
    return by_filing(tally(version.values, blank), before)


def filed_deed(sheet: Sheet, version: Version) -> Deed:
    """What the record keeps of a filing: enough to prove which version it was."""
    facts = {"version": version.number, "digest": version.digest}
    return Deed("sheet.filed", sheet, sheet.organisation_id, facts)


def _counted(sheet: Sheet) -> Version:
    """The version in the totals.

    Raises:
        RuleBroken: ``sheet.nothing_filed``.
    """
    if sheet.counted is None:
        raise RuleBroken("sheet.nothing_filed", organisation=sheet.organisation.name)
    return sheet.counted


@transaction.atomic
def accept_sheet(sheet: Sheet, *, by: Account, at: datetime) -> Version:
    """The direct superior accepts what was filed; it now counts as accepted at every level too.

    Raises:
        RuleBroken: ``sheet.nothing_filed``, ``round.closed``, ``assignment.move_not_allowed``.
    """
    sheet = locked(sheet)
    assignment = _assignment_of(sheet)
    version = _counted(sheet)
    accept_assignment(assignment, by=by, at=at)
    _mark_accepted([version], by=by, at=at)
    given = tally(version.values, blank_of(sheet.round.form))
    apply([(sheet.rollup, by_accepting(given))])
    record(_accepted_deed(sheet, version), by=by, at=at)
    return version


def _mark_accepted(versions: Sequence[Version], *, by: Account, at: datetime) -> None:
    for version in versions:
        version.state = VersionState.ACCEPTED.value
        version.accepted_at, version.accepted_by = at, by
    Version.objects.filter(pk__in=[version.pk for version in versions]).update(
        state=VersionState.ACCEPTED.value, accepted_at=at, accepted_by=by
    )


def _accepted_deed(sheet: Sheet, version: Version) -> Deed:
    return Deed("sheet.accepted", sheet, sheet.organisation_id, {"version": version.number})


@transaction.atomic
def accept_sheets(sheets: Sequence[Sheet], *, by: Account, at: datetime) -> int:
    """Accept several at once, of one round; those not waiting any more are left out; how many.

    Raises:
        RuleBroken: ``sheet.none_chosen``, ``round.closed``.
    """
    waiting = Sheet.objects.filter(
        pk__in=[sheet.pk for sheet in sheets],
        assignment__state=State.FILED.value,
        counted__isnull=False,
    )
    chosen = list(
        held(waiting)
        .select_related("round__form", "organisation", "rollup", "assignment", "counted")
        .order_by("pk")
    )
    if not chosen:
        raise RuleBroken("sheet.none_chosen")
    accept_all([_assignment_of(sheet) for sheet in chosen], by=by, at=at)
    pairs = [(sheet, _counted(sheet)) for sheet in chosen]
    _mark_accepted([version for _, version in pairs], by=by, at=at)
    blank = blank_of(chosen[0].round.form)
    apply([(sheet.rollup, by_accepting(tally(version.values, blank))) for sheet, version in pairs])
    record_all([_accepted_deed(sheet, version) for sheet, version in pairs], by=by, at=at)
    return len(pairs)


@transaction.atomic
def send_back_sheet(
    sheet: Sheet,
    *,
    reason: str,
    by: Account,
    at: datetime,
    remarks: Mapping[str, str] | None = None,
) -> Version:
    """The direct superior sends a sheet back with a reason; it leaves every total above.

    ``remarks`` are about single figures, by code. The version stays in the history.

    Raises:
        RuleBroken: ``assignment.reason_missing``, ``sheet.nothing_filed``, ``round.closed``,
            ``assignment.move_not_allowed``, ``sheet.organisation_ended``.
    """
    sheet = locked(sheet)
    assignment = _assignment_of(sheet)
    version = _counted(sheet)
    if sheet.organisation.ended_on is not None:
        raise RuleBroken("sheet.organisation_ended", organisation=sheet.organisation.name)
    send_back_assignment(assignment, reason=tidy(reason), by=by, at=at)
    blank = blank_of(sheet.round.form)
    sheet.remarks = {
        code: tidy(text).strip()[:NOTE_LIMIT]
        for code, text in (remarks or {}).items()
        if code in blank.line and text.strip()
    }
    _take_out(sheet, version, VersionState.SENT_BACK, blank)
    facts = {"version": version.number, "remarks": len(sheet.remarks)}
    record(Deed("sheet.sent_back", sheet, sheet.organisation_id, facts), by=by, at=at)
    return version


@transaction.atomic
def withdraw_sheet(sheet: Sheet, *, by: Account, at: datetime) -> Version:
    """The organisation takes its own sheet back before it is accepted; it leaves every total.

    Raises:
        RuleBroken: ``sheet.nothing_filed``, ``round.closed``, ``assignment.move_not_allowed``.
    """
    sheet = locked(sheet)
    assignment = _assignment_of(sheet)
    version = _counted(sheet)
    withdraw_answer(assignment, by=by, at=at)
    _take_out(sheet, version, VersionState.WITHDRAWN, blank_of(sheet.round.form))
    facts = {"version": version.number}
    record(Deed("sheet.withdrawn", sheet, sheet.organisation_id, facts), by=by, at=at)
    return version


def _take_out(sheet: Sheet, version: Version, state: VersionState, blank: Blank) -> None:
    """A version that counted counts no more, in either total."""
    was_accepted = version.state == VersionState.ACCEPTED.value
    gone = filed_difference(version, blank)
    if was_accepted:
        gone += by_accepting(tally(version.values, blank))
    version.state = state.value
    version.accepted_at, version.accepted_by = None, None
    version.save(update_fields=["state", "accepted_at", "accepted_by"])
    sheet.counted = None
    sheet.save(update_fields=["counted", "remarks", "changed_at"])
    apply([(sheet.rollup, -gone)])
