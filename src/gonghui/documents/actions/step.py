"""The worker's steps: each commits some rows, or takes some back, together with how far it is.

A step is one short transaction, so that filing goes on meanwhile. It reads how far the batch is
from the database and moves it on in the same transaction: a worker killed at any moment loses the
step it was at and nothing else, and two workers at one batch never do a row twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter

from django.db import transaction

from gonghui.audit.actions import Deed, record
from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import known_importer, rows_of, told_refusal
from gonghui.documents.rules.batch import FIRST_STEP, State, next_step
from gonghui.documents.rules.workbook import Row
from gonghui.documents.sources import Importer, Trace
from gonghui.foundation.errors import RuleBroken

BATCH_SIZE = 500
Clock = Callable[[], datetime]


def commit_rows(batch: Import, *, on: date, clock: Clock) -> None:
    """Take in the rows that are not in yet, step by step, until done, stopped or refused."""
    try:
        waves = _Waves.of(batch)
    except RuleBroken as refusal:
        _refuse_commit(batch, told_refusal(refusal), at=clock())
        return
    size = FIRST_STEP
    while size:
        try:
            taken, seconds = _commit_step(batch, waves, size, on=on, at=clock())
        except RuleBroken as refusal:
            if size == 1:
                row = waves.after(Import.objects.get(pk=batch.pk).committed, 1)[0].number
                _refuse_commit(batch, {**told_refusal(refusal), "row": row}, at=clock())
                return
            size = 1  # row by row, until it is known which one is refused
        else:
            size = next_step(taken, seconds) if taken else 0


@dataclass(frozen=True, slots=True)
class _Waves:
    """The rows in the order they go in, and where each wave ends."""

    importer: Importer
    rows: Sequence[Row]
    ends: Sequence[int]

    @classmethod
    def of(cls, batch: Import) -> "_Waves":
        importer = known_importer(batch.kind)
        waves = importer.ordered(rows_of(batch, importer.template(batch.organisation)))
        rows = [row for wave in waves for row in wave]
        ends, end = [], 0
        for wave in waves:
            end += len(wave)
            ends.append(end)
        return cls(importer, rows, ends)

    def after(self, done: int, size: int) -> Sequence[Row]:
        """The next rows, none beyond the end of their wave."""
        end = next((end for end in self.ends if end > done), done)
        return self.rows[done : min(done + size, end)]


@transaction.atomic
def _commit_step(
    batch: Import, waves: _Waves, size: int, *, on: date, at: datetime
) -> tuple[int, float]:
    """Take in the next rows; how many, 0 when there is nothing more to do, and in what time.

    The time is what others waited for: from where the writer is ours.
    """
    started = perf_counter()
    own = _held(batch, State.COMMITTING)
    if own is None:
        return 0, 0.0
    rows = waves.after(own.committed, size)
    if own.stop_asked or not rows:
        _end(own, State.STOPPED if rows else State.DONE, at=at)
        return 0, 0.0
    by = own.asked_by or own.owner
    traces = waves.importer.commit(rows, seat=own.organisation, on=on, by=by, at=at)
    own.step += 1
    own.committed += len(rows)
    own.beat_at = at
    _keep(own, traces)
    own.save(update_fields=["step", "committed", "beat_at", "changed_at"])
    numbers = [row.number for row in rows]
    facts = {
        "batch": own.pk,
        "rows": len(rows),
        "first_row": min(numbers),
        "last_row": max(numbers),
    }
    record(Deed("import.committed", own, own.organisation_id, facts), by=by, at=at)
    if own.committed == len(waves.rows):
        _end(own, State.DONE, at=at)
    return len(rows), perf_counter() - started


def _keep(own: Import, traces: Sequence[Trace]) -> None:
    ImportTrace.objects.bulk_create(
        (
            ImportTrace(
                batch=own,
                step=own.step,
                row=trace.row,
                model_label=trace.model_label,
                record_pk=trace.pk,
                before=None if trace.before is None else dict(trace.before),
            )
            for trace in traces
        ),
        batch_size=BATCH_SIZE,
    )


def undo_rows(batch: Import, *, clock: Clock) -> None:
    """Take back step by step, the newest first, until nothing is left, stopped or refused."""
    try:
        importer = known_importer(batch.kind)
        while _undo_step(batch, importer, at=clock()):
            pass
    except RuleBroken as refusal:
        _refuse_undo(batch, refusal, at=clock())


@transaction.atomic
def _undo_step(batch: Import, importer: Importer, *, at: datetime) -> bool:
    """Take back what one step made; whether there is more."""
    own = _held(batch, State.UNDOING)
    if own is None:
        return False
    left = ImportTrace.objects.filter(batch=own, undone=False)
    newest = left.order_by("-step").values_list("step", flat=True).first()
    if own.stop_asked or newest is None:
        _end(own, State.STOPPED if newest is not None else State.UNDONE, at=at)
        return False
    by = own.asked_by or own.owner
    kept = list(left.filter(step=newest).order_by("-pk"))
    told = [Trace(one.row, one.model_label, one.record_pk, one.before) for one in kept]
    importer.undo(told, by=by, at=at)
    left.filter(step=newest).update(undone=True)
    rows = len({trace.row for trace in told})
    own.undone = min(own.undone + rows, own.committed)
    own.beat_at = at
    own.save(update_fields=["undone", "beat_at", "changed_at"])
    facts = {"batch": own.pk, "rows": rows}
    record(Deed("import.undone", own, own.organisation_id, facts), by=by, at=at)
    return True


def _held(batch: Import, state: State) -> Import | None:
    """The batch, held until the step is through; ``None`` when it is no longer at that."""
    return (
        Import.objects.select_for_update(of=["self"])
        .select_related("organisation", "owner__person", "asked_by__person")
        .filter(pk=batch.pk, state=state.value)
        .first()
    )


def _end(own: Import, state: State, *, at: datetime) -> None:
    own.state, own.beat_at = state.value, at
    if state is State.DONE:
        own.committed_at = at
    if state is State.UNDONE:
        own.undone, own.undone_at = own.committed, at
    own.save(
        update_fields=["state", "undone", "committed_at", "undone_at", "beat_at", "changed_at"]
    )


def _refuse_commit(batch: Import, told: Mapping[str, object], *, at: datetime) -> None:
    """What is in stays in; where nothing is, the batch is checked as before. It says why."""
    own = Import.objects.filter(pk=batch.pk, state=State.COMMITTING.value)
    own.filter(committed=0).update(state=State.CHECKED.value, refusal=told, beat_at=at)
    own.update(state=State.STOPPED.value, refusal=told, beat_at=at)


def _refuse_undo(batch: Import, refusal: RuleBroken, *, at: datetime) -> None:
    """What is taken back stays so; where nothing is, the batch is done as before. It says why."""
    own = Import.objects.filter(pk=batch.pk, state=State.UNDOING.value)
    told = told_refusal(refusal)
    whole = own.filter(undone=0, committed_at__isnull=False)
    whole.update(state=State.DONE.value, refusal=told, beat_at=at)
    own.update(state=State.STOPPED.value, refusal=told, beat_at=at)
