"""Removing what filled workbooks still hold of a person who was erased."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from shutil import rmtree

from django.db import transaction
from django.db.models import Model

from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import at_work, files_of
from gonghui.foundation.errors import RuleBroken


@transaction.atomic
def forget(subject: Model, *, texts: Collection[str], at: datetime) -> int:
    """Remove the files of workbooks that brought a record, or hold one of these texts; how many.

    What such a workbook had changed of the record is forgotten too. It is not taken in or back any
    more, as one whose time is over. The files go when the transaction commits.

    Raises:
        RuleBroken: ``import.holds_person``: a worker is at such a workbook just now.
    """
    traces = ImportTrace.objects.filter(model_label=subject._meta.label_lower, record_pk=subject.pk)
    brought = set(traces.values_list("batch", flat=True))
    holding = [one for one in Import.objects.all() if one.pk in brought or _holds(one, texts)]
    busy = set(at_work().values_list("pk", flat=True))
    for batch in holding:
        if batch.pk in busy:
            raise RuleBroken("import.holds_person", name=batch.file_name)
    traces.update(before=None, undone=True)
    Import.objects.filter(pk__in=[one.pk for one in holding]).update(emptied_at=at)
    for batch in holding:
        transaction.on_commit(partial(rmtree, files_of(batch).folder, ignore_errors=True))
    return len(holding)


def _holds(batch: Import, texts: Collection[str]) -> bool:
    """Whether any of the texts stands in what was read of its file."""
    rows = files_of(batch).rows
    if not texts or not rows.exists():
        return False
    with rows.open(encoding="utf-8") as lines:
        return any(text in line for line in lines for text in texts)
