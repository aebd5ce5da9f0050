"""Sending a filled workbook in."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.documents.actions.batch import LARGEST
from gonghui.organisations.models import Organisation


class SendForm(forms.Form):
    """The file, and for which organisation where the person sits at several."""

    seat = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    file = forms.FileField(
        label=_("Filled workbook"),
        help_text=_("One .xlsx or .csv, at most 20 MB. Nothing goes in before you have seen it."),
        error_messages={
            "required": _("No file is chosen yet."),
            "empty": _("The file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: object, seats: Sequence[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as Django takes them
        self.seats = {seat.pk: seat for seat in seats}
        field = self.fields["seat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.choices = [(seat.pk, seat.name) for seat in seats]
        field.initial = seats[0].pk
        if len(seats) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> object:
        """Refused before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too big: at most 20 MB."))
        return file

    def seat_chosen(self) -> Organisation:
        """For which organisation."""
        return self.seats[self.cleaned_data["seat"]]
