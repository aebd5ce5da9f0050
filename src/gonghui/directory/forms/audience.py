"""Composing an audience: parts are added and taken out one by one, and kept when it is right.

Nothing is kept between two steps but what the page itself holds, so that it works without script
and nobody meets half an audience.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.directory.forms.act import OrganisationField
from gonghui.directory.queries.audience import composable, organisations_called, within
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.fields import DayField
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Audience, Organisation
from gonghui.organisations.rules.audience import (
    LONGEST_TEXT,
    MOST_KEYS,
    Choice,
    Description,
    Part,
    Reach,
)
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import Order, WorkLine
from gonghui.organisations.wording import (
    KIND_NAMES,
    LEVEL_NAMES,
    LINE_NAMES,
    ORDER_NAMES,
    POST_KIND_NAMES,
    REACH_NAMES,
    STATUS_NAMES,
    WORK_LINE_NAMES,
)

LEADERS = "leadership"
LARGEST = 300_000  # characters of a description sent back by its page
_BETWEEN = re.compile(r"[\n;；,，、]+")
_NAMED = re.compile(r"[\n;；]+")


class AudienceFilter(forms.Form):
    """On which day, and in what order."""

    on = DayField(label=_("As of"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(one.value, ORDER_NAMES[one]) for one in Order],
    )


class AudienceForm(forms.Form):
    """The name, and what was composed so far."""

    name = forms.CharField(label=_("Name of the audience"), max_length=120, required=False)
    description = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LARGEST, strip=False
    )

    def clean_description(self) -> Description:
        """What the page sent back, which anybody may have changed."""
        text = self.cleaned_data["description"]
        try:
            return Description.from_json(json.loads(text)) if text else Description()
        except RuleBroken as refusal:
            raise ValidationError(sentence_for(refusal)) from refusal
        except (ValueError, RecursionError) as fault:
            unreadable = RuleBroken("audience.unreadable", what="JSON")
            raise ValidationError(sentence_for(unreadable)) from fault


def _ticks(words: Mapping[Any, object]) -> list[tuple[str, object]]:
    return [(one.value, said) for one, said in words.items()]


class TextsField(forms.CharField):
    """Several titles or subjects, between commas or line by line."""

    def to_python(self, value: object) -> tuple[str, ...]:  # type: ignore[override]  # several, not one
        """Each once, in their order."""
        texts = [one.strip() for one in _BETWEEN.split(tidy(str(value or "")))]
        found = tuple(dict.fromkeys(text for text in texts if text))
        if any(len(text) > LONGEST_TEXT for text in found):
            raise ValidationError(_("At most 100 characters each."))
        return found


class PartForm(forms.Form):
    """One part: which organisations, and which posts of theirs."""

    below = OrganisationField(
        label=_("Beginning at"),
        required=False,
        help_text=_("Name, short name or code; empty is the keeper of the audience."),
    )
    reach = forms.ChoiceField(
        label=_("How far"), choices=_ticks(REACH_NAMES), initial=Reach.WHOLE.value
    )
    kinds = forms.MultipleChoiceField(
        label=_("Only of these kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[pair for pair in _ticks(KIND_NAMES) if pair[0] != Kind.OUTSIDE.value],
    )
    posts = forms.MultipleChoiceField(
        label=_("Whose posts are meant"),
        help_text=_("None: the organisations themselves are meant."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(LEADERS, _("The whole leadership")), *_ticks(POST_KIND_NAMES)],
    )
    subjects = TextsField(
        label=_("Posts in charge of"),
        required=False,
        help_text=_("As the portfolio has it; several with commas between."),
        widget=forms.TextInput(attrs={"list": "subjects"}),
    )
    named = forms.CharField(
        label=_("Only these organisations"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: name, short name or code. An outside body is reached so alone."),
    )
    levels = forms.MultipleChoiceField(
        label=_("Only of these levels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[pair for pair in _ticks(LEVEL_NAMES) if pair[0] != Level.OUTSIDE.value],
    )
    statuses = forms.MultipleChoiceField(
        label=_("Only of these states"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[pair for pair in _ticks(STATUS_NAMES) if pair[0] != Status.DISSOLVED.value],
        initial=[Status.STANDING.value],
    )
    line = forms.ChoiceField(
        label=_("On the line"), choices=_ticks(LINE_NAMES), initial=Line.TERRITORIAL.value
    )
    titles = TextsField(label=_("Posts with exactly this title"), required=False)
    work_lines = forms.MultipleChoiceField(
        label=_("Posts in departments for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=_ticks(WORK_LINE_NAMES),
    )
    together = forms.ChoiceField(
        label=_("What is said of posts"),
        choices=[
            ("any", pgettext_lazy("conditions on posts", "one of it is enough")),
            ("all", pgettext_lazy("conditions on posts", "all of it must hold of one post")),
        ],
        initial="any",
    )

    def __init__(self, keeper: Organisation, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.keeper = keeper
        field = self.fields["below"]
        assert isinstance(field, OrganisationField)  # noqa: S101 -- tells the type checker what stands above
        field.among = within(keeper)

    def clean_named(self) -> tuple[int, ...]:
        """The keys of the organisations named, all of them or a sentence about those not found."""
        lines = [one.strip() for one in _NAMED.split(tidy(self.cleaned_data["named"]))]
        texts = list(dict.fromkeys(line for line in lines if line))
        if len(texts) > MOST_KEYS:
            raise ValidationError(sentence_for(RuleBroken("audience.too_much", most=MOST_KEYS)))
        found = organisations_called(self.keeper, texts)
        missing = [text for text in texts if not found[text]]
        if missing:
            raise ValidationError(
                _("Not found below the keeper: %(names)s"), params={"names": "、".join(missing[:9])}
            )
        several = [text for text in texts if len(found[text]) > 1]
        if several:
            raise ValidationError(
                _("Several are called so, give their codes: %(names)s"),
                params={"names": "、".join(several[:9])},
            )
        return tuple(dict.fromkeys(found[text][0] for text in texts))

    def part(self) -> Part:
        """What was typed."""
        typed = self.cleaned_data
        return Part(
            below=typed["below"].pk if typed["below"] else None,
            reach=Reach(typed["reach"]),
            line=Line(typed["line"]),
            levels=frozenset(Level(one) for one in typed["levels"]),
            kinds=frozenset(Kind(one) for one in typed["kinds"]),
            statuses=frozenset(Status(one) for one in typed["statuses"]),
            named=typed["named"],
            posts=tuple(self._choices()),
        )

    def _choices(self) -> Iterable[Choice]:
        typed = self.cleaned_data
        groups = [LEADERSHIP if one == LEADERS else {PostKind(one)} for one in typed["posts"]]
        lines = frozenset(WorkLine(one) for one in typed["work_lines"])
        if typed["together"] == "all":
            kinds = frozenset(kind for group in groups for kind in group)
            whole = Choice(kinds, typed["titles"], typed["subjects"], lines)
            return [] if whole.is_empty else [whole]
        return [
            *(Choice(kinds=frozenset(group)) for group in groups),
            *(Choice(titles=(title,)) for title in typed["titles"]),
            *(Choice(subjects=(subject,)) for subject in typed["subjects"]),
            *([Choice(work_lines=lines)] if lines else []),
        ]


class OtherForm(forms.Form):
    """Another audience, added whole."""

    other = forms.ModelChoiceField(
        label=_("Another audience"), queryset=Audience.objects.none(), empty_label=_("Choose one")
    )

    def __init__(
        self, keeper: Organisation, data: Mapping[str, Any] | None, *, but: Audience | None
    ) -> None:
        super().__init__(data)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.queryset = composable(keeper, but=but)

    def part(self) -> Part:
        """The whole of it."""
        return Part(audience=self.cleaned_data["other"].pk)


SPARED: Sequence[tuple[str, object]] = (
    ("organisations", pgettext_lazy("left out", "an organisation")),
    ("branches", pgettext_lazy("left out", "an organisation and all below it")),
    ("posts", pgettext_lazy("left out", "a post")),
    ("persons", pgettext_lazy("left out", "a person")),
)


class SpareForm(forms.Form):
    """Somebody to be left out."""

    kind = forms.ChoiceField(label=_("Leave out"), choices=SPARED)
    text = forms.CharField(
        label=_("Who"),
        max_length=200,
        help_text=_("As the list beside shows them; an organisation also by short name or code."),
    )
