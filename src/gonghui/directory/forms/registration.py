"""What the register knows of an organisation beside its place."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.fields import DayField
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.actions.registration import RegistrationFacts
from gonghui.organisations.models import Registration
from gonghui.organisations.rules.registration import check_credit_code, check_phone
from gonghui.organisations.wording import INDUSTRY_NAMES, UNIT_TYPE_NAMES

GROUPS = (
    (
        _("The union"),
        (
            "national_code",
            "provincial_code",
            "credit_code",
            "legal_representative",
            "legal_person_on",
        ),
    ),
    (
        _("The employer"),
        (
            "employer_name",
            "employer_code",
            "employers_covered",
            "unit_type",
            "industry",
            "workers",
        ),
    ),
    (_("How to reach it"), ("phone", "address")),
    (
        _("The account; only those who keep the register read it"),
        ("account_name", "account_number", "bank", "bank_code", "remarks"),
    ),
)


def _coded(names: Mapping[str, object]) -> list[tuple[str, str]]:
    return [("", "—"), *((code, f"{code} {name}") for code, name in names.items())]


class RegistrationForm(forms.Form):
    """Employer, legal person, how to reach it, account; whatever is not known stays empty."""

    national_code = forms.CharField(label=_("National union code"), max_length=40, required=False)
    provincial_code = forms.CharField(
        label=_("Provincial union code"), max_length=40, required=False
    )
    credit_code = forms.CharField(
        label=_("Social credit code of the union"),
        max_length=40,
        required=False,
        help_text=_("18 characters, from its certificate as a legal person; it begins with 8."),
    )
    legal_representative = forms.CharField(
        label=_("Legal representative"), max_length=60, required=False
    )
    legal_person_on = DayField(label=_("Legal person since"), required=False)
    employer_name = forms.CharField(label=_("Employer"), max_length=120, required=False)
    employer_code = forms.CharField(
        label=_("Social credit code of the employer"), max_length=40, required=False
    )
    employers_covered = forms.IntegerField(
        label=_("Employers covered"),
        required=False,
        min_value=0,
        max_value=9_999_999,
        help_text=_("For a joint union: how many employers it stands for."),
    )
    unit_type = forms.ChoiceField(label=_("Type of employer"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    workers = forms.IntegerField(
        label=_("Workers"), required=False, min_value=0, max_value=99_999_999
    )
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    account_name = forms.CharField(label=_("Account holder"), max_length=120, required=False)
    account_number = forms.CharField(label=_("Account number"), max_length=40, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=120, required=False)
    bank_code = forms.CharField(label=_("Bank code"), max_length=20, required=False)
    remarks = forms.CharField(label=_("Remarks"), widget=forms.Textarea, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, known: Registration | None) -> None:
        names = [one.name for one in fields(RegistrationFacts)]
        super().__init__(
            data, initial={name: getattr(known, name) for name in names} if known else None
        )
        for name, choices in (("unit_type", UNIT_TYPE_NAMES), ("industry", INDUSTRY_NAMES)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
            field.choices = _coded(choices)

    def groups(self) -> list[tuple[object, list[BoundField]]]:
        """The fields as the page shows them, each group under its title."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean_credit_code(self) -> str:
        """In one form."""
        return _read(check_credit_code, self.cleaned_data["credit_code"])

    def clean_employer_code(self) -> str:
        """In one form."""
        return _read(check_credit_code, self.cleaned_data["employer_code"])

    def clean_phone(self) -> str:
        """In one form."""
        return _read(check_phone, self.cleaned_data["phone"])

    def facts(self) -> RegistrationFacts:
        """As typed."""
        return RegistrationFacts(**self.cleaned_data)


def _read(check: Callable[[str], str], text: str) -> str:
    try:
        return check(text)
    except RuleBroken as refusal:
        raise forms.ValidationError(sentence_for(refusal), code=refusal.code) from refusal
