"""What happens here that others may act on."""

from django.dispatch import Signal

# Letters wait for the worker; sent once they are written.
letters_wait = Signal()
