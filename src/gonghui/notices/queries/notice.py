"""What somebody was told."""

from django.db.models import QuerySet

from gonghui.notices.models import Notice
from gonghui.people.models import Account


def notices_of(account: Account) -> QuerySet[Notice]:
    """Everything an account was told and that is still kept, the newest first."""
    return Notice.objects.filter(account=account).order_by("-at", "-pk")


def unread_of(account: Account) -> QuerySet[Notice]:
    """What it has not read yet, the newest first."""
    return notices_of(account).filter(read_at=None)


def unread_count(account: Account) -> int:
    """How many messages wait to be read; one query, by an index of unread ones only."""
    return Notice.objects.filter(account=account, read_at=None).count()
