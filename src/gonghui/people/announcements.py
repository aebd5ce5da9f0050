"""What happens here that others may act on."""

from django.dispatch import Signal

# Everything that law lets go of a person is removed now. Sent inside the transaction, before
# anything is gone, with ``person``, their ``numbers`` in plain text, and ``at``. Whoever keeps
# facts about them elsewhere, as in files, removes them too.
person_erased = Signal()

# Somebody has the answer to what they asked about their own data; sent with ``request`` and ``at``.
request_answered = Signal()
# How somebody signs in was changed; sent with ``account``, ``what`` (a code of NOTICES in wording),
# ``by`` (who did it) and ``at``, in the transaction where there is one.
sign_in_changed = Signal()
