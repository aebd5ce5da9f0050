"""Issuing a round and handing it on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.fields import DayField
from gonghui.foundation.periods import Period, half_of
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation


class IssueForm(forms.Form):
    """Which period, until when, on what basis."""

    period = forms.CharField(
        label=_("Period"), max_length=10, help_text=_("2023H1 is the first half of 2023.")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    due_on = DayField(
        label=_("Due date"), help_text=_("The last day for those directly below you.")
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The document or meeting this is based on."),
        error_messages={
            "required": _("Say what this is based on: nobody is asked without a source.")
        },
    )
    issuer = forms.ModelChoiceField(label=_("Issued by"), queryset=Organisation.objects.none())

    def __init__(
        self,
        issuers: list[Organisation],
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        title: str,
    ) -> None:
        period = half_of(today).before
        super().__init__(
            data,
            initial={
                "period": period.code,
                "title": title,
                "issuer": issuers[0] if issuers else None,
            },
        )
        field = self.fields["issuer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in issuers])
        if len(issuers) == 1:
            field.widget = forms.HiddenInput()

    def clean_period(self) -> Period:
        """A period as it is typed."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except RuleBroken as refusal:
            raise forms.ValidationError(sentence_for(refusal)) from refusal


class RelayForm(forms.Form):
    """Until when those below answer, and what is added."""

    due_on = DayField(
        label=_("Due date"), help_text=_("No later than your own, so that you can still answer.")
    )
    instruction = forms.CharField(
        label=_("What you add"),
        help_text=_("Shown above the ask; the ask itself stays as it was issued."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
