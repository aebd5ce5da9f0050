"""Sentences about refused rules of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "paper.too_many_headings": _(
        "A paper counts its headings up to 99; this is number %(number)s."
    ),
}
