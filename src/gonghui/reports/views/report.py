"""Pages of work reports."""

from urllib.parse import quote

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gonghui.access.checks import can
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import half_of
from gonghui.foundation.web import acts_once, moment, refusals_shown
from gonghui.reports.actions import draft_anew, draft_report, edit_report, sign_off
from gonghui.reports.exports import report_docx, reports_listing
from gonghui.reports.forms import DraftForm, EditForm
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import (
    Content,
    content_of,
    report_of,
    reports_where,
    sections_of,
)
from gonghui.reports.views.told import changed, grid_rows, round_address, rows_of, told
from gonghui.reports.wording import reports_finding

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.REPORT_VIEW)
def index(request: SignedInRequest) -> HttpResponseBase:
    """The reports of the person's part of the tree."""
    reports = list(reports_where(request.user, Permission.REPORT_VIEW))
    if as_file(request):
        return file_answer(request, "reports", reports_listing(reports))
    signed = sum(report.is_signed for report in reports)
    context = {
        "reports": reports,
        "finding": reports_finding(len(reports) - signed, signed),
        "may_draft": Permission.REPORT_DRAFT in request.may,
    }
    return render(request, "reports/reports.html", context)


@requires(Permission.REPORT_DRAFT)
def draft(request: SignedInRequest) -> HttpResponse:
    """Draft the report of a period; one that is there is opened."""
    asked = request.GET.get("period") or half_of(today()).code
    form = DraftForm(request.user, request.POST or None, period=asked[:20])
    if form.is_valid():
        with refusals_shown(request), transaction.atomic():
            draft_report(**form.cleaned_data, by=request.user, at=moment())
        if made := report_of(**form.cleaned_data):
            return redirect("reports:report", pk=made.pk)
    return render(request, "reports/report_draft.html", {"form": form})


def _seen(request: SignedInRequest, pk: int, permission: Permission) -> WorkReport:
    return get_object_or_404(reports_where(request.user, permission), pk=pk)


def _content(report: WorkReport) -> Content:
    """What it says; a draft without its figures any more is not there."""
    try:
        return content_of(report, today=today())
    except RuleBroken as gone:
        raise Http404 from gone


@requires(Permission.REPORT_VIEW)
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report, every number a door to the sheets behind it."""
    report = _seen(request, pk, Permission.REPORT_VIEW)
    content = _content(report)
    context = {
        "report": report,
        "content": content,
        "sections": told(report, content),
        "rows": rows_of(report, content),
        "grid": grid_rows(content),
        "round_address": round_address(report, content.facts),
        "changed": changed(report, content),
        "may_edit": can(request.user, Permission.REPORT_DRAFT, report.organisation),
        "may_sign": can(request.user, Permission.REPORT_SIGN_OFF, report.organisation),
    }
    return render(request, "reports/report.html", context)


@requires(Permission.REPORT_VIEW)
def word(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as a Word file in the official layout."""
    report = _seen(request, pk, Permission.REPORT_VIEW)
    file = report_docx(report, _content(report))
    answer = HttpResponse(file, content_type=WORD)
    name = quote(f"{report.title}.docx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@requires(Permission.REPORT_DRAFT)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Edit the texts; the live figures in them are checked."""
    report = _seen(request, pk, Permission.REPORT_DRAFT)
    form = EditForm(sections_of(report), request.POST or None, edition=report.edition)
    if form.is_valid() and _edited(request, report, form):
        return redirect("reports:report", pk=report.pk)
    return render(request, "reports/report_edit.html", {"report": report, "form": form})


def _edited(request: SignedInRequest, report: WorkReport, form: EditForm) -> bool:
    """Whether the texts were kept; a refusal stands on the form, with all that was typed."""
    kept = form.cleaned_data
    try:
        edit_report(
            report, form.typed(), edition=kept["edition"], may_drop=kept["may_drop"],
            by=request.user, at=moment(),
        )  # fmt: skip
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


@requires(Permission.REPORT_DRAFT)
@require_POST
def anew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft it again from the figures of now."""
    report = _seen(request, pk, Permission.REPORT_DRAFT)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            draft_anew(report, by=request.user, at=moment())
    return redirect("reports:report", pk=report.pk)


@requires(Permission.REPORT_SIGN_OFF)
@require_POST
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign it: what its figures say now stays."""
    report = _seen(request, pk, Permission.REPORT_SIGN_OFF)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            sign_off(report, by=request.user, at=moment())
    return redirect("reports:report", pk=report.pk)
