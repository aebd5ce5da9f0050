"""How sign-in behaves here: nobody signs up by themselves, and refusals speak our words."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator, for a person in a post."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. An administrator can open it again."),
        "username_password_mismatch": _(
            "Sign-in name and password do not belong together. Check capitals and try again."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
