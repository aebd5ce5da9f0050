"""How sign-in behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator, for a person in a post."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
