"""Setting up posts, taking them up, leaving them, and what they are in charge of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.chinese import tidy_name
from gonghui.foundation.fields import DayField
from gonghui.organisations.actions.post import PostFacts
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import Manner
from gonghui.organisations.wording import MANNER_NAMES, POST_KIND_NAMES
from gonghui.people.models import Person

Data = Mapping[str, Any] | None
PER_LINE = _("One item on each line, named as papers name it.")


def lines_of(text: str) -> list[str]:
    """What was typed, line by line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class PostForm(forms.Form):
    """A new post of an organisation."""

    title = forms.CharField(label=_("Title of the post"), max_length=80)
    english_title = forms.CharField(label=_("English title"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of post"),
        choices=[(kind.value, POST_KIND_NAMES[kind]) for kind in PostKind],
        initial=PostKind.OTHER.value,
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label="—",
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=0,
        max_value=200,
        help_text=_("How many may hold it at once. Empty: one for a chair, no limit for others."),
    )
    precedence = forms.IntegerField(
        label=_("Place in the order"),
        initial=100,
        min_value=1,
        max_value=9999,
        help_text=_("The smaller, the higher in lists."),
    )
    portfolio = forms.CharField(
        label=_("In charge of"), widget=forms.Textarea, required=False, help_text=PER_LINE
    )
    on = DayField(label=_("From this day on"))

    def __init__(self, organisation: Organisation, data: Data, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        departments = self.fields["department"]
        assert isinstance(departments, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker what stands above
        departments.queryset = organisation.departments.all()

    def facts(self) -> PostFacts:
        """As typed."""
        typed = self.cleaned_data
        return PostFacts(
            title=typed["title"],
            kind=PostKind(typed["kind"]),
            precedence=typed["precedence"],
            seats=typed["seats"],
            department=typed["department"],
            english_title=typed["english_title"],
            portfolio=lines_of(typed["portfolio"]),
        )


class TakeUpForm(forms.Form):
    """Who takes a post up: somebody registered, or somebody new.

    ``among`` are the persons who may be meant.
    """

    name = forms.CharField(
        label=_("Name or number of the person"), max_length=60, help_text=_("The full name.")
    )
    is_new = forms.BooleanField(label=_("Not registered yet: register this person"), required=False)
    manner = forms.ChoiceField(
        label=_("Held how"),
        choices=[(manner.value, MANNER_NAMES[manner]) for manner in Manner],
        initial=Manner.REGULAR.value,
        help_text=_("Who is acting takes no seat: the post stays vacant until it is filled."),
    )
    on = DayField(label=_("First day in the post"))
    until = DayField(
        label=_("Last day in the post"),
        required=False,
        help_text=_("Only for somebody who left already."),
    )

    def __init__(self, among: QuerySet[Person], data: Data, *, today: date) -> None:
        self.among = among
        super().__init__(data, initial={"on": today})

    def clean_name(self) -> str:
        """As names are kept."""
        return tidy_name(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        """The one person who is meant, unless somebody new is."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if "name" in typed and not typed["is_new"]:
            try:
                typed["person"] = self._person(typed["name"])
            except ValidationError as error:
                self.add_error("name", error)
        return typed

    def _person(self, text: str) -> Person:
        found = list(self.among.filter(Q(name=text) | Q(code=text)).distinct()[:5])
        if not found:
            raise ValidationError(
                _("Nobody of this name is registered in your reach. If it is right, tick below.")
            )
        if len(found) > 1:
            raise ValidationError(
                _("%(n)s persons have this name; give the number: %(numbers)s"),
                params={
                    "n": len(found),
                    "numbers": "、".join(one.code for one in found if one.code) or "—",
                },
            )
        return found[0]


class LeaveForm(forms.Form):
    """The last day on a post."""

    on = DayField(
        label=_("Last day in the post"), help_text=_("Rights that come with the post end with it.")
    )

    def __init__(self, data: Data, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class PortfolioForm(forms.Form):
    """What a post is in charge of from a day on."""

    subjects = forms.CharField(
        label=_("In charge of"), widget=forms.Textarea, required=False, help_text=PER_LINE
    )
    on = DayField(label=_("From this day on"), help_text=_("What it had before stays on record."))

    def __init__(self, subjects: list[str], data: Data, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "subjects": "\n".join(subjects)})


class EndForm(forms.Form):
    """The last day of a post."""

    on = DayField(
        label=_("Last day of the post"),
        help_text=_("Whoever holds the post leaves it with that day."),
    )

    def __init__(self, data: Data, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
