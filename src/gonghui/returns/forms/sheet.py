"""What a filer or a reviewer typed, taken over word for word."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.chinese import half_width

FIGURE = "figure_"
NOTE = "note_"
REMARK = "remark_"


@dataclass(frozen=True, slots=True)
class Typed:
    """A sheet as it came from the page.

    Attributes:
        edition: What the person began with; -1 when the page did not say.
    """

    values: dict[str, str]
    notes: dict[str, str]
    edition: int


def typed_in(data: Mapping[str, str]) -> Typed:
    """Everything typed into a sheet; what cannot be read is kept as it is."""
    edition = half_width(data.get("edition", ""))
    readable = edition.isascii() and edition.isdigit() and len(edition) < 10
    return Typed(_with(data, FIGURE), _with(data, NOTE), int(edition) if readable else -1)


def _with(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}


def remarks_in(data: Mapping[str, str]) -> dict[str, str]:
    """What a reviewer says about single figures, by code."""
    return {code: text for code, text in _with(data, REMARK).items() if text.strip()}


class SendBackForm(forms.Form):
    """Why a sheet goes back."""

    reason = forms.CharField(
        label=_("What has to be mended"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what has to be mended; the reason goes back with it.")
        },
    )
