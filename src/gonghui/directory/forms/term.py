"""Entering elections, and what the calendar of elections and vacancies is narrowed by."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.fields import DayField
from gonghui.organisations.actions.term import Election
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind, Level
from gonghui.organisations.rules.term import years_of
from gonghui.organisations.wording import LEVEL_NAMES


class ElectionForm(forms.Form):
    """An election that was held."""

    elected_on = DayField(label=_("Elected on"))
    years = forms.TypedChoiceField(label=_("Years of the term"), coerce=int)
    ordinal = forms.IntegerField(
        label=_("Number of the term"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("3 for the third committee; leave it empty when nobody knows."),
    )
    approval_number = forms.CharField(label=_("Approval number"), max_length=60, required=False)

    def __init__(self, organisation: Organisation, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        allowed = years_of(Kind(organisation.kind), Level(organisation.level))
        years = self.fields["years"]
        assert isinstance(years, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        years.choices = [(one, one) for one in allowed]

    def election(self) -> Election:
        """As typed."""
        return Election(**self.cleaned_data)


class PlaceFilter(forms.Form):
    """Where: one of the organisations directly below, and on which level."""

    within = forms.ChoiceField(label=_("Within"), required=False)
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[
            ("", _("All")),
            *((one.value, LEVEL_NAMES[one]) for one in Level if one is not Level.OUTSIDE),
        ],
    )

    def __init__(self, data: Mapping[str, Any], places: Sequence[Organisation]) -> None:
        super().__init__(data)
        within = self.fields["within"]
        assert isinstance(within, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        within.choices = [("", _("All")), *((str(one.pk), one.short_name) for one in places)]

    def asked(self, name: str) -> str:
        """What was chosen; empty when nothing was or it cannot be read."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class DueFilter(PlaceFilter):
    """… and until when."""

    until = DayField(label=_("Due until"), required=False)

    def until_day(self, otherwise: date) -> date:
        """The day typed, or the usual one."""
        self.is_valid()
        return self.cleaned_data.get("until") or otherwise
