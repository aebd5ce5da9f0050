"""Sentences about refused rules of this room."""

from django.utils.translation import gettext_lazy as _

from gonghui.organisations.rules.organisation import Kind, Level, Status

SENTENCES = {
    "organisation.code_taken": _("These codes already belong to organisations: %(codes)s."),
    "division.unknown": _("No division is called %(name)s."),
    "division.ambiguous": _("Several divisions are called %(name)s; give the code."),
}

LEVEL_NAMES = {
    Level.PROVINCE: _("Province"),
    Level.CITY: _("City"),
    Level.COUNTY: _("County level"),
    Level.TOWNSHIP: _("Township level"),
    Level.GRASSROOTS: _("Grassroots"),
    Level.OUTSIDE: _("Outside bodies"),
}

KIND_NAMES = {
    Kind.PROVINCE: _("Federation of a province"),
    Kind.CITY: _("Federation of a city"),
    Kind.COUNTY: _("Federation of a county"),
    Kind.ZONE: _("Federation of a zone"),
    Kind.TOWNSHIP: _("Federation of a township"),
    Kind.INDUSTRIAL: _("Industrial union"),
    Kind.GRASSROOTS: _("Grassroots union"),
    Kind.JOINT: _("Joint grassroots union"),
    Kind.OUTSIDE: _("Outside body"),
}

STATUS_NAMES = {
    Status.PLANNED: _("planned"),
    Status.PREPARING: _("being founded"),
    Status.STANDING: _("standing"),
    Status.SUSPENDED: _("suspended"),
    Status.DISSOLVED: _("dissolved"),
}
