"""The words and the pictures of a bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.bulletins.rules.publishing import LONGEST_TITLE


class BulletinForm(forms.Form):
    """Title and text."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Give the bulletin a title.")},
    )
    body = forms.CharField(
        label=_("Text"),
        help_text=_("A new line begins a new paragraph."),
        max_length=200_000,
        error_messages={"required": _("The bulletin has no text yet.")},
        widget=forms.Textarea(attrs={"rows": 22, "lang": "zh-CN"}),
    )


class PictureForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "JPEG, PNG or WebP, at most 8 MB. Where and with what it was taken is removed."
        ),
        error_messages={
            "required": _("No picture is chosen yet."),
            "empty": _("The file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    caption = forms.CharField(
        label=_("What it shows"),
        help_text=_("A sentence; it stands below the picture and is read aloud."),
        max_length=200,
        error_messages={"required": _("It is not said yet what the picture shows.")},
    )
