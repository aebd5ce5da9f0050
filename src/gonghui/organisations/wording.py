"""Sentences about refused rules of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "organisation.code_taken": _("These codes already belong to organisations: %(codes)s."),
    "division.unknown": _("No division is called %(name)s."),
    "division.ambiguous": _("Several divisions are called %(name)s; give the code."),
}
