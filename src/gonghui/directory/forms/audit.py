"""What the record is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.directory.queries.audit import Wanted
from gonghui.directory.wording import DEEDS, deed_name
from gonghui.foundation.fields import DayField


class AuditFilter(forms.Form):
    """All optional; what cannot be read narrows nothing and says so."""

    q = forms.CharField(label=_("Who or what"), required=False, max_length=60)
    verb = forms.ChoiceField(label=_("Deed"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict is what Django takes
        verbs = self.fields["verb"]
        assert isinstance(verbs, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        verbs.choices = [("", _("All")), *((verb, deed_name(verb)) for verb in DEEDS)]

    def wanted(self) -> Wanted:
        """What was asked for, as far as it can be read."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            text=typed.get("q", ""),
            verb=typed.get("verb", ""),
            since=typed.get("since"),
            until=typed.get("until"),
        )
