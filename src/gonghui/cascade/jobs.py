"""What the worker does for this room."""

from django_tasks import task

from gonghui.cascade.actions.delivery import deliver_all
from gonghui.cascade.models import Directive
from gonghui.foundation.clock import moment


@task()
def deliver(directive_pk: int) -> None:
    """Put a directive on the desks of all it is addressed to, a thousand at a time."""
    deliver_all(Directive.objects.get(pk=directive_pk), clock=moment)
