"""Entering an outside body."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OutsideBodyForm(forms.Form):
    """A party committee, a congress, a school, a hotel: people hold posts there."""

    name = forms.CharField(
        label=_("Name of the body"),
        max_length=120,
        help_text=_("The full name, as on the plate at its door."),
    )
    english_name = forms.CharField(label=_("English name"), max_length=160, required=False)
