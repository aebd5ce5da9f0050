"""Elections: those of one organisation, and the calendar of those due with the vacancies."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.access.checks import can, organisations_where, seated
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.upkeep import elections_listing, terms_listing, vacancies_listing
from gonghui.directory.forms.term import DueFilter, ElectionForm, PlaceFilter
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.queries.post import MANAGE, VIEW
from gonghui.directory.queries.upkeep import AHEAD, narrowed, places_for, superiors_of
from gonghui.directory.views.entry import entered, form_page, trail_to
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.organisations.actions.term import elect
from gonghui.organisations.models import Organisation, Post, Term
from gonghui.organisations.queries.post import vacancies
from gonghui.organisations.queries.term import elections_due, terms_unknown

METHODS = ["GET", "HEAD", "POST"]
ROWS = 50


def upkeep_tabs(here: str) -> list[tuple[str, str, bool]]:
    """The pages the registers are kept up with."""
    tabs = [
        (_("Elections"), "directory:terms"),
        (_("Vacant posts"), "directory:vacancies"),
        (_("Checks"), "directory:integrity"),
        (_("Outside bodies"), "directory:outside-bodies"),
    ]
    return [(words, reverse(name), name == here) for words, name in tabs]


@requires(VIEW)
@require_safe
def calendar(request: SignedInRequest) -> HttpResponseBase:
    """Whose term has run out or runs out soon, the earliest first."""
    form = DueFilter(request.GET, _places(request))
    due, unknown = _due(request, form)
    if as_file(request):
        return file_answer(request, "elections", elections_listing(due, on=today()))
    page = Paginator(due, ROWS).get_page(request.GET.get("page"))
    return render(request, "directory/terms.html", _calendar(form, page, unknown.count()))


def _places(request: SignedInRequest) -> list[Organisation]:
    return places_for(request.user, seated(request.held, VIEW))


def _narrowed(request: SignedInRequest, form: PlaceFilter) -> QuerySet[Organisation]:
    return narrowed(request.user, within=form.asked("within"), level=form.asked("level"))


def _due(
    request: SignedInRequest, form: DueFilter
) -> tuple[QuerySet[Term], QuerySet[Organisation]]:
    organisations = _narrowed(request, form)
    until = form.until_day(today() + AHEAD)
    return elections_due(organisations, since=None, until=until), terms_unknown(organisations)


def _calendar(form: DueFilter, page: Page[Term], unknown: int) -> dict[str, object]:
    count, until = page.paginator.count, form.until_day(today() + AHEAD)
    words = ngettext("%(n)s election is due", "%(n)s elections are due", count)
    above = superiors_of(one.organisation for one in page)
    return {
        "form": form,
        "until": until,
        "page": page,
        "rows": [
            (one, above.get(one.organisation_id, "—"), _overdue(one.ends_on, today()))
            for one in page
        ],
        "unknown": unknown,
        "heading": words % {"n": f"{count:,}"} if count else _("No election is due"),
        "tabs": upkeep_tabs("directory:terms"),
    }


def _overdue(ends_on: date, on: date) -> bool:
    return ends_on < on


@requires(VIEW)
@require_safe
def vacant(request: SignedInRequest) -> HttpResponseBase:
    """Posts with fewer holders than seats, and chairs' posts nobody holds."""
    form = PlaceFilter(request.GET, _places(request))
    found = vacancies(_narrowed(request, form), on=today())
    if as_file(request):
        return file_answer(request, "vacancies", vacancies_listing(found, on=today()))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "directory/vacancies.html", _vacancies(form, page))


def _vacancies(form: PlaceFilter, page: Page[Post]) -> dict[str, object]:
    count = page.paginator.count
    words = ngettext("%(n)s post is vacant", "%(n)s posts are vacant", count)
    above = superiors_of(one.organisation for one in page)
    return {
        "form": form,
        "page": page,
        "rows": [(one, above.get(one.organisation_id, "—")) for one in page],
        "heading": words % {"n": f"{count:,}"} if count else _("No post is vacant"),
        "tabs": upkeep_tabs("directory:vacancies"),
    }


@requires(VIEW)
@require_safe
def index(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The terms of one organisation, the newest first."""
    organisation = get_object_or_404(within_reach(request.user), pk=pk)
    terms = list(organisation.terms.all())
    if as_file(request):
        return file_answer(request, "terms", terms_listing(organisation, terms))
    facts = {
        "organisation": organisation,
        "trail": trail_to(organisation, (_("Terms"), "")),
        "terms": terms,
        "overdue": bool(terms) and _overdue(terms[0].ends_on, today()),
        "manages": can(request.user, MANAGE, organisation),
    }
    return render(request, "directory/organisation_terms.html", facts)


@requires(MANAGE)
@require_http_methods(METHODS)
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter an election."""
    organisation = get_object_or_404(organisations_where(request.user, MANAGE), pk=pk)
    form = ElectionForm(organisation, request.POST or None)
    if entered(
        request, form, lambda: elect(organisation, form.election(), by=request.user, at=moment())
    ):
        return redirect("directory:organisation-terms", organisation.pk)
    terms = reverse("directory:organisation-terms", args=[organisation.pk])
    trail = trail_to(organisation, (_("Terms"), terms), (_("Enter an election"), ""))
    return form_page(request, form, trail, commit=_("Enter it"), about=organisation.name)
