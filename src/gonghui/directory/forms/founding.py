"""Founding an organisation below another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.directory.forms.act import next_codes
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.fields import DayField
from gonghui.organisations.actions.tree import Founding
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.change import check_superior
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.organisations.wording import KIND_NAMES, STATUS_NAMES

ON_THE_WAY = (Status.STANDING, Status.PREPARING, Status.PLANNED)


def kinds_below(above: Organisation) -> list[Kind]:
    """What may be founded there."""
    return [kind for kind in Kind if _may_stand(kind, Kind(above.kind))]


def _may_stand(kind: Kind, above: Kind) -> bool:
    try:
        check_superior(kind, above)
    except RuleBroken:
        return False
    return True


class FoundForm(forms.Form):
    """What must be known of a new organisation. Source: Trade Union Law (2021), articles 11, 12."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    english_name = forms.CharField(label=_("English name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"))
    code = forms.CharField(
        label=_("Code"), max_length=30, help_text=_("Our own; it is never used again.")
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[(one.value, STATUS_NAMES[one]) for one in ON_THE_WAY]
    )
    founded_on = DayField(label=_("Founded on"), help_text=_("It stands in the tree from then on."))
    approval_number = forms.CharField(
        label=_("Approval number"),
        max_length=60,
        required=False,
        help_text=_("Of the superior's approval, as 铜工复〔2023〕5号."),
    )

    def __init__(self, above: Organisation, data: Mapping[str, Any] | None, *, today: date) -> None:
        self.above, self.today = above, today
        kinds = kinds_below(above)
        super().__init__(
            data,
            initial={
                "code": next(next_codes(above)),
                "founded_on": today,
                "kind": kinds[0].value if kinds else "",
            },
        )
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.choices = [(kind.value, KIND_NAMES[kind]) for kind in kinds]

    def clean_founded_on(self) -> date:
        """A founding is entered when it has happened."""
        day: date = self.cleaned_data["founded_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def founding(self) -> Founding:
        """As typed."""
        typed = self.cleaned_data
        return Founding(
            code=typed["code"],
            name=typed["name"],
            kind=Kind(typed["kind"]),
            parent=self.above,
            short_name=typed["short_name"],
            english_name=typed["english_name"],
            founded_on=typed["founded_on"],
            approval_number=typed["approval_number"],
            status=Status(typed["status"]),
        )
