"""What is typed to sign in, and which passwords are taken."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
    password_validators_help_texts,
)
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128
CODE_STAYS_USED = 120  # seconds; a code of the app is good for 90 at most
RULES = lazy(lambda: " ".join(password_validators_help_texts()), str)()


class SmallServerArgon2(Argon2PasswordHasher):
    """Argon2id for a server of 2 GB: 48 MiB and one thread a try, so that many can sign in at once.

    Source: OWASP Password Storage Cheat Sheet (46 MiB with one pass at least); quality.md S11.
    """

    time_cost = 3
    memory_cost = 48 * 1024
    parallelism = 1


class FitLength:
    """Long enough not to be guessed, short enough that hashing it does not wear the server out."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse fewer than 12 or more than 128 characters."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise ValidationError(self.get_help_text(), code="password_length")

    def get_help_text(self) -> str:
        """How long."""
        limits = {"least": SHORTEST_PASSWORD, "most": LONGEST_PASSWORD}
        return gettext("At least %(least)s characters, at most %(most)s.") % limits


class NotCommon(CommonPasswordValidator):
    """Django's list, our words."""

    def get_error_message(self) -> str:
        """Why it is refused."""
        return gettext("Too common: attackers try this one first.")

    def get_help_text(self) -> str:
        """What to keep away from."""
        return gettext("No common password.")


class NotLikeTheName(UserAttributeSimilarityValidator):
    """Django's comparison, our words."""

    def get_error_message(self) -> str:
        """Why it is refused."""
        return gettext("Too much like your sign-in name.")

    def get_help_text(self) -> str:
        """What to keep away from."""
        return gettext("Not like your sign-in name.")


def _quiet(*fields: forms.Field) -> None:
    """No placeholders; our word for an empty field."""
    for field in fields:
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Not filled in.")


def _old(field: forms.Field) -> None:
    field.help_text = ""
    field.widget.attrs["autocomplete"] = "current-password"


def _new(first: forms.Field, again: forms.Field) -> None:
    first.label, again.label = _("New password"), _("The same once more")
    first.help_text = RULES
    for field in (first, again):
        field.widget.attrs["autocomplete"] = "new-password"


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in name and password, in our words; how tries are counted is the adapter's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Sign-in name"), _("Password")
        _quiet(name, password)
        _old(password)
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The own password once more, before something dangerous."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label = _("Your password")
        _quiet(field)
        _old(field)


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        old, first, again = (self.fields[f] for f in ("oldpassword", "password1", "password2"))
        old.label = _("Password until now")
        _quiet(old, first, again)
        _old(old)
        _new(first, again)


class FirstPasswordForm(forms.Form):
    """Twice the password, where a one-time link led somebody."""

    password1 = forms.CharField(widget=forms.PasswordInput, strip=False)
    password2 = forms.CharField(widget=forms.PasswordInput, strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own arguments
        super().__init__(*args, **kwargs)
        first, again = self.fields["password1"], self.fields["password2"]
        _quiet(first, again)
        _new(first, again)

    def clean_password2(self) -> str:
        """Both alike."""
        again = str(self.cleaned_data["password2"])
        if again != self.cleaned_data.get("password1"):
            raise ValidationError(gettext("The two are not the same."))
        return again


def _code(field: forms.Field) -> None:
    field.label = pgettext_lazy("second factor", "Code")
    field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
    _quiet(field)


def _used_once(code: str, authenticator: Authenticator) -> str:
    """A code of the app opens once, even while it is still good (ASVS 6.5.1)."""
    if authenticator.type == Authenticator.Type.TOTP:
        digits = "".join(filter(str.isdigit, code))
        if not cache.add(f"people.code:{authenticator.user_id}:{digits}", 1, CODE_STAYS_USED):
            raise ValidationError(gettext("This code was used already; wait for the next one."))
    return code


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor at sign-in: a code of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])

    def clean_code(self) -> str:
        """Right, and not used before."""
        return _used_once(super().clean_code(), self.authenticator)


class CodeAgainForm(ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth has no types
    """A code instead of the password, before something dangerous."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])

    def clean_code(self) -> str:
        """Right, and not used before."""
        return _used_once(super().clean_code(), self.authenticator)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of the app, which proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's own arguments
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])
