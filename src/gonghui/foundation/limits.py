"""How often one account or address may do what costs much."""

import logging
from time import time

from django.conf import settings
from django.core.cache import caches

logger = logging.getLogger("gonghui.limits")


def seconds_over(kind: str, who: str) -> int:
    """Count one more; in how many seconds the next is let through, 0 when this one is.

    ``settings.LIMITS`` says how many in how many seconds; a kind without a limit is always let
    through. Counted in the memory of each web process: counting must not cost what it guards.
    """
    if kind not in settings.LIMITS:
        return 0
    most, seconds = settings.LIMITS[kind]
    now = int(time())
    begun, counts = now // seconds, caches["limits"]
    key = f"{kind} {who} {begun}".replace(" ", "-")
    counts.add(key, 0, 2 * seconds)
    count = counts.incr(key)
    if count <= most:
        return 0
    if count == most + 1:  # once a time, or the log would be what fills up
        logger.warning("limit of %s reached by %s", kind, who)
    return int((begun + 1) * seconds - now)
