"""A filled workbook comes in, is read and checked, and is asked to be committed or taken back."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import rmtree

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from gonghui.audit.actions import Deed, record
from gonghui.documents.announcements import work_waits
from gonghui.documents.exports.workbook import Listing, write_xlsx
from gonghui.documents.imports.workbook import (
    MOST_TOLD,
    Reading,
    Sent,
    merged_faults,
    notes_of,
    raw_rows,
    read_file,
    rows_of,
    write_corrected,
)
from gonghui.documents.models import Import
from gonghui.documents.queries.batch import (
    Files,
    at_work,
    fault_line,
    fault_sentence,
    files_of,
    in_row_order,
    known_importer,
    personal_keys,
    row_line,
    told_refusal,
)
from gonghui.documents.rules.batch import WORKING, State, check_may_commit, check_may_undo
from gonghui.documents.rules.layout import REASONS
from gonghui.documents.rules.workbook import Fault, Row, Template
from gonghui.documents.sources import Importer
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

LARGEST = 20 * 1024 * 1024  # bytes of a file
Clock = Callable[[], datetime]
MOST_WAITING = 5  # files of one account that wait to be read
TELL_EVERY = 2_000  # rows


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sends it."""

    name: str
    chunks: Iterable[bytes]
    language: str = "zh-hans"


def take_in(
    upload: Upload, importer: Importer, seat: Organisation, *, by: Account, at: datetime
) -> Import:
    """Keep a file and have the worker read it; it is not opened here.

    Raises:
        RuleBroken: ``file.too_big``, ``file.empty`` or ``import.too_many``.
    """
    waiting = Import.objects.filter(owner=by, state=State.READING.value).count()
    if waiting >= MOST_WAITING:
        raise RuleBroken("import.too_many", count=waiting)
    name = PurePosixPath(tidy(upload.name).replace("\\", "/")).name[-200:] or "?"
    batch = Import(
        kind=importer.kind, organisation=seat, owner=by, file_name=name, language=upload.language,
        sent_at=at, beat_at=at,
    )  # fmt: skip
    files = files_of(batch)
    try:
        batch.size, batch.digest = _keep(upload.chunks, files)
        with transaction.atomic():
            batch.save()
            facts = {"kind": batch.kind, "digest": batch.digest}
            record(Deed("import.taken_in", batch, seat.pk, facts), by=by, at=at)
            _announce(batch)
            transaction.on_commit(partial(_drop_corrected_before, batch), robust=True)
    except BaseException:
        rmtree(files.folder, ignore_errors=True)
        raise
    return batch


def _drop_corrected_before(batch: Import) -> None:
    """Of files with facts of persons no corrected copy stays once the next one was sent."""
    before = Import.objects.filter(
        kind=batch.kind, organisation=batch.organisation_id, owner=batch.owner_id
    )
    for one in before.filter(pk__lt=batch.pk, faults__gt=0, emptied_at=None):
        files = files_of(one)
        if not files.sent.exists():
            files.corrected.unlink(missing_ok=True)


def _keep(chunks: Iterable[bytes], files: Files) -> tuple[int, str]:
    """Write a file through to the disk; its size and digest."""
    files.folder.mkdir(parents=True, mode=0o700)
    size, digest = 0, sha256()
    with files.sent.open("wb") as kept:
        for chunk in chunks:
            size += len(chunk)
            _check_size(size)
            digest.update(chunk)
            kept.write(chunk)
        _through(kept.fileno())
    if not size:
        raise RuleBroken("file.empty")
    return size, digest.hexdigest()


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise RuleBroken("file.too_big")


def _through(descriptor: int) -> None:
    os.fsync(descriptor)


def _write_lines(files: Files, path: Path, lines: Iterable[str]) -> None:
    """Whole or not at all."""
    made = files.passing()
    with made.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        _through(file.fileno())
    made.replace(path)


def _announce(batch: Import) -> None:
    transaction.on_commit(partial(work_waits.send, sender=Import, import_pk=batch.pk))


def read_and_check(batch: Import, *, on: date, clock: Clock) -> None:
    """What the worker does with a file that came in: read it, check it, keep what is wrong."""
    own = Import.objects.filter(pk=batch.pk, state=State.READING.value)
    raw, is_personal = files_of(batch).passing(), False
    try:
        with override(batch.language):
            found, is_personal = _check(batch, known_importer(batch.kind), raw, on=on, clock=clock)
    except RuleBroken as refusal:
        found = {"state": State.FAILED.value, "refusal": told_refusal(refusal)}
    finally:
        raw.unlink(missing_ok=True)
    now = clock()
    own.update(checked_at=now, beat_at=now, **found)
    if is_personal:
        _let_go(files_of(batch))


def _let_go(files: Files) -> None:
    """What holds facts of persons in plain words goes, also what a worker left that was killed."""
    for path in (files.sent, *files.folder.glob("*.passing")):
        path.unlink(missing_ok=True)


def _check(
    batch: Import, importer: Importer, raw: Path, *, on: date, clock: Clock
) -> tuple[dict[str, object], bool]:
    """Read and check a file; what is then known of it, and whether it holds facts of persons."""
    files = files_of(batch)
    sent = Sent(files.sent, batch.file_name)
    template, reading = _opened(batch, importer, sent, raw)
    Import.objects.filter(pk=batch.pk).update(rows=reading.rows, beat_at=clock())
    rows, faults = _typed(batch, reading, template, clock=clock)
    # of a cell that could not be read nothing else is told; all the rest is told at once
    told = {(fault.row, fault.key) for fault in faults}
    checked = importer.check(rows, seat=batch.organisation, on=on)
    faults += [fault for fault in checked if (fault.row, fault.key) not in told]
    faults = list(in_row_order(faults, template))
    personal = personal_keys(template)
    _write_lines(files, files.rows, (row_line(row, personal) for row in rows))
    _write_lines(files, files.faults, map(fault_line, faults[:MOST_TOLD]))
    if faults:
        _send_back(sent, template, reading, faults[:MOST_TOLD], files.corrected)
    remarks = importer.remarks(rows, seat=batch.organisation)
    notes = [(note.code, dict(note.facts)) for note in notes_of(reading)]
    notes += [(remark.code, dict(remark.facts)) for remark in remarks]
    found: dict[str, object] = {
        "state": State.CHECKED.value, "rows": len(rows), "done": len(rows),
        "faults": len(faults), "notes": notes,
    }  # fmt: skip
    return found, any(row.cells.get(key) for row in rows for key in personal)


def _opened(batch: Import, importer: Importer, sent: Sent, raw: Path) -> tuple[Template, Reading]:
    """The file by the heads of its own language: not every template is filled in by its reader."""
    others = [code for code, _ in settings.LANGUAGES if code != batch.language]
    refusal = None
    for language in (batch.language, *others):
        with override(language):
            template = importer.template(batch.organisation)
        try:
            return template, read_file(sent, template, raw)
        except RuleBroken as no_heads:
            refusal = refusal or no_heads
            if no_heads.code != "file.no_heads":
                raise
    assert refusal is not None  # noqa: S101 -- there is at least one language
    raise refusal


def _typed(
    batch: Import, reading: Reading, template: Template, *, clock: Clock
) -> tuple[list[Row], list[Fault]]:
    """The rows as values, telling the page how far."""
    rows, faults = [], merged_faults(reading)
    own = Import.objects.filter(pk=batch.pk)
    for row, wrong in rows_of(reading, template):
        rows.append(row)
        faults += wrong
        if len(rows) % TELL_EVERY == 0:
            own.update(done=len(rows), beat_at=clock())
    return rows, faults


def _send_back(
    sent: Sent, template: Template, reading: Reading, faults: Sequence[Fault], into: Path
) -> None:
    """The file with what is wrong written into it; of one too big for that, only the wrong rows."""
    told = [(fault, fault_sentence(fault, template)) for fault in faults]
    try:
        write_corrected(sent, template, reading, told, into)
    except RuleBroken:
        by_row: dict[int, list[str]] = {}
        for fault, sentence in told:
            by_row.setdefault(fault.row, []).append(sentence)
        into.write_bytes(
            write_xlsx(
                Listing(
                    title=template.title,
                    head=[*(column.title for column in template.columns), REASONS],
                    rows=[
                        [*("" if value is None else str(value) for value in values),
                         "；".join(by_row[number])]
                        for number, values in raw_rows(reading, list(by_row))
                    ],
                )
            )
        )  # fmt: skip


@transaction.atomic
def ask_to_commit(batch: Import, *, by: Account, at: datetime) -> None:
    """Have the worker take the rows in.

    Raises:
        RuleBroken: ``import.has_faults``, ``import.not_now``, ``import.over`` or
            ``import.another_runs``.
    """
    own = _kept(batch)
    check_may_commit(State(own.state), faults=own.faults, undone=own.undone)
    deed = Deed("import.commit_asked", own, own.organisation_id, {"batch": own.pk})
    _start(own, State.COMMITTING, deed, by=by, at=at)


@transaction.atomic
def ask_to_undo(batch: Import, *, by: Account, at: datetime) -> None:
    """Have the worker take back what is in, the newest first.

    Raises:
        RuleBroken: ``import.not_now``, ``import.over`` or ``import.another_runs``.
    """
    own = _kept(batch)
    check_may_undo(State(own.state))
    deed = Deed("import.undo_asked", own, own.organisation_id, {"batch": own.pk})
    _start(own, State.UNDOING, deed, by=by, at=at)


@transaction.atomic
def ask_to_stop(batch: Import, *, by: Account, at: datetime) -> None:
    """Have the worker stop after the step it is at; what is in stays in.

    Raises:
        RuleBroken: ``import.not_now``.
    """
    own = _locked(batch)
    if State(own.state) not in (State.COMMITTING, State.UNDOING):
        raise RuleBroken("import.not_now")
    own.stop_asked = True
    own.save(update_fields=["stop_asked", "changed_at"])
    record(Deed("import.stop_asked", own, own.organisation_id, {"batch": own.pk}), by=by, at=at)


@transaction.atomic
def go_on(batch: Import, *, at: datetime) -> None:
    """Call the worker again, for a batch whose worker is gone; each step still happens once.

    Raises:
        RuleBroken: ``import.not_now``.
    """
    own = _locked(batch)
    if State(own.state) not in WORKING:
        raise RuleBroken("import.not_now")
    own.beat_at = at
    own.save(update_fields=["beat_at", "changed_at"])
    _announce(own)


def take_up_again(*, at: datetime) -> int:
    """Call the worker for all it was at when it ended; how much that was.

    Should another worker be at one of them, they take turns: each step happens once.
    """
    left = list(at_work())
    for batch in left:
        go_on(batch, at=at)
    return len(left)


def _locked(batch: Import) -> Import:
    return Import.objects.select_for_update(of=["self"]).get(pk=batch.pk)


def _kept(batch: Import) -> Import:
    """Locked; one whose time was over has neither its file nor its way back."""
    own = _locked(batch)
    if own.emptied_at is not None:
        raise RuleBroken("import.over")
    return own


def _start(own: Import, state: State, deed: Deed, *, by: Account, at: datetime) -> None:
    """One batch of an organisation at a time."""
    busy = Import.objects.filter(
        organisation=own.organisation_id,
        state__in=[State.COMMITTING.value, State.UNDOING.value],
    )
    other = busy.exclude(pk=own.pk).first()
    if other is not None:
        raise RuleBroken("import.another_runs", name=other.file_name)
    own.state, own.asked_by, own.stop_asked = state.value, by, False
    own.refusal, own.beat_at = {}, at
    own.save(update_fields=["state", "asked_by", "stop_asked", "refusal", "beat_at", "changed_at"])
    record(deed, by=by, at=at)
    _announce(own)
