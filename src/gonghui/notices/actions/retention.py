"""Messages that are old go, read or not."""

from datetime import datetime

from django.db.models import QuerySet

from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import Sweep
from gonghui.notices.models import Delivery, Notice


def sweeps() -> list[Sweep]:
    """What was told so long ago that nobody looks for it."""
    return [
        Sweep("notices.messages", Retention.MESSAGE, _old_messages),
        Sweep("notices.letters", Retention.MESSAGE, _old_letters),
    ]


def _old_messages(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


def _old_letters(before: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(made_at__lt=before)
