"""Links that still open, and sign-in names that are taken."""

import hashlib
from datetime import datetime

from gonghui.people.models import Account, SignInLink


def link_behind(token: str, *, at: datetime) -> SignInLink | None:
    """The link that bears this token, if it still opens: not used, not over, account open."""
    links = SignInLink.objects.filter(digest=digest_of(token), used_at=None, ends_at__gt=at)
    return links.filter(account__is_active=True).select_related("account__person").first()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_taken(username: str) -> bool:
    """Whether an account is called so, capitals or not."""
    return Account.objects.filter(username__iexact=username).exists()
