"""How the tree is looked at, and which two days are compared."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gonghui.foundation.fields import DayField
from gonghui.organisations.rules.organisation import Line
from gonghui.organisations.wording import LINE_NAMES


def _line_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=pgettext_lazy("of the tree", "Line"),
        choices=[(line.value, LINE_NAMES[line]) for line in Line],
        required=False,
    )


class TreeForm(forms.Form):
    """On which line, as of which day."""

    line = _line_field()
    on = DayField(label=gettext_lazy("As of"), required=False)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_on(self) -> date | None:
        """A day that has come."""
        return _not_ahead(self.cleaned_data["on"], self.today)


class ComparisonForm(forms.Form):
    """Which two days, on which line."""

    first = DayField(label=gettext_lazy("From"))
    second = DayField(label=pgettext_lazy("the later day", "To"))
    line = _line_field()

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_first(self) -> date | None:
        """A day that has come."""
        return _not_ahead(self.cleaned_data["first"], self.today)

    def clean_second(self) -> date | None:
        """A day that has come."""
        return _not_ahead(self.cleaned_data["second"], self.today)


def _not_ahead(day: date | None, today: date) -> date | None:
    if day is not None and day > today:
        raise ValidationError(_("That day has not come yet."))
    return day


def line_of(form: forms.Form) -> Line:
    """The line asked for; the territorial one when none was."""
    typed = form.cleaned_data if form.is_valid() else {}
    return Line(typed.get("line") or Line.TERRITORIAL.value)
