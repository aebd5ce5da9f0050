"""One item of a reading, put right by a person."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.chinese import tidy, tidy_name
from gonghui.meetings.rules.meeting import Role
from gonghui.meetings.wording import ROLE_WORDS

NOT_FILLED_IN = {"required": _("This is not filled in yet.")}
_LIST = re.compile(r"[、\n]+")
_POST = re.compile(r"(?P<organisation>\S+)[ \t\u3000｜|]+(?P<title>\S+)")


class WordsForm(forms.Form):
    """Something told in words."""

    words = forms.CharField(
        label=_("As it should be"),
        max_length=2000,
        error_messages=NOT_FILLED_IN,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def initial_of(value: Any) -> dict[str, Any]:  # noqa: ANN401 -- as it was read: plain JSON
        """What stands in the form first."""
        return {"words": value or ""}

    def value(self) -> object:
        """The item as the record holds it."""
        return tidy(self.cleaned_data["words"]).strip()


class ShortWordsForm(WordsForm):
    """A name or a place: as long as the register holds."""

    words = forms.CharField(
        label=_("As it should be"), max_length=120, error_messages=NOT_FILLED_IN
    )


class DateForm(forms.Form):
    """The day, or the first and the last of several."""

    first = forms.DateField(
        label=_("Day"),
        error_messages=NOT_FILLED_IN,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("Last day, when there were several"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @staticmethod
    def initial_of(value: Mapping[str, Any] | None) -> dict[str, Any]:
        """The days that are known whole."""
        days = ((value or {}).get("iso") or "").split("/")
        return {"first": days[0], "last": days[-1] if len(days) > 1 else ""}

    def clean(self) -> dict[str, Any]:
        """The last day is after the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last <= first:
            self.add_error("last", ValidationError(_("The last day comes after the first.")))
        return cleaned

    def value(self) -> dict[str, str]:
        """A person says the year: it is no inference any more."""
        days = [day.isoformat() for day in self.cleaned_data.values() if day]
        precision = "range" if len(days) > 1 else "day"
        return {"iso": "/".join(days), "precision": precision, "year_from": "person"}


class PersonForm(forms.Form):
    """Somebody, with all their posts and parts."""

    name = forms.CharField(label=_("Name"), max_length=60, error_messages=NOT_FILLED_IN)
    posts = forms.CharField(
        label=_("Posts"),
        help_text=_("One a line: the body, a space, the post."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Parts"),
        error_messages=NOT_FILLED_IN,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, ROLE_WORDS[role]) for role in Role],
    )

    @staticmethod
    def initial_of(value: Mapping[str, Any]) -> dict[str, Any]:
        """One post a line."""
        posts = [f"{post['organisation'] or ''} {post['title']}".strip() for post in value["posts"]]
        return {"name": value["name"], "posts": "\n".join(posts), "roles": value["roles"]}

    def clean_name(self) -> str:
        """Dots and blanks as names have them."""
        return tidy_name(self.cleaned_data["name"])

    def clean_posts(self) -> list[dict[str, str]]:
        """Each line as body and post."""
        lines = [line.strip() for line in tidy(self.cleaned_data["posts"]).splitlines()]
        read = [(line, _POST.fullmatch(line)) for line in lines if line]
        for line, post in read:
            if post is None or len(post["organisation"]) > 120 or len(post["title"]) > 80:
                raise ValidationError(
                    _("“%(line)s”: write the body, a space and the post."),
                    params={"line": line[:60]},
                )
        return [post.groupdict() for _line, post in read if post]

    def value(self) -> dict[str, object]:
        """The item as the record holds it."""
        return {name: self.cleaned_data[name] for name in ("name", "posts", "roles")}


class SiteForm(forms.Form):
    """A place seen."""

    name = forms.CharField(label=_("Place seen"), max_length=200, error_messages=NOT_FILLED_IN)
    uncertain = forms.BooleanField(
        label=_("It is uncertain whether this is a place of its own"), required=False
    )

    @staticmethod
    def initial_of(value: Mapping[str, Any]) -> dict[str, Any]:
        """As it was read."""
        return dict(value)

    def value(self) -> dict[str, object]:
        """The item as the record holds it."""
        return {
            "name": tidy(self.cleaned_data["name"]).strip(),
            "uncertain": self.cleaned_data["uncertain"],
        }


class AwardForm(forms.Form):
    """What was presented."""

    title = forms.CharField(label=_("Honour"), max_length=200, error_messages=NOT_FILLED_IN)
    count = forms.IntegerField(
        label=_("How many were honoured"),
        help_text=_("Only when the text says it."),
        required=False,
        min_value=0,
        max_value=100_000,
    )
    representatives_only = forms.BooleanField(
        label=_("The text speaks of representatives only"), required=False
    )

    @staticmethod
    def initial_of(value: Mapping[str, Any]) -> dict[str, Any]:
        """As it was read."""
        return dict(value)

    def value(self) -> dict[str, object]:
        """The item as the record holds it."""
        return dict(self.cleaned_data)


class AttendeesForm(forms.Form):
    """A category of people and where they came from."""

    category = forms.CharField(label=_("Category"), max_length=120, error_messages=NOT_FILLED_IN)
    organisations = forms.CharField(
        label=_("Organisations"),
        help_text=_("One a line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @staticmethod
    def initial_of(value: Mapping[str, Any]) -> dict[str, Any]:
        """One organisation a line."""
        return {"category": value["category"], "organisations": "\n".join(value["organisations"])}

    def value(self) -> dict[str, object]:
        """The item as the record holds it."""
        told: Sequence[str] = _LIST.split(tidy(self.cleaned_data["organisations"]))
        return {
            "category": tidy(self.cleaned_data["category"]).strip(),
            "organisations": [one.strip() for one in told if one.strip()],
        }


ClaimForm = WordsForm | DateForm | PersonForm | SiteForm | AwardForm | AttendeesForm

_FORMS: dict[str, type[ClaimForm]] = {
    "date": DateForm,
    "people": PersonForm,
    "sites": SiteForm,
    "awards": AwardForm,
    "attendees": AttendeesForm,
    "organiser": ShortWordsForm,
    "host": ShortWordsForm,
    "venue": ShortWordsForm,
}


def form_of(field: str) -> type[ClaimForm]:
    """The form for one item of this field; words when it has none of its own."""
    return _FORMS.get(field, WordsForm)
