"""How an ask is handed on."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.cascade.models import Assignment
from gonghui.foundation.fields import DayField
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children


class RelayForm(forms.Form):
    """To whom, until when, and what is added."""

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
    to = forms.ModelMultipleChoiceField(
        label=_("Organisations asked"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nobody is ticked. Tick who is asked.")},
    )

    def __init__(self, assignment: Assignment, data: Mapping[str, object] | None = None) -> None:
        below = children(assignment.organisation)
        super().__init__(data, initial={"due_on": assignment.due_on, "to": list(below)})
        field = self.fields["to"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.queryset = below
