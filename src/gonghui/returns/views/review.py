"""The direct superior's side: what waits, accept it, accept several, send it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.returns.actions.sheet import accept_sheet, accept_sheets, send_back_sheet
from gonghui.returns.exports import waiting_listing
from gonghui.returns.forms.sheet import SendBackForm, remarks_in
from gonghui.returns.models import Sheet
from gonghui.returns.queries.sheet import to_review_where, waiting_where
from gonghui.returns.views.read import read_page
from gonghui.returns.views.whose import round_seen

PAGE = 100


@requires(Permission.SHEET_REVIEW)
@require_safe
def waiting(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Sheets of a round that wait for this person, to be accepted one by one or together."""
    shown = round_seen(request, pk)
    sheets = waiting_where(request.user, Permission.SHEET_REVIEW).filter(round=shown)
    if as_file(request):
        return file_answer(request, f"waiting-{shown.period}", waiting_listing(shown, sheets))
    page = Paginator(sheets, PAGE).get_page(request.GET.get("page"))
    return render(request, "returns/waiting.html", {"round": shown, "page": page})


@requires(Permission.SHEET_REVIEW)
@require_POST
def accept_several(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept the ticked sheets."""
    shown = round_seen(request, pk)
    chosen = [int(one) for one in request.POST.getlist("sheet") if _is_key(one)]
    reviewed = to_review_where(request.user, Permission.SHEET_REVIEW)
    sheets = list(reviewed.filter(round=shown, pk__in=chosen[:PAGE]))
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            count = accept_sheets(sheets, by=request.user, at=moment())
            words = ngettext("%(count)s sheet accepted", "%(count)s sheets accepted", count)
            messages.success(request, words % {"count": count})
    return redirect("returns:waiting", pk)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


@requires(Permission.SHEET_REVIEW)
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept one sheet."""
    sheet = _reviewed(request, pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            accept_sheet(sheet, by=request.user, at=moment())
            name = sheet.organisation.short_name
            messages.success(request, _("Accepted: %(name)s") % {"name": name})
    return redirect("returns:sheet", pk)


@requires(Permission.SHEET_REVIEW)
@require_POST
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send one sheet back with a reason, and remarks on single figures."""
    sheet = _reviewed(request, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        context = read_page(request, sheet, sending=form)
        return render(request, "returns/sheet_read.html", context)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            _send(request, sheet, form.cleaned_data["reason"])
    return redirect("returns:sheet", pk)


def _send(request: SignedInRequest, sheet: Sheet, reason: str) -> None:
    send_back_sheet(
        sheet, reason=reason, by=request.user, at=moment(), remarks=remarks_in(request.POST)
    )
    messages.success(request, _("Sent back to %(name)s") % {"name": sheet.organisation.short_name})


def _reviewed(request: SignedInRequest, pk: int) -> Sheet:
    return get_object_or_404(to_review_where(request.user, Permission.SHEET_REVIEW), pk=pk)
