"""Form fields that read what people here type."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from gonghui.foundation.calendar import read_day
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for


class DayInput(forms.DateInput):
    """The browser's own calendar; it sends and shows 2023-09-05 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as people type it; Django alone refuses 2023年9月5日 (quality.md finding 9)."""

    widget = DayInput

    def to_python(self, value: object) -> date | None:
        """The day, or the sentence why it is none."""
        if not isinstance(value, str):
            return value if isinstance(value, date) else None
        try:
            return read_day(value)
        except RuleBroken as refusal:
            raise ValidationError(sentence_for(refusal), code=refusal.code) from refusal
