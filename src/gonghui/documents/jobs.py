"""What the worker does for this room."""

from django_tasks import task

from gonghui.documents.actions.batch import read_and_check
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.models import Import
from gonghui.documents.rules.batch import WORKING, State
from gonghui.foundation.clock import moment, today


@task()
def go_on_with(import_pk: int) -> None:
    """Read, commit or take back, as the batch stands; called again it goes on where it was.

    What breaks it in an unforeseen way leaves it stopped, with a sentence, and the worker's log
    tells the rest. A worker that is killed leaves it as it was, to be called again.
    """
    batch = Import.objects.select_related("organisation").get(pk=import_pk)
    whole = False
    try:
        if batch.state == State.READING.value:
            read_and_check(batch, on=today(), clock=moment)
        elif batch.state == State.COMMITTING.value:
            commit_rows(batch, on=today(), clock=moment)
        elif batch.state == State.UNDOING.value:
            undo_rows(batch, clock=moment)
        whole = True
    finally:
        if not whole:
            _leave(batch)


def _leave(batch: Import) -> None:
    own = Import.objects.filter(pk=batch.pk, state__in=[state.value for state in WORKING])
    ended = State.FAILED if batch.state == State.READING.value else State.STOPPED
    told = {"code": "import.broke", "facts": {}}
    own.update(state=ended.value, refusal=told, beat_at=moment())
