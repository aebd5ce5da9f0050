"""The question "why may or may not X do Y here"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.access.permissions import Permission
from gonghui.access.wording import PERMISSION_NAMES


class WhyForm(forms.Form):
    """Who, what, where."""

    who = forms.CharField(label=_("Sign-in name"), max_length=60)
    what = forms.ChoiceField(
        label=_("May do what"),
        choices=[(permission.value, PERMISSION_NAMES[permission]) for permission in Permission],
    )
    where = forms.CharField(
        label=_("At which organisation"), max_length=120, help_text=_("Name, short name or code")
    )
