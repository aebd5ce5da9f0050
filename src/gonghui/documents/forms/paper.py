"""The shape of what is typed about papers."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.documents.models import NumberSeries, Paper
from gonghui.documents.queries.paper import Wanted, words_of
from gonghui.documents.rules.content import LONGEST, Words
from gonghui.documents.rules.handling import Urgency
from gonghui.documents.rules.marks import read_text
from gonghui.documents.rules.template import Pattern, beginning
from gonghui.documents.wording import KIND_NAMES, PAPER_STATES
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for

CHINESE = {"lang": "zh-CN"}
EARLIEST, LATEST = 2000, 2100


class PaperFilter(forms.Form):
    """All optional; what cannot be read narrows nothing and says so."""

    q = forms.CharField(label=_("Title or number"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=pgettext_lazy("a paper", "Kind"),
        required=False,
        choices=[("", _("All")), *((kind.value, name) for kind, name in KIND_NAMES.items())],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((state.value, name) for state, name in PAPER_STATES.items())],
    )
    year = forms.IntegerField(
        label=pgettext_lazy("of papers", "Year"),
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
    )

    def wanted(self) -> Wanted:
        """What was asked for, as far as it can be read."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            typed.get("q", ""), typed.get("kind", ""), typed.get("state", ""), typed.get("year")
        )


class PaperForm(forms.Form):
    """What a paper says. The text is one box with light marks (rules/marks.py)."""

    title = forms.CharField(label=_("Title"), max_length=400, widget=forms.TextInput(attrs=CHINESE))
    addressees = forms.CharField(
        label=_("Addressed to"),
        help_text=_("Without the colon; leave empty where the kind has none."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=CHINESE),
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "A paragraph a line. Headings begin with 一、 （一） 1. （1）; the paper numbers "
            "itself. 附件： and a title begin what is attached. Rows of a table begin with | and "
            "have | between cells, the first row is its head; 表： above is its caption, 注： "
            "below its note."
        ),
        max_length=LONGEST * 6,
        widget=forms.Textarea(attrs={"rows": 22, **CHINESE}),
    )
    copies = forms.CharField(
        label=_("Copies to"),
        help_text=_("Without the full stop."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=CHINESE),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        help_text=_("State secrets must not be entered here."),
        required=False,
        choices=[
            (Urgency.NONE.value, _("Ordinary")),
            (Urgency.URGENT.value, _("Urgent")),
            (Urgency.MOST_URGENT.value, _("Most urgent")),
        ],
    )
    note = forms.CharField(
        label=_("Note below the date"),
        help_text=_("Without its brackets, such as a contact."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=CHINESE),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def words(self) -> Words:
        """What was typed, as the actions take it."""
        typed = self.cleaned_data
        return Words(
            title=typed["title"],
            content=read_text(typed["text"]),
            addressees=typed["addressees"],
            copies=typed["copies"],
            urgency=Urgency(typed["urgency"]),
            note=typed["note"],
        )

    def refuse(self, refusal: RuleBroken) -> None:
        """Say a broken rule at the field it is about, with all that was typed."""
        field = "title" if refusal.code.startswith("paper.title") else None
        if refusal.code.startswith(("paper.table", "paper.too", "paper.empty")):
            field = "text"
        self.add_error(field, sentence_for(refusal))


def form_of(paper: Paper, data: Mapping[str, object] | None = None) -> PaperForm:
    """A paper to be edited."""
    return PaperForm(data, initial={**words_of(paper), "edition": paper.edition})


def form_for(pattern: Pattern, data: Mapping[str, object] | None = None) -> PaperForm:
    """A new paper, with the standing words of its template."""
    told = {
        "title": pattern.title,
        "addressees": pattern.addressees,
        "copies": pattern.copies,
        "text": beginning(pattern),
    }
    return PaperForm(data, initial=told)


class ReasonForm(forms.Form):
    """Why a paper is sent back or void."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, **CHINESE}),
    )


class NumberForm(forms.Form):
    """Which register gives the number."""

    series = forms.ModelChoiceField(
        label=pgettext_lazy("of numbers", "Register"),
        queryset=NumberSeries.objects.none(),
        empty_label=None,
    )

    def __init__(self, paper: Paper, data: Mapping[str, object] | None = None) -> None:
        super().__init__(data)
        choice = self.fields["series"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 -- as it stands above
        choice.queryset = NumberSeries.objects.filter(
            organisation=paper.organisation_id, closed=False
        )


class SeriesForm(forms.Form):
    """A new register of numbers."""

    code = forms.CharField(
        label=_("Letters before the number"),
        help_text=_("As they stand before the year: 铜工发."),
        max_length=60,
        widget=forms.TextInput(attrs=CHINESE),
    )


class BeginForm(forms.Form):
    """Where the numbers of this year begin."""

    before = forms.IntegerField(label=_("Last number given on paper this year"))


class PatternForm(forms.Form):
    """The standing words of a kind of paper."""

    mark = forms.CharField(label=_("Red head"), max_length=60, required=False)
    title = forms.CharField(label=_("Title, with …… for the subject"), max_length=100)
    opening = forms.CharField(
        label=_("Before the text"), max_length=2000, required=False, widget=forms.Textarea
    )
    closing = forms.CharField(
        label=_("After the text"), max_length=2000, required=False, widget=forms.Textarea
    )
    addressees = forms.CharField(label=_("Addressed to"), max_length=500, required=False)
    copies = forms.CharField(label=_("Copies to"), max_length=500, required=False)
    issuer = forms.CharField(label=_("Who signs"), max_length=60)
    printed_by = forms.CharField(label=_("Printed by"), max_length=60, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Mapping[str, object] | None = None, **told: object) -> None:
        super().__init__(data, **told)  # type: ignore[arg-type]  # Django's own keywords
        for name, field in self.fields.items():
            if name != "version":
                field.widget.attrs |= CHINESE
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def pattern(self) -> Pattern:
        """As the actions take it."""
        names = Pattern.__dataclass_fields__
        return Pattern(**{name: self.cleaned_data[name].strip() for name in names})
