"""What is typed to sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in name and password, in our words; how tries are counted is allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Sign-in name"), _("Password")
        password.help_text = ""
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Not filled in.")
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        if isinstance(password.widget, forms.PasswordInput):
            password.widget.attrs["autocomplete"] = "current-password"
