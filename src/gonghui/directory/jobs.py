"""What the worker does for this room."""

from django_tasks import task

from gonghui.access.actions.alert import tell_of_broken_chain
from gonghui.audit.queries import fault_in_chain
from gonghui.foundation.clock import moment
from gonghui.foundation.models import Work


@task()
def read_chain_again(work_pk: int) -> None:
    """Read the whole record, telling how far; what was found stays with the work."""
    own = Work.objects.filter(pk=work_pk)

    def tell(read: int) -> None:
        own.update(done=read)

    fault = fault_in_chain(tell)
    if fault is not None:
        tell_of_broken_chain(fault[0], at=moment())
    own.update(
        done=own.get().total,
        result={"first_fault": fault[0] if fault else None},
        ended_at=moment(),
    )
