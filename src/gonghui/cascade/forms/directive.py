"""What a directive is made of, as people type it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.cascade.actions.directive import Source
from gonghui.cascade.actions.draft import Draft, levels_due
from gonghui.cascade.models import Directive
from gonghui.cascade.queries.directive import audiences_of
from gonghui.cascade.rules.directive import LONGEST_REASON
from gonghui.foundation.fields import DayField
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.rules.audience import Description, Part, Reach
from gonghui.organisations.rules.organisation import Level

BELOW = {
    "direct": (Reach.DIRECT, _("Everybody directly below")),
    "below": (Reach.BELOW, _("Everybody below, level by level")),
}


class DirectiveForm(forms.Form):
    """Title, what is asked, why, of whom and until when."""

    title = forms.CharField(label=pgettext_lazy("of a directive", "Title"), max_length=400)
    number = forms.CharField(
        label=_("Number of the paper"),
        help_text=_("Like 铜工发〔2026〕7号. Leave it empty if it has none."),
        required=False,
        max_length=60,
    )
    basis = forms.CharField(
        label=_("Based on"),
        help_text=_("The document, meeting or decision; nobody is asked without one."),
        max_length=200,
    )
    quotation = forms.CharField(
        label=_("The sentence there"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = forms.CharField(
        label=_("What is asked"),
        help_text=_("What is to be answered, in plain words; each answers in words too."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    department = forms.ModelChoiceField(
        label=_("Department in charge"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("No single department"),
    )
    to = forms.ChoiceField(label=_("Who is asked"))
    due_on = DayField(label=_("Due date"))
    due_county = DayField(
        label=_("Earlier for counties"),
        required=False,
        help_text=_("Leave empty for the day above. A lower level is never due later."),
    )
    due_township = DayField(label=_("Earlier for townships"), required=False)
    due_grassroots = DayField(label=_("Earlier for grassroots unions"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        issuer: Organisation,
        draft: Directive | None = None,
    ) -> None:
        super().__init__(data, initial=_as_typed(draft) if draft else None)
        self.issuer = issuer
        self.audiences = {str(one.pk): one for one in audiences_of([issuer])}
        department, to = self.fields["department"], self.fields["to"]
        assert isinstance(department, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker what stands above
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 -- as above
        department.queryset = Department.objects.filter(organisation=issuer).order_by("order", "pk")
        saved = [(key, one.name) for key, one in self.audiences.items()]
        kept = [("kept", draft.audience_words)] if draft and draft.audience else []
        to.choices = [*kept, *((key, words) for key, (_reach, words) in BELOW.items()), *saved]
        self.kept = draft

    def draft(self) -> Draft:
        """What was typed; call it when the form is valid."""
        typed = self.cleaned_data
        to, words = self._meant(typed["to"])
        days = {level: typed[f"due_{level.value}"] for level in _LEVELS}
        return Draft(
            title=typed["title"],
            body=typed["body"],
            basis=Source(typed["basis"], typed["quotation"]),
            due_on=typed["due_on"],
            by_level={level: on for level, on in days.items() if on},
            to=to,
            to_words=words,
            department=typed["department"],
            number=typed["number"],
        )

    def _meant(self, chosen: str) -> tuple[Description, str]:
        if chosen == "kept" and self.kept:
            return Description.from_json(self.kept.audience), self.kept.audience_words
        if chosen in BELOW:
            reach, words = BELOW[chosen]
            return Description((Part(reach=reach),)), str(words)
        audience = self.audiences[chosen]
        return Description.from_json(audience.description), audience.name


_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.GRASSROOTS)


def _as_typed(draft: Directive) -> dict[str, object]:
    days = levels_due(draft)
    return {
        "title": draft.title,
        "number": draft.number,
        "basis": draft.basis_label,
        "quotation": draft.basis_quotation,
        "body": draft.body,
        "department": draft.department_id,
        "to": "kept",
        "due_on": draft.due_on,
        "edition": draft.edition,
        **{f"due_{level.value}": days.get(level) for level in _LEVELS},
    }


class IssuerForm(forms.Form):
    """For which office, where the person sits in several."""

    seat = forms.TypedChoiceField(label=_("Issued by"), coerce=int)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, seats: Sequence[Organisation]
    ) -> None:
        super().__init__(data)
        self.seats = {one.pk: one for one in seats}
        field = self.fields["seat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.choices = [(one.pk, one.name) for one in seats]

    def chosen(self) -> Organisation:
        """The office; the first when none or another was asked for."""
        first = next(iter(self.seats.values()))
        return self.seats[self.cleaned_data["seat"]] if self.is_valid() else first


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(
        label=pgettext_lazy("of a step", "Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AmendForm(ReasonForm):
    """What is asked and until when, as it is to be from now on."""

    body = forms.CharField(
        label=_("What is asked"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    due_on = DayField(label=_("Due date"))
    field_order = ("body", "due_on", "reason")


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = DayField(label=_("More time until"))
    reason = forms.CharField(
        label=_("Why more time is needed"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """The answer in words."""

    words = forms.CharField(
        label=_("Your answer"),
        error_messages={"required": _("Nothing is written yet.")},
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)
