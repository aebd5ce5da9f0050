"""What happens here that others may act on."""

from django.dispatch import Signal

# Some of those addressed wait for the worker; sent with ``directive_pk`` once that is written.
delivery_waits = Signal()
