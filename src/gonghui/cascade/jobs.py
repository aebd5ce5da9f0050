"""What the worker does for this room."""

from django_tasks import task

from gonghui.cascade.actions.delivery import deliver_next
from gonghui.cascade.models import Directive
from gonghui.foundation.clock import moment


@task()
def deliver(directive_pk: int) -> None:
    """Put a directive on the desks of all it is addressed to, a thousand at a time."""
    directive = Directive.objects.get(pk=directive_pk)
    while deliver_next(directive, at=moment()):
        pass
