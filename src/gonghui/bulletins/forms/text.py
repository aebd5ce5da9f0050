"""A text to be read: pasted, or a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gonghui.bulletins.rules.decoding import MOST_BYTES, MOST_CHARACTERS, check_text, decode
from gonghui.bulletins.wording import SENTENCES
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation


class TextForm(forms.Form):
    """Either of the two; what was pasted stays on the page when it cannot be read."""

    text = forms.CharField(
        label=_("Text of the bulletin"),
        help_text=_("Copy it from the page, the chat or the document and paste it here."),
        error_messages={"required": SENTENCES["bulletin.empty"]},
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "zh-CN"}),
    )
    file = forms.FileField(
        label=_("Or a text file"),
        help_text=_("Plain text (.txt), UTF-8 or GB18030, at most 800 KB."),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,text/plain"}),
    )
    organisation = forms.TypedChoiceField(label=_("Read for"))

    def __init__(self, seats: list[Organisation], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own
        super().__init__(*args, **kwargs)
        # what a text may be is said by our rules, in a sentence that helps
        self.fields["text"].validators = []
        self.fields["text"].required = not self.files
        self.fields["organisation"] = _where(seats)

    def clean(self) -> dict[str, Any]:
        """The text to be read, from wherever it came, as ``whole``."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        name = "file" if file else "text"
        if self.errors:
            return cleaned
        try:
            cleaned["whole"] = _read(file) if file else check_text(cleaned["text"])
        except RuleBroken as refusal:
            self.add_error(name, sentence_for(refusal))
            self._forget_when_endless()
        return cleaned

    def _forget_when_endless(self) -> None:
        """Millions of characters sent back would only stop the person's machine."""
        if len(self.data.get("text", "")) > MOST_CHARACTERS:
            self.data = {name: self.data[name] for name in self.data} | {"text": ""}


def _where(seats: list[Organisation]) -> forms.Field:
    """Whose reading it is; asked only of who sits at several organisations."""
    by_pk = {str(seat.pk): seat for seat in seats}
    return forms.TypedChoiceField(
        label=_("Read for"),
        choices=[(pk, seat.name) for pk, seat in by_pk.items()],
        coerce=by_pk.__getitem__,
        initial=next(iter(by_pk), None),
        widget=forms.HiddenInput if len(seats) == 1 else forms.Select,
    )


def _read(file: UploadedFile[bytes]) -> str:
    if (file.size or 0) > MOST_BYTES:
        raise RuleBroken("bulletin.too_long", characters=file.size, most=MOST_CHARACTERS)
    return decode(file.read())
