"""What happens here that others may act on."""

from django.dispatch import Signal

# A batch waits for the worker; sent with ``import_pk`` once that is written.
work_waits = Signal()
