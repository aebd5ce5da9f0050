"""One sheet: fill it in, check it, file it, take it back; or read it as it was filed."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.rules.assignment import OPEN, State
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.returns.actions.sheet import file_sheet, save_draft, withdraw_sheet
from gonghui.returns.forms.sheet import Typed, typed_in
from gonghui.returns.models import Sheet
from gonghui.returns.queries.sheet import Draft, draft_of, own_sheets_where, sheets_where
from gonghui.returns.views import cells
from gonghui.returns.views.read import read_page
from gonghui.returns.views.whose import trail


@requires(Permission.SHEET_VIEW)
@require_safe
def answer(request: SignedInRequest, assignment_pk: int) -> HttpResponse:
    """From an assignment to the sheet that answers it."""
    seen = sheets_where(request.user, Permission.SHEET_VIEW)
    return redirect("returns:sheet", get_object_or_404(seen, assignment=assignment_pk).pk)


@requires(Permission.SHEET_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet to fill in for whoever may; for others, and once it is filed, to read."""
    sheet = get_object_or_404(sheets_where(request.user, Permission.SHEET_VIEW), pk=pk)
    if request.method == "POST":
        return _save(request, get_object_or_404(_mine(request, Permission.SHEET_FILL), pk=pk))
    if _may_fill(request, sheet):
        checked = request.GET.get("checked") == "1"
        return render(request, "returns/sheet.html", grid(draft_of(sheet), checked=checked))
    return render(request, "returns/sheet_read.html", read_page(request, sheet))


def _mine(request: SignedInRequest, permission: Permission) -> QuerySet[Sheet]:
    return own_sheets_where(request.user, permission)


def _may_fill(request: SignedInRequest, sheet: Sheet) -> bool:
    if sheet.assignment is None or State(sheet.assignment.state) not in OPEN:
        return False
    if sheet.round.closed_at is not None or Permission.SHEET_FILL not in request.may:
        return False
    return _mine(request, Permission.SHEET_FILL).filter(pk=sheet.pk).exists()


def grid(draft: Draft, *, checked: bool, edition: int | None = None) -> dict[str, object]:
    """The page of a sheet being filled in."""
    sheet = draft.sheet
    told = cells.problems(draft, checked=checked)
    asked = [line for line in draft.lines if line.is_typed]
    return {
        "sheet": sheet,
        "round": sheet.round,
        "assignment": sheet.assignment,
        "trail": trail(sheet.round, sheet.organisation),
        "steps": steps(sheet),
        "edition": sheet.edition if edition is None else edition,
        "sections": cells.sections(draft, checked=checked),
        "problems": told,
        "errors": bool(told),
        "left": sum(checked or one.refusal.code != cells.MISSING for one in draft.open),
        "whole": cells.about_the_whole(draft),
        "whole_note": draft.notes.get("", ""),
        "given": sum(1 for line in asked if line.code in draft.values),
        "asked": len(asked),
        "computed": len(draft.lines) - len(asked) + len(draft.known),
        "minutes": draft.blank.minutes,
    }


def steps(sheet: Sheet) -> list[tuple[str, str]]:
    """Fill in, check, file."""
    return [
        (_("Fill in"), reverse("returns:sheet", args=[sheet.pk])),
        (pgettext("a step", "Check"), ""),
        (pgettext("a step", "File"), ""),
    ]


def _save(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Keep what was typed, then stay, leave or go on to check; refused, all typed still stands."""
    typed = typed_in(request.POST)
    try:
        _keep(request, sheet, typed)
    except RuleBroken as refusal:
        return _kept_on_page(request, sheet, typed, sentence_for(refusal))
    then = request.POST.get("then", "")
    if then == "check":
        return redirect("returns:sheet-check", sheet.pk)
    messages.success(request, _("Saved. Not filed yet."))
    if then == "leave":
        return redirect("returns:rounds")
    return redirect("returns:sheet", sheet.pk)


def _keep(request: SignedInRequest, sheet: Sheet, typed: Typed) -> Sheet:
    return save_draft(
        sheet,
        values=typed.values,
        notes=typed.notes,
        version=typed.edition,
        by=request.user,
        at=moment(),
    )


def _kept_on_page(request: SignedInRequest, sheet: Sheet, typed: Typed, words: str) -> HttpResponse:
    """The same page with what was just typed; saving again puts it over what stands."""
    messages.error(request, words)
    sheet.refresh_from_db(fields=["edition"])
    draft = draft_of(sheet, typed=typed.values, notes=typed.notes)
    return render(request, "returns/sheet.html", grid(draft, checked=False), status=409)


@requires(Permission.SHEET_FILL)
@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep what was typed while typing goes on; 409 when somebody else saved meanwhile."""
    sheet = get_object_or_404(_mine(request, Permission.SHEET_FILL), pk=pk)
    try:
        kept = _keep(request, sheet, typed_in(request.POST))
    except RuleBroken as refusal:
        return HttpResponse(sentence_for(refusal), status=409, content_type="text/plain")
    return HttpResponse(status=204, headers={"X-Edition": str(kept.edition)})


@requires(Permission.SHEET_FILL)
@require_safe
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read back what would be filed; with something left to fix, back to the sheet."""
    sheet = get_object_or_404(_mine(request, Permission.SHEET_FILL), pk=pk)
    draft = draft_of(sheet)
    if draft.open or not _may_fill(request, sheet):
        return redirect(f"{reverse('returns:sheet', args=[pk])}?checked=1")
    context = grid(draft, checked=True) | {
        "may_file": _mine(request, Permission.SHEET_FILE).filter(pk=pk).exists()
    }
    return render(request, "returns/sheet_check.html", context)


@requires(Permission.SHEET_FILE)
@require_POST
def file(request: SignedInRequest, pk: int) -> HttpResponse:
    """File the sheet; sent twice, it is filed once."""
    sheet = get_object_or_404(_mine(request, Permission.SHEET_FILE), pk=pk)
    if not request.POST.get("agreed"):
        messages.error(request, _("Tick that the figures agree with your records, then file."))
        return redirect("returns:sheet-check", pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            file_sheet(sheet, by=request.user, at=moment())
            messages.success(request, _filed_words(sheet))
    return redirect("returns:sheet", pk)


def _filed_words(sheet: Sheet) -> str:
    superior = sheet.assignment.answers_to.short_name if sheet.assignment else ""
    return _("Filed. %(superior)s reviews it; you can withdraw until it is accepted.") % {
        "superior": superior
    }


@requires(Permission.SHEET_FILE)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the sheet back before it is accepted."""
    sheet = get_object_or_404(_mine(request, Permission.SHEET_FILE), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            withdraw_sheet(sheet, by=request.user, at=moment())
            messages.success(request, _("Withdrawn. It counts again when you file it."))
    return redirect("returns:sheet", pk)
