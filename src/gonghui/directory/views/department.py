"""Departments of an organisation: seeing, setting up, changing."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.checks import can, organisations_where
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.post import departments_listing
from gonghui.directory.forms.department import DepartmentForm
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.queries.post import MANAGE, VIEW, departments_where
from gonghui.directory.views.entry import Trail, entered, form_page, trail_to
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment
from gonghui.foundation.web import refusals_shown
from gonghui.organisations.actions.post import (
    change_department,
    set_up_department,
    set_up_usual_departments,
)
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.rules.post import WorkLine
from gonghui.organisations.wording import WORK_LINE_NAMES

METHODS = ["GET", "HEAD", "POST"]
# Federations have the usual departments; a grassroots union has none.
FEDERATIONS = {Level.PROVINCE.value, Level.CITY.value, Level.COUNTY.value}


@requires(VIEW)
@require_safe
def index(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The departments of an organisation with their lines of work."""
    organisation = get_object_or_404(within_reach(request.user), pk=pk)
    if as_file(request):
        listing = departments_listing(organisation, _rows(organisation))
        return file_answer(request, "departments", listing)
    return render(request, "directory/departments.html", _facts(request, organisation))


def _facts(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    rows = _rows(organisation)
    lines = {one.work_line for one, _words in rows}
    return {
        "organisation": organisation,
        "trail": trail_to(organisation, (_("Departments"), "")),
        "rows": rows,
        "manages": can(request.user, MANAGE, organisation),
        "offers_usual": organisation.level in FEDERATIONS and not set(WorkLine) <= lines,
    }


def _rows(organisation: Organisation) -> list[tuple[Department, object]]:
    """Each with its line of work in words."""
    return [
        (one, WORK_LINE_NAMES[WorkLine(one.work_line)] if one.work_line else "—")
        for one in organisation.departments.all()
    ]


def _trail(organisation: Organisation, last: object) -> Trail:
    departments = reverse("directory:departments", args=[organisation.pk])
    return trail_to(organisation, (_("Departments"), departments), (last, ""))


@requires(MANAGE)
@require_http_methods(METHODS)
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set up a department."""
    organisation = get_object_or_404(organisations_where(request.user, MANAGE), pk=pk)
    count = organisation.departments.count()
    form = DepartmentForm(request.POST or None, next_order=count + 1)
    if entered(
        request,
        form,
        lambda: set_up_department(organisation, form.facts(), by=request.user, at=moment()),
    ):
        return redirect("directory:departments", organisation.pk)
    trail = _trail(organisation, _("Set up a department"))
    return form_page(request, form, trail, commit=_("Set it up"), about=organisation.name)


@requires(MANAGE)
@require_http_methods(METHODS)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name, line of work or place in the order."""
    department = get_object_or_404(departments_where(request.user, MANAGE), pk=pk)
    form = DepartmentForm(request.POST or None, department=department)
    if entered(
        request,
        form,
        lambda: change_department(department, form.facts(), by=request.user, at=moment()),
    ):
        return redirect("directory:departments", department.organisation_id)
    trail = _trail(department.organisation, department.name)
    about = department.organisation.name
    return form_page(request, form, trail, commit=_("Keep it"), about=about)


@requires(MANAGE)
@require_POST
def usual(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set up the usual departments that are missing."""
    organisation = get_object_or_404(organisations_where(request.user, MANAGE), pk=pk)
    with refusals_shown(request):
        set_up_usual_departments(organisation, by=request.user, at=moment())
    return redirect("directory:departments", organisation.pk)
