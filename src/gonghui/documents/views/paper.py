"""The register of papers, one paper, drafting and editing one, and its files."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.actions.paper import draft, edit
from gonghui.documents.exports.paper import write_docx
from gonghui.documents.exports.pdf import write_pdf
from gonghui.documents.exports.register import papers_listing
from gonghui.documents.exports.sheet import write_sheet
from gonghui.documents.forms.paper import (
    NumberForm,
    PaperFilter,
    PaperForm,
    ReasonForm,
    form_for,
    form_of,
)
from gonghui.documents.models import Paper
from gonghui.documents.queries.paper import (
    narrowed,
    papers_where,
    preview,
    printed,
    steps_open,
    trace_of,
)
from gonghui.documents.queries.template import pattern_for, template_in_force
from gonghui.documents.rules.handling import PaperKind
from gonghui.documents.views.way import (
    acts_of,
    held_here,
    pill_of,
    step_of,
    steps,
    trace_shown,
)
from gonghui.documents.web import as_file, file_answer
from gonghui.documents.wording import KIND_NAMES, papers_finding
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation

ROWS = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VIEW, DRAFT, REGISTER = Permission.PAPER_VIEW, Permission.PAPER_DRAFT, Permission.PAPER_REGISTER


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """The papers a person may see, the newest first."""
    form = PaperFilter(request.GET)
    found = narrowed(papers_where(request.user, VIEW), form.wanted())
    if as_file(request):
        return file_answer(request, "papers", papers_listing(found))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "rows": [(one, KIND_NAMES[PaperKind(one.kind)], *pill_of(one)) for one in page],
        "finding": papers_finding(page.paginator.count),
        "may_draft": DRAFT in request.may,
        "may_register": REGISTER in request.may,
    }
    return render(request, "documents/papers.html", facts)


def crumb() -> tuple[str, str]:
    """The way back to the list."""
    return pgettext("official papers", "Papers"), reverse("documents:papers")


@requires(DRAFT)
@require_safe
def new(request: SignedInRequest) -> HttpResponse:
    """Which kind of paper, and of which organisation."""
    addresses = [
        (reverse("documents:paper-begin", args=[kind.value]), name)
        for kind, name in KIND_NAMES.items()
    ]
    seats = [
        (seat, [(f"{address}?of={seat.pk}", name) for address, name in addresses])
        for seat in seated(request.held, DRAFT)
    ]
    facts = {"seats": seats, "trail": [crumb(), (_("Draft a paper"), "")]}
    return render(request, "documents/paper_new.html", facts)


@requires(DRAFT)
def begin(request: SignedInRequest, kind: str) -> HttpResponse:
    """Draft a paper from its template; what was typed can be looked at before it is kept."""
    if kind not in KIND_NAMES:
        raise Http404
    told, seat = PaperKind(kind), _seat(request)
    pattern = pattern_for(seat, told, template_in_force(seat, told))
    form = form_for(pattern, request.POST or None)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        paper = _drafted(request, seat, told, form)
        if paper is not None:
            return redirect("documents:paper", pk=paper.pk)
    like = Paper(organisation=seat, kind=kind, mark=pattern.mark, issuer=pattern.issuer)
    facts = {"seat": seat, "kind": KIND_NAMES[told], **_looked_at(request, form, like)}
    return render(
        request, "documents/paper_edit.html", facts | {"trail": [crumb(), (_("Draft"), "")]}
    )


def _seat(request: SignedInRequest) -> Organisation:
    """The office asked for, else the first the person drafts at."""
    seats = {str(seat.pk): seat for seat in seated(request.held, DRAFT)}
    return seats.get(request.GET.get("of", ""), next(iter(seats.values())))


def _drafted(
    request: SignedInRequest, seat: Organisation, kind: PaperKind, form: PaperForm
) -> Paper | None:
    """The new paper; ``None`` with the refusal on the form. Sent twice, it is drafted once."""
    try:
        with transaction.atomic():
            if acts_once(request):
                return draft(seat, kind, form.words(), by=request.user, at=moment())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return None
    return papers_where(request.user, DRAFT).filter(drafted_by=request.user).latest("pk")


def _looked_at(request: SignedInRequest, form: PaperForm, like: Paper) -> dict[str, object]:
    """The form, and what was typed as it would look, when that was asked for."""
    facts: dict[str, object] = {"form": form, "sheet": ""}
    if "look" in request.POST and form.is_valid():
        try:
            facts["sheet"] = write_sheet(preview(like, form.words()))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return facts


@requires(DRAFT)
def rewrite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Edit a draft; somebody else's change meanwhile is not overwritten."""
    paper = get_object_or_404(papers_where(request.user, DRAFT), pk=pk)
    form = form_of(paper, request.POST or None)
    keep = request.method == "POST" and "look" not in request.POST
    if keep and form.is_valid() and _kept(request, paper, form):
        return redirect("documents:paper", pk=paper.pk)
    here = (paper.title, reverse("documents:paper", args=[paper.pk]))
    facts = {"paper": paper, "seat": paper.organisation, "kind": KIND_NAMES[PaperKind(paper.kind)]}
    facts |= {"trail": [crumb(), here, (_("Edit"), "")], **_looked_at(request, form, paper)}
    return render(request, "documents/paper_edit.html", facts)


def _kept(request: SignedInRequest, paper: Paper, form: PaperForm) -> bool:
    """Whether it was kept; a refusal stands on the form, with all that was typed."""
    edition = form.cleaned_data["edition"] or 0
    try:
        edit(paper, form.words(), edition=edition, by=request.user, at=moment())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


@requires(VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One paper as it will look, where it is, what can be done, and all that was done."""
    paper = get_object_or_404(papers_where(request.user, VIEW), pk=pk)
    held = held_here(request)
    works_here = any(seat.pk == paper.organisation_id for _permission, seat in held)
    light, word = pill_of(paper)
    facts = {
        "paper": paper,
        "kind": KIND_NAMES[PaperKind(paper.kind)],
        "light": light,
        "word": word,
        "steps": steps(),
        "step": step_of(paper),
        "sheet": write_sheet(printed(paper)),
        "trace": trace_shown(trace_of(paper)) if works_here else [],
        "reason_form": ReasonForm(),
        "number_form": NumberForm(paper),
        "trail": [crumb(), (paper.number or paper.title, "")],
        **acts_of(paper, steps_open(paper, held)),
    }
    return render(request, "documents/paper.html", facts)


@requires(VIEW)
@require_safe
def word(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as a Word file."""
    paper = get_object_or_404(papers_where(request.user, VIEW), pk=pk)
    return _file(paper, write_docx(printed(paper)), "docx", WORD)


@requires(VIEW)
@require_safe
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as PDF; where this machine can make none, the page says so."""
    paper = get_object_or_404(papers_where(request.user, VIEW), pk=pk)
    try:
        return _file(paper, write_pdf(printed(paper)), "pdf", "application/pdf")
    except RuleBroken as refusal:
        return render(
            request, "documents/paper_no_pdf.html",
            {"paper": paper, "why": sentence_for(refusal), "trail": [crumb(), (paper.title, "")]},
            status=503,
        )  # fmt: skip


def _file(paper: Paper, content: bytes, ending: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = quote(f"{paper.number}{paper.title}.{ending}", safe="")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
