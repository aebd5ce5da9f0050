"""Where and how somebody is written to."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """One's own address, and the language of letters."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of your office, if you have one. Leave it empty to get no e-mail."),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is no e-mail address. Write it like name@example.org.")},
    )
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)
