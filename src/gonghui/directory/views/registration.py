"""What the register knows of an organisation beside its place, and changing it."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.access.checks import can, organisations_where
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.forms.registration import RegistrationForm
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.queries.post import MANAGE, VIEW
from gonghui.directory.views.entry import entered, form_page, trail_to
from gonghui.directory.wording import DOUBTS
from gonghui.foundation.clock import moment
from gonghui.organisations.actions.registration import register_facts
from gonghui.organisations.models import Organisation, Registration
from gonghui.organisations.rules.organisation import Kind
from gonghui.organisations.rules.registration import doubts_about
from gonghui.organisations.wording import INDUSTRY_NAMES, UNIT_TYPE_NAMES

METHODS = ["GET", "HEAD", "POST"]
# Read by those who keep the register, by nobody else in reach.
FOR_KEEPERS = {"account_name", "account_number", "bank", "bank_code", "remarks"}
Rows = Sequence[tuple[object, str]]


def registered_as(organisation: Organisation) -> Registration | None:
    """What is entered of it; ``None`` when nothing is."""
    return Registration.objects.filter(organisation=organisation).first()


def register_rows(known: Registration | None, *, keeper: bool) -> Rows:
    """What is known, in the order of the form; the account only for those who keep the register."""
    form = RegistrationForm(None, known=known)
    names = [name for name in form.fields if keeper or name not in FOR_KEEPERS]
    rows = [(form.fields[name].label, _words(name, getattr(known, name, ""))) for name in names]
    return [(label, words) for label, words in rows if words]


def _words(name: str, value: object) -> str:
    if value in ("", None):
        return ""
    if name == "unit_type":
        return str(UNIT_TYPE_NAMES.get(str(value), value))
    if name == "industry":
        return str(INDUSTRY_NAMES.get(str(value), value))
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return date_format(value) if hasattr(value, "year") else str(value)  # type: ignore[arg-type]  # a date, having a year


def doubts_of(known: Registration | None, organisation: Organisation) -> list[object]:
    """What is strange about its codes, in words."""
    if known is None:
        return []
    codes = doubts_about(known.credit_code, known.employer_code, Kind(organisation.kind))
    return [DOUBTS[code] for code in codes]


@requires(VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The register's page of one organisation."""
    organisation = get_object_or_404(within_reach(request.user), pk=pk)
    known, keeper = registered_as(organisation), can(request.user, MANAGE, organisation)
    facts = {
        "organisation": organisation,
        "trail": trail_to(organisation, (_("Register"), "")),
        "rows": register_rows(known, keeper=keeper),
        "doubts": doubts_of(known, organisation),
        "manages": keeper,
    }
    return render(request, "directory/registration.html", facts)


@requires(MANAGE)
@require_http_methods(METHODS)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what is known."""
    organisation = get_object_or_404(organisations_where(request.user, MANAGE), pk=pk)
    form = RegistrationForm(request.POST or None, known=registered_as(organisation))
    if entered(
        request,
        form,
        lambda: register_facts(organisation, form.facts(), by=request.user, at=moment()),
    ):
        return redirect("directory:registration", organisation.pk)
    register = reverse("directory:registration", args=[organisation.pk])
    trail = trail_to(organisation, (_("Register"), register), (_("Change the register"), ""))
    return form_page(request, form, trail, commit=_("Keep it"), about=organisation.name)
