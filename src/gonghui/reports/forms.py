"""The shape of what is typed about reports."""

from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.foundation.chinese import half_width
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation
from gonghui.reports.rules.outline import Section

LONGEST = 20_000


class DraftForm(forms.Form):
    """Whose report, on which period."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    period = forms.CharField(
        label=_("Period"), help_text=_("Like 2023H1 for the first half of 2023."), max_length=20
    )

    def __init__(
        self, user: Visitor, data: Mapping[str, object] | None = None, *, period: str = ""
    ) -> None:
        super().__init__(data, initial={"period": period})
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 -- as it stands above
        choice.queryset = organisations_where(user, Permission.REPORT_DRAFT).filter(
            pk__in=[one.pk for one in seats(user, Permission.REPORT_DRAFT)]
        )

    def clean_period(self) -> Period:
        """The period, or the sentence how to write it."""
        try:
            return Period.parse(half_width(self.cleaned_data["period"]))
        except RuleBroken as refusal:
            raise ValidationError(sentence_for(refusal), code=refusal.code) from refusal


class EditForm(forms.Form):
    """The texts of a report, one field a section."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    may_drop = forms.BooleanField(label=_("Live figures I took out may go"), required=False)

    def __init__(
        self,
        sections: Iterable[Section],
        data: Mapping[str, object] | None = None,
        *,
        edition: int,
    ) -> None:
        super().__init__(data, initial={"edition": edition})
        self.texts = [section for section in sections if section.text or not section.level]
        for section in self.texts:
            self.fields[section.key] = forms.CharField(
                label=section.title or _("Opening"),
                initial=section.text,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": _rows(section.text), "lang": "zh-CN"}),
            )

        self.order_fields([section.key for section in self.texts] + ["may_drop", "edition"])

    def refuse(self, refusal: RuleBroken) -> None:
        """Say a broken rule above what was typed."""
        self.add_error(None, sentence_for(refusal))

    def typed(self) -> dict[str, str]:
        """The texts by key."""
        return {section.key: self.cleaned_data[section.key] for section in self.texts}


def _rows(text: str) -> int:
    """Tall enough to read it whole: about forty characters a line."""
    lines = sum(len(line) // 40 + 1 for line in text.splitlines())
    return min(max(lines + 1, 3), 20)
