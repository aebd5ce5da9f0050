"""What happens here that others may act on."""

from django.dispatch import Signal

# The whole record is to be read again; sent with ``work_pk`` once that is written.
check_asked = Signal()
