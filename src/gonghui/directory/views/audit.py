"""The record of deeds, for the audit administrator."""

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.audit.queries import chain_length
from gonghui.directory.actions import ask_for_check, note_export
from gonghui.directory.exports.audit import deeds_csv
from gonghui.directory.forms.audit import AuditFilter
from gonghui.directory.queries.audit import Check, deeds, newest_check
from gonghui.directory.wording import deed_sentence
from gonghui.foundation.clock import moment, today

ROWS = 50


@requires(Permission.AUDIT_VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Who did what to what, in what capacity, and what the newest check of the chain found."""
    form = AuditFilter(request.GET)
    page = Paginator(deeds(form.wanted()), ROWS).get_page(request.GET.get("page"))
    rows = [(entry, deed_sentence(entry)) for entry in page]
    told = newest_check()
    facts = {"form": form, "page": page, "rows": rows, "length": chain_length(), "check": told}
    narrowed = [(name, request.GET.get(name, "")) for name in form.fields]
    facts |= {"told": _told(told), "narrowed": narrowed}
    return render(request, "directory/audit.html", facts)


@requires(Permission.AUDIT_VIEW)
@require_POST
def check(request: SignedInRequest) -> HttpResponse:
    """The worker reads the whole chain again."""
    ask_for_check(by=request.user, at=moment())
    return redirect("directory:audit")


@requires(Permission.AUDIT_VIEW)
@require_POST
@step_up
def export(request: SignedInRequest) -> StreamingHttpResponse:
    """The deeds as narrowed on the page, as CSV; that they were taken is itself a deed."""
    wanted = AuditFilter(request.POST).wanted()
    note_export(wanted, by=request.user, at=moment())
    answer = StreamingHttpResponse(deeds_csv(deeds(wanted)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="deeds-{today():%Y%m%d}.csv"'
    return answer


def _told(check: Check | None) -> tuple[str, str]:
    """How the notice looks, and what it says; nothing while a check runs."""
    if check is None or check.ended_at is None:
        return "info", ""
    if check.first_fault is None:
        words = _("The record holds: %(n)s entries, none touched.")
        return "ok", words % {"n": f"{check.length:,}"}
    words = _("The record does not hold from entry %(n)s on. Keep a copy of the database first.")
    return "bad", words % {"n": f"{check.first_fault:,}"}
