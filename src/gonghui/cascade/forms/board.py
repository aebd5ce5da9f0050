"""What a board is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BoardFilter(forms.Form):
    """Whose name, and how they stand. All optional; what cannot be read narrows nothing."""

    q = forms.CharField(label=_("Organisation"), required=False, max_length=60)
    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[
            ("", _("All")),
            ("late", _("Late")),
            ("open", _("Not answered")),
            ("review", _("Waiting for acceptance")),
            ("accepted", _("Accepted")),
        ],
    )

    def asked_for(self) -> tuple[str, str]:
        """The text and the standing, empty where nothing or nonsense was asked."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("standing", "")
