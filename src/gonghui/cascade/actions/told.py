"""Telling those in an office what waits for them, in the transaction that has it happen."""

from datetime import datetime

from django.utils.timezone import localdate

from gonghui.access.permissions import Permission
from gonghui.access.queries import seated_at
from gonghui.notices.actions.notice import tell_each
from gonghui.notices.rules.notice import Message
from gonghui.people.models import Account


def tell_office(
    organisation_pk: int, permission: Permission, message: Message, *, but: Account, at: datetime
) -> None:
    """Everybody who sits there and may do it, but for who has just acted."""
    who = seated_at({organisation_pk}, permission, on=localdate(at))[organisation_pk]
    tell_each(((account, message) for account in who if account != but.pk), at=at)
