"""What the worker does for this room."""

from django.utils.timezone import now
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gonghui.notices.actions.delivery import send_due
from gonghui.notices.queries.delivery import next_at


@task()
def send_letters() -> None:
    """Send what waits, and come back when the next of it is to be tried again.

    By the real clock: a demonstration's server does not stand still.
    """
    send_due(clock=now)
    later = next_at()
    coming = DBTaskResult.objects.filter(
        task_path=send_letters.module_path, status=TaskResultStatus.READY
    )
    if later is not None and not coming.exists():
        send_letters.using(run_after=later).enqueue()
