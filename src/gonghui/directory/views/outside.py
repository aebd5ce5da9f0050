"""Outside bodies and the posts people hold there."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.upkeep import bodies_listing
from gonghui.directory.forms.outside import OutsideBodyForm
from gonghui.directory.queries.post import MANAGE, VIEW
from gonghui.directory.queries.upkeep import bodies_where
from gonghui.directory.views.entry import entered, form_page
from gonghui.directory.views.term import upkeep_tabs
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.web import asked_text
from gonghui.organisations.actions.outside import enter_body
from gonghui.organisations.models import Organisation

ROWS = 50


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """The bodies outside the unions at which people hold posts."""
    text = asked_text(request)
    found = bodies_where(request.user, VIEW, text)
    if as_file(request):
        return file_answer(request, "outside-bodies", bodies_listing(found))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "directory/outside_bodies.html", _facts(request, page, text))


def _facts(request: SignedInRequest, page: Page[Organisation], text: str) -> dict[str, object]:
    count = page.paginator.count
    words = ngettext("%(n)s outside body", "%(n)s outside bodies", count)
    return {
        "q": text,
        "page": page,
        "heading": words % {"n": f"{count:,}"},
        "manages": MANAGE in request.may,
        "tabs": upkeep_tabs("directory:outside-bodies"),
    }


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Enter an outside body."""
    form = OutsideBodyForm(request.POST or None)
    if entered(request, form, lambda: _enter(request, form)):
        return redirect("directory:outside-bodies")
    bodies = reverse("directory:outside-bodies")
    trail = [(pgettext("crumbs", "Outside bodies"), bodies), (_("Enter an outside body"), "")]
    return form_page(request, form, trail, commit=_("Enter it"))


def _enter(request: SignedInRequest, form: OutsideBodyForm) -> None:
    typed = form.cleaned_data
    enter_body(
        typed["name"],
        english_name=typed["english_name"],
        on=today(),
        by=request.user,
        at=moment(),
    )
