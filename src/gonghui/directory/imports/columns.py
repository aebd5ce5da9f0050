"""What the workbooks of the registers ask, column by column."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gonghui.documents.rules.workbook import CellKind, Column
from gonghui.organisations.rules.organisation import Status
from gonghui.organisations.rules.registration import INDUSTRIES, UNIT_TYPES
from gonghui.organisations.wording import KIND_NAMES, STATUS_NAMES

Choices = list[tuple[str, str]]

# A workbook founds; whoever is suspended or dissolved was so by an act.
FOUNDED = (Status.PLANNED, Status.PREPARING, Status.STANDING)

NOTES = (
    gettext_lazy(
        "One row for each organisation. Superiors may stand anywhere in the same file; name them "
        "by code or by their full name."
    ),
    gettext_lazy("Leave the code empty where the office has none; the platform gives one."),
    gettext_lazy(
        "Organisations that stand here already are found by their code or name. Empty cells change "
        "nothing. Renaming, moving and dissolving are acts and are done on the organisation's page."
    ),
)


def _choices(names: Mapping[Any, str | Promise]) -> Choices:
    return [(str(value), str(name)) for value, name in names.items()]


def organisation_columns() -> list[Column]:
    """Of the workbook of organisations, in the reader's language."""
    return [*_place(), *_founding(), *_employer(), *_legal_person(), *_reached_at()]


def _place() -> list[Column]:
    return [
        Column("code", _("Code"), CellKind.CODE, most=30),
        Column("name", pgettext("column", "Full name"), required=True, most=120),
        Column("short_name", pgettext("column", "Short name"), most=60),
        Column(
            "kind",
            pgettext("column", "Kind"),
            CellKind.CHOICE,
            required=True,
            choices=_choices(KIND_NAMES),
        ),
        Column("superior", _("Superior"), note=_("Code or full name."), most=120),
        Column(
            "industrial_superior",
            _("Superior on the industrial line"),
            note=_("Only where there is one: code or full name."),
            most=120,
        ),
        Column("order", pgettext("column", "Order"), CellKind.WHOLE, most=1_000_000),
        Column("division_code", _("Division code"), CellKind.CODE, most=12),
    ]


def _founding() -> list[Column]:
    statuses = {status: STATUS_NAMES[status] for status in FOUNDED}
    return [
        Column("founded_on", _("Founded on"), CellKind.DAY),
        Column("approval_number", _("Approval number"), most=60),
        Column("status", _("Status"), CellKind.CHOICE, choices=_choices(statuses)),
        Column("elected_on", _("Committee elected on"), CellKind.DAY),
        Column(
            "term_years",
            _("Term in years"),
            CellKind.CHOICE,
            choices=[("3", "3"), ("5", "5")],
        ),
    ]


def _employer() -> list[Column]:
    return [
        Column("employer_name", _("Employer"), most=120),
        Column("employer_code", _("Employer's credit code"), CellKind.CODE),
        Column("unit_type", _("Unit type"), CellKind.CHOICE, choices=_choices(UNIT_TYPES)),
        Column("industry", _("Industry"), CellKind.CHOICE, choices=_choices(INDUSTRIES)),
        Column("workers", _("Workers"), CellKind.WHOLE, most=100_000_000),
        Column(
            "employers_covered",
            _("Employers covered"),
            CellKind.WHOLE,
            note=_("Of a joint union."),
            most=1_000_000,
        ),
    ]


def _legal_person() -> list[Column]:
    return [
        Column("credit_code", _("The union's own credit code"), CellKind.CODE),
        Column("legal_representative", _("Legal representative"), most=60),
        Column("legal_person_on", _("Legal person since"), CellKind.DAY),
    ]


def _reached_at() -> list[Column]:
    return [
        Column("phone", _("Phone"), most=40),
        Column("address", _("Address"), most=200),
        Column("provincial_code", _("Code in the province"), CellKind.CODE, most=40),
        Column("national_code", _("Code in the national register"), CellKind.CODE, most=40),
        Column("remarks", _("Remarks"), most=1000),
    ]
