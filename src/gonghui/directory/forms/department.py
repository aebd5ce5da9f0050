"""Departments of an organisation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.organisations.actions.post import DepartmentFacts
from gonghui.organisations.models import Department
from gonghui.organisations.rules.post import WorkLine
from gonghui.organisations.wording import WORK_LINE_NAMES


class DepartmentForm(forms.Form):
    """What a department is called, what it does, and its place in the order."""

    name = forms.CharField(label=_("Name of the department"), max_length=60)
    english_name = forms.CharField(label=_("English name"), max_length=100, required=False)
    work_line = forms.ChoiceField(
        label=_("Line of work"),
        choices=[("", "—"), *((line.value, WORK_LINE_NAMES[line]) for line in WorkLine)],
        required=False,
        help_text=_("Departments are named differently; the line of work finds the right one."),
    )
    order = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=9999)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        department: Department | None = None,
        next_order: int = 1,
    ) -> None:
        known = (
            {name: getattr(department, name) for name in DepartmentForm.base_fields}
            if department
            else {"order": next_order}
        )
        super().__init__(data, initial=known)

    def facts(self) -> DepartmentFacts:
        """As typed."""
        typed = self.cleaned_data
        line = typed["work_line"]
        return DepartmentFacts(
            name=typed["name"],
            english_name=typed["english_name"],
            order=typed["order"],
            work_line=WorkLine(line) if line else None,
        )
