"""What a person asks about their own data, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.people.rules.privacy import RequestKind
from gonghui.people.rules.request import check_answer, check_words
from gonghui.people.wording import SENTENCES

GRANT, REFUSE = "grant", "refuse"


class AskForm(forms.Form):
    """In the person's own words."""

    words = forms.CharField(
        label=_("In your words"),
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": SENTENCES["data_request.words_missing"]},
    )

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own arguments
        self.kind = kind
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = HELP[kind]
        self.fields["words"].required = kind is RequestKind.CORRECT

    def clean_words(self) -> str:
        """As they will be kept."""
        try:
            return check_words(self.kind, self.cleaned_data["words"])
        except RuleBroken as refusal:
            raise forms.ValidationError(sentence_for(refusal)) from refusal


HELP = {
    RequestKind.CORRECT: _("What is wrong, and what is right? At most 2,000 characters."),
    RequestKind.ERASE: _("You need not say why. At most 2,000 characters."),
    RequestKind.EXPLAIN: _("What would you like to know? You may leave it empty."),
}


class AnswerForm(forms.Form):
    """Done or not, and what the person is told."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            (GRANT, pgettext_lazy("request", "It was done as asked")),
            (REFUSE, pgettext_lazy("request", "It is not done")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    answer = forms.CharField(
        label=_("Answer"),
        strip=False,
        help_text=_("The person reads this. Who refuses says why."),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": SENTENCES["data_request.answer_missing"]},
    )

    def __init__(self, *args: Any, takes_two: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own arguments
        super().__init__(*args, **kwargs)
        if takes_two:  # to grant it is a step of its own
            del self.fields["outcome"]

    def clean_answer(self) -> str:
        """As it will be kept."""
        try:
            return check_answer(self.cleaned_data["answer"])
        except RuleBroken as refusal:
            raise forms.ValidationError(sentence_for(refusal)) from refusal

    @property
    def granted(self) -> bool:
        """Whether it was done."""
        return self.cleaned_data.get("outcome") == GRANT
