"""Entering a person's numbers, saying what for one needs them, finding whose a number is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.fields import DayField
from gonghui.foundation.wording import sentence_for
from gonghui.people.models import Person
from gonghui.people.rules.contact import REASONS, Fact, Reason, check_reason, read_fact, read_phone
from gonghui.people.rules.privacy import Purpose
from gonghui.people.wording import FACT_NAMES, REASON_NAMES

Data = Mapping[str, Any] | None
LONGEST = 40  # characters: numbers are typed with spaces and hyphens too
NUMERIC = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}


class ContactForm(forms.Form):
    """The numbers of one person; an empty field leaves what is entered.

    ``facts`` are those that may be changed here.
    """

    def __init__(
        self, person: Person, data: Data, *, today: date, facts: tuple[Fact, ...] = tuple(Fact)
    ) -> None:
        self.facts, self.today = facts, today
        super().__init__(data)
        for fact in facts:
            kept = getattr(person, fact.value)
            keep = _("Now %(masked)s. Empty: it stays.") % {"masked": kept}
            self.fields[fact.value] = forms.CharField(
                label=FACT_NAMES[fact],
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput(attrs=NUMERIC),
                help_text=keep if kept else "",
            )
            if kept:
                self.fields[f"{fact.value}_gone"] = forms.BooleanField(
                    label=_("Take it out"), required=False
                )

    def clean(self) -> dict[str, Any]:
        """Each number as it is kept."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for fact in self.facts:
            try:
                typed[fact.value] = read_fact(fact, typed.get(fact.value, ""), on=self.today)
            except RuleBroken as refusal:
                self.add_error(fact.value, sentence_for(refusal))
        return typed

    def wanted(self) -> dict[str, str | None]:
        """For ``change_contact``: what to enter, empty to take out, ``None`` to leave."""
        typed = self.cleaned_data
        return {
            fact.value: typed[fact.value] or ("" if typed.get(f"{fact.value}_gone") else None)
            for fact in self.facts
        }


class TellForm(forms.Form):
    """What for somebody needs a number whole."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What do you need it for?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose what you need it for.")
        ),
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For the record, as “meeting on 12 July”."),
    )

    def __init__(self, fact: Fact, data: Data = None) -> None:
        self.fact = fact
        super().__init__(data)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        reason.choices = [(one.value, REASON_NAMES[one]) for one in REASONS[fact]]

    def clean(self) -> dict[str, Any]:
        """A reason, and its words where it has none of its own."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if "reason" in typed:
            try:
                check_reason(self.fact, Reason(typed["reason"]), typed.get("words", ""))
            except RuleBroken as refusal:
                self.add_error("words", sentence_for(refusal))
        return typed


class ByPhoneForm(forms.Form):
    """A mobile number, whole."""

    phone = forms.CharField(
        label=FACT_NAMES[Fact.PHONE],
        max_length=LONGEST,
        widget=forms.TextInput(attrs=NUMERIC),
        error_messages={"required": gettext_lazy("Not filled in.")},
    )

    def clean_phone(self) -> str:
        """As it is kept."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except RuleBroken as refusal:
            raise ValidationError(sentence_for(refusal)) from refusal


class PaperForm(forms.Form):
    """When the person signed on paper what they agree to."""

    signed_on = DayField(label=gettext_lazy("Day of signing"))

    def __init__(self, purpose: Purpose, data: Data = None, *, today: date) -> None:
        # one page has a form for each purpose
        super().__init__(data, auto_id=f"{purpose.value}_%s", initial={"signed_on": today})
