"""What happens here that others may act on."""

from django.dispatch import Signal

# Everything that law lets go of a person is removed now. Sent inside the transaction, before
# anything is gone, with ``person``, their ``numbers`` in plain text, and ``at``. Whoever keeps
# facts about them elsewhere, as in files, removes them too.
person_erased = Signal()
