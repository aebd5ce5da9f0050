"""The contact list (通讯录) of an organisation and all below it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.directory.actions import note_contact_list
from gonghui.directory.exports.contact import contact_file
from gonghui.directory.queries.contact import (
    TELL,
    Counted,
    contact_list,
    counted,
    listed_where,
)
from gonghui.directory.views.whose import trail
from gonghui.foundation.chinese import tidy
from gonghui.foundation.clock import moment, today
from gonghui.foundation.web import asked_text
from gonghui.organisations.models import Organisation
from gonghui.people.queries.contact import UNKNOWN, phones_shown

ROWS = 50
CONTENT = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@requires(TELL)
@require_safe
def index(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who holds which post here and below, and by what number they are reached."""
    organisation = get_object_or_404(listed_where(request.user), pk=pk)
    text = asked_text(request)
    tenures = contact_list(organisation, text, on=today())
    page = Paginator(tenures, ROWS).get_page(request.GET.get("page"))
    phones = phones_shown([one.person for one in page])
    facts = {
        "organisation": organisation,
        "q": text,
        "page": page,
        "rows": [(one, phones.get(one.person_id, UNKNOWN)) for one in page],
        "heading": _heading(organisation, counts := counted(tenures)),
        "counts": counts,
        "trail": trail(request, organisation, _("Contact list")),
    }
    return render(request, "directory/contact_list.html", facts)


def _heading(organisation: Organisation, counts: Counted) -> str:
    words = ngettext(
        "%(name)s: %(n)s person to reach", "%(name)s: %(n)s persons to reach", counts.persons
    )
    return words % {"name": organisation.name, "n": f"{counts.persons:,}"}


@requires(TELL)
@require_POST
@step_up
def take(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """The list as narrowed on the page, as a file; that it was taken is a deed."""
    organisation = get_object_or_404(listed_where(request.user), pk=pk)
    kind = request.POST.get("as", "xlsx")
    if kind not in CONTENT:
        raise Http404
    text = tidy(request.POST.get("q", "")).strip()[:60]
    tenures = contact_list(organisation, text, on=today())
    note_contact_list(organisation, kind, counted(tenures), by=request.user, at=moment())
    whose = request.user.display_name
    pieces = contact_file(kind, organisation, tenures, whose, on=today())
    answer = StreamingHttpResponse(pieces, content_type=CONTENT[kind])
    name = f"contacts-{organisation.pk}-{today():%Y%m%d}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
