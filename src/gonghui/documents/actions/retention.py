"""What goes of a workbook that was sent in when its time is over."""

from datetime import datetime
from shutil import rmtree

from django.db.models import Exists, OuterRef, QuerySet

from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import files_of
from gonghui.documents.rules.batch import WORKING
from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import Sweep


def sweeps() -> list[Sweep]:
    """The file first, with the way back; then what each row held before; much later the rest."""
    return [
        Sweep("documents.workbooks", Retention.WORKBOOK, _with_files, _empty),
        Sweep("documents.traces", Retention.WORKBOOK, _no_way_back),
        Sweep("documents.imports", Retention.IMPORT, _empty_ones),
    ]


def _ended(before: datetime) -> QuerySet[Import]:
    working = [state.value for state in WORKING]
    return Import.objects.exclude(state__in=working).filter(beat_at__lt=before)


def _with_files(before: datetime) -> QuerySet[Import]:
    return _ended(before).filter(emptied_at=None)


def _empty(batches: QuerySet[Import], at: datetime) -> None:
    """From here on it is not taken in or back any more: half of it could not be."""
    for batch in batches:
        rmtree(files_of(batch).folder, ignore_errors=True)
    batches.update(emptied_at=at)


def _no_way_back(before: datetime) -> QuerySet[ImportTrace]:
    return ImportTrace.objects.filter(batch__beat_at__lt=before, batch__emptied_at__isnull=False)


def _empty_ones(before: datetime) -> QuerySet[Import]:
    traces = ImportTrace.objects.filter(batch=OuterRef("pk"))
    return _ended(before).filter(~Exists(traces), emptied_at__isnull=False)
