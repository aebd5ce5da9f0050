"""The shape of what is typed about tasks."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gonghui.foundation.chinese import half_width
from gonghui.foundation.fields import DayField
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.queries.tree import children
from gonghui.plans.actions.task import TaskOrder
from gonghui.plans.models import Task
from gonghui.plans.queries.task import owed_by


class _Addressees(forms.ModelMultipleChoiceField[Organisation]):
    """Organisations to tick, each with what it already owes: whoever asks sees the burden."""

    owed: Mapping[int, int] = {}

    def label_from_instance(self, obj: Organisation) -> str:
        """Its name and how many asks it has open."""
        open_asks = self.owed.get(obj.pk, 0)
        words = ngettext("%(name)s: %(count)s ask open", "%(name)s: %(count)s asks open", open_asks)
        return words % {"name": obj.name, "count": open_asks}


class TaskOrderForm(forms.Form):
    """How a draft task is to be issued."""

    title = forms.CharField(label=_("Task"), max_length=200)
    target = forms.CharField(
        label=_("What is there when it is done"),
        help_text=_("A number or a thing that can be seen, in words."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead_department = forms.ModelChoiceField(
        label=_("Lead department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("The whole office"),
    )
    due_on = DayField(label=_("Due date"), help_text=_("The last day on which it can be answered."))
    to = _Addressees(
        label=_("Organisations asked"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, task: Task, data: Mapping[str, object] | None = None) -> None:
        below = children(task.issuer)
        everybody = list(below)
        super().__init__(
            data, initial={"title": task.title, "target": task.target, "to": everybody}
        )
        field = self.fields["to"]
        assert isinstance(field, _Addressees)  # noqa: S101 -- tells the type checker what stands above
        field.owed = owed_by(everybody)
        field.queryset = below
        departments = self.fields["lead_department"]
        assert isinstance(departments, forms.ModelChoiceField)  # noqa: S101 -- as above
        departments.queryset = task.issuer.departments.all()

    def order(self) -> TaskOrder:
        """What was typed, for the action."""
        return TaskOrder(
            title=self.cleaned_data["title"],
            due_on=self.cleaned_data["due_on"],
            lead_department=self.cleaned_data["lead_department"],
            target=self.cleaned_data["target"],
        )


class ProgressForm(forms.Form):
    """How far the work is, in a number and in words."""

    percent = forms.CharField(
        label=_("How far (percent of the whole)"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("What was done"),
        help_text=_("In a sentence; the issuer reads it beside your organisation."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_percent(self) -> int:
        """A whole number; full width and a percent sign are fine, its range is a rule's matter."""
        typed = half_width(self.cleaned_data["percent"]).strip().removesuffix("%").strip()
        if not typed.isdecimal() or len(typed) > 3:
            raise ValidationError(_("Write a whole number between 0 and 100."))
        return int(typed)


class FilingForm(forms.Form):
    """What was done, when it is all done."""

    words = forms.CharField(
        label=_("What was done"),
        help_text=_("What can be seen now; whoever accepts it goes by these words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(forms.Form):
    """What has still to be done."""

    reason = forms.CharField(
        label=_("What has still to be done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
