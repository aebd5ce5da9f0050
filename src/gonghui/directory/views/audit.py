"""The record of deeds, for the audit administrator."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.forms.audit import AuditFilter
from gonghui.directory.queries.audit import Chain, chain, deeds
from gonghui.directory.wording import deed_sentence

ROWS = 50


@requires(Permission.AUDIT_VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Who did what to what, in what capacity; the chain read again when asked."""
    form = AuditFilter(request.GET)
    page = Paginator(deeds(form.wanted()), ROWS).get_page(request.GET.get("page"))
    state = chain(look="verify" in request.GET)
    rows = [(entry, deed_sentence(entry)) for entry in page]
    facts = {"form": form, "page": page, "rows": rows, "chain": state, "told": _told(state)}
    return render(request, "directory/audit.html", facts)


def _told(state: Chain) -> tuple[str, str]:
    """How the notice looks, and what it says."""
    if not state.looked:
        return "info", ""
    if state.first_fault is None:
        words = _("The record holds: %(n)s entries, none touched.")
        return "ok", words % {"n": f"{state.length:,}"}
    words = _("The record does not hold from entry %(n)s on. Keep a copy of the database first.")
    return "bad", words % {"n": f"{state.first_fault[0]:,}"}
