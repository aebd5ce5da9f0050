"""Messages that are old go, read or not."""

from datetime import datetime

from django.db.models import QuerySet

from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import Sweep
from gonghui.notices.models import Notice


def sweeps() -> list[Sweep]:
    """What was told so long ago that nobody looks for it."""
    return [Sweep("notices.messages", Retention.MESSAGE, _old_messages)]


def _old_messages(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)
