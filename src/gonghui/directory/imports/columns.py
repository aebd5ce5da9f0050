"""What the workbooks of the registers ask, column by column."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gonghui.documents.rules.workbook import CellKind, Column
from gonghui.organisations.rules.organisation import Status
from gonghui.organisations.rules.registration import INDUSTRIES, UNIT_TYPES
from gonghui.organisations.wording import (
    KIND_NAMES,
    MANNER_NAMES,
    POST_KIND_NAMES,
    STATUS_NAMES,
)
from gonghui.people.rules.contact import Fact
from gonghui.people.wording import FACT_NAMES

# Whoever reads the pages, a workbook travels among people who read Chinese, and comes back through
# other hands: its heads are always the same.
WORKBOOKS_ARE_IN = "zh-hans"

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
    """Of the workbook of organisations, in the language in force."""
    return [*_place(), *_founding(), *_employer(), *_legal_person(), *_reached_at()]


def _place() -> list[Column]:
    return [
        Column(
            "code",
            pgettext("column", "Code"),
            CellKind.CODE,
            note=_("Empty where there is none."),
            most=30,
        ),
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


PEOPLE_NOTES = (
    gettext_lazy(
        "One row for each post a person holds or held; who holds three posts has three rows."
    ),
    gettext_lazy(
        "Rows with the same number, or with the same name in one organisation, are one person. A "
        "namesake in another organisation is another person: where it is the same one, give both "
        "rows the same number."
    ),
    gettext_lazy(
        "Write what a post is in charge of item by item, with 、 between. Posts and departments "
        "that are not there yet are set up."
    ),
    gettext_lazy(
        "Mobile and identity card numbers are encrypted as soon as the file was read; the file "
        "itself is not kept. Who has the workbook can read them: delete it when it is taken in."
    ),
)


def people_columns() -> list[Column]:
    """Of the workbook of people in posts, in the language in force."""
    return [*_post(), *_holder()]


def _post() -> list[Column]:
    return [
        Column(
            "organisation",
            _("Organisation"),
            required=True,
            note=_("Code or full name."),
            most=120,
        ),
        Column("department", _("Department"), note=_("Only where the post is in one."), most=60),
        Column("post_title", _("Post"), required=True, most=80),
        Column(
            "post_kind",
            _("Kind of post"),
            CellKind.CHOICE,
            choices=_choices(POST_KIND_NAMES),
            note=_("Usual titles say it themselves."),
        ),
        Column("precedence", _("Precedence"), CellKind.WHOLE, most=10_000),
        Column("portfolio", _("In charge of"), note=_("Items with 、 between."), most=500),
    ]


def _numbers() -> list[Column]:
    note = _("Empty: what is entered stays.")
    return [
        Column(fact.value, str(FACT_NAMES[fact]), CellKind.CODE, note=note, most=40, personal=True)
        for fact in Fact
    ]


def _holder() -> list[Column]:
    return [
        Column("name", _("Name"), required=True, most=60),
        Column(
            "person_code",
            _("Number of the person"),
            CellKind.CODE,
            note=_("The office's own; tells namesakes apart."),
            most=30,
        ),
        *_numbers(),
        Column("manner", _("How it is held"), CellKind.CHOICE, choices=_choices(MANNER_NAMES)),
        Column("from_on", pgettext("column", "Since"), CellKind.DAY, required=True),
        Column("until_on", pgettext("column", "Until"), CellKind.DAY, note=_("Empty: still.")),
    ]
