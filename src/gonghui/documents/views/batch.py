"""Filled workbooks: which can be sent in, what becomes of one, taking it in and taking it back."""

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.actions.batch import (
    Upload,
    ask_to_commit,
    ask_to_stop,
    ask_to_undo,
    go_on,
    take_in,
)
from gonghui.documents.exports.batch import imports_listing
from gonghui.documents.exports.template import write_template
from gonghui.documents.forms.batch import SendForm
from gonghui.documents.models import Import
from gonghui.documents.queries.batch import (
    SHOWN,
    files_of,
    first_faults,
    importer_for,
    importers_for,
    imports_where,
    is_left,
    notes_of,
    refusal_of,
)
from gonghui.documents.rules.batch import WORKING, State
from gonghui.documents.sources import Importer, importer_of
from gonghui.documents.views.standing import (
    bar_of,
    commit_label,
    history_of,
    pill_of,
    sentence_of,
    step_of,
    steps,
    title_of,
    undo_label,
)
from gonghui.documents.web import as_file, file_answer
from gonghui.documents.wording import HOW
from gonghui.foundation.clock import moment
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.organisations.models import Organisation

PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOK_AGAIN = "10"  # seconds after which a browser without script looks again


@requires(Permission.ORGANISATION_MANAGE)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """What can be sent in, and what was."""
    found = imports_where(request.user)
    if as_file(request):
        listing = imports_listing(found, kind=title_of, standing=lambda one: pill_of(one)[1])
        return file_answer(request, "imports", listing)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(batch, title_of(batch), *pill_of(batch)) for batch in page]
    facts = {"page": page, "rows": rows, "importers": importers_for(request.may)}
    return render(request, "documents/imports.html", facts)


@requires(Permission.ORGANISATION_MANAGE)
def new(request: SignedInRequest, kind: str) -> HttpResponse:
    """The template to download, and where the filled one is sent in."""
    importer, seats = _importer(request, kind)
    form = SendForm(request.POST or None, request.FILES or None, seats=seats)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            return redirect("documents:import", _sent(request, importer, form).pk)
    facts = {
        "form": form,
        "importer": importer,
        "blanks": [(seat, *_blanks(importer, seat)) for seat in seats],
        "columns": [(one, HOW[one.kind]) for one in importer.template(seats[0]).columns],
        "trail": [_list_crumb(), (str(importer.title), "")],
    }
    return render(request, "documents/import_new.html", facts)


def _blanks(importer: Importer, seat: Organisation) -> tuple[str, str]:
    """Where the template of that organisation is, empty and with what is known."""
    address = f"{reverse('documents:import-template', args=[importer.kind])}?seat={seat.pk}"
    return address, f"{address}&filled=1"


def _sent(request: SignedInRequest, importer: Importer, form: SendForm) -> Import:
    """The file kept; sent a second time by the same form, what became of the first."""
    file = form.cleaned_data["file"]
    assert isinstance(file, UploadedFile)  # noqa: S101 -- a file field has nothing else
    upload = Upload(file.name or "", file.chunks(), get_language() or "zh-hans")
    with transaction.atomic():
        if not acts_once(request):
            return get_object_or_404(imports_where(request.user).filter(owner=request.user)[:1])
        seat = form.seat_chosen()
        return take_in(upload, importer, seat, by=request.user, at=moment())


@requires(Permission.ORGANISATION_MANAGE)
@require_safe
def blank(request: SignedInRequest, kind: str) -> HttpResponse:
    """The workbook to be filled in: empty, or with what is known already (``?filled=1``)."""
    importer, seats = _importer(request, kind)
    asked = {str(seat.pk): seat for seat in seats}
    seat = asked.get(request.GET.get("seat", ""), seats[0])
    rows = importer.prefilled(seat) if request.GET.get("filled") else ()
    told = importer.template(seat)
    name = f"{seat.short_name}{told.title}.xlsx"
    return _download(write_template(told, rows), name)


@requires(Permission.ORGANISATION_MANAGE)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where one workbook stands: how far, what is wrong, what can be done."""
    batch = _batch(request, pk)
    response = render(request, "documents/import.html", _facts(batch))
    if State(batch.state) in WORKING:
        response["Refresh"] = LOOK_AGAIN
    return response


def _facts(batch: Import) -> dict[str, object]:
    importer, state = importer_of(batch.kind), State(batch.state)
    faults = []
    if batch.faults and importer is not None:
        faults = first_faults(batch, importer.template(batch.organisation))
    light, word = pill_of(batch)
    moving = state in (State.COMMITTING, State.UNDOING)
    return {
        "batch": batch,
        "title": title_of(batch),
        "trail": [_list_crumb(), (batch.file_name, "")],
        "steps": steps(),
        "step": step_of(batch),
        "light": light,
        "word": word,
        "bar": bar_of(batch),
        "told": sentence_of(batch),
        "working": state in WORKING,
        "left": is_left(batch, at=moment()),
        "faults": faults,
        "more": max(batch.faults - SHOWN, 0),
        "history": history_of(batch),
        "notes": notes_of(batch),
        "refusal": refusal_of(batch),
        "stoppable": moving and not batch.stop_asked,
        "corrected": batch.faults and files_of(batch).corrected.exists(),
        **_deeds(batch, state),
    }


def _deeds(batch: Import, state: State) -> dict[str, object]:
    """What the person can have done with it now."""
    kept = batch.emptied_at is None
    ready = state is State.CHECKED and not batch.faults
    whole = state in (State.DONE, State.STOPPED)
    return {
        "may_commit": kept and (ready or (state is State.STOPPED and not batch.undone)),
        "may_undo": kept and whole and batch.committed > batch.undone,
        "commit_label": commit_label(batch),
        "undo_label": undo_label(batch),
    }


def _list_crumb() -> tuple[str, str]:
    return _("Workbooks in"), reverse("documents:imports")


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
def commit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the rows taken in."""
    return _asked(request, pk, lambda own: ask_to_commit(own, by=request.user, at=moment()))


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the whole batch taken back."""
    return _asked(request, pk, lambda own: ask_to_undo(own, by=request.user, at=moment()))


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop after the step it is at."""
    return _asked(request, pk, lambda own: ask_to_stop(own, by=request.user, at=moment()))


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call the worker again, when it seems gone."""
    return _asked(request, pk, lambda own: go_on(own, at=moment()))


@requires(Permission.ORGANISATION_MANAGE)
@require_safe
def corrected(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The workbook that was sent, with what is wrong written into it."""
    batch = _batch(request, pk)
    path = files_of(batch).corrected
    if not path.exists():
        raise Http404
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    name = _("%(file)s, corrections.xlsx") % {"file": stem}
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def _asked(request: SignedInRequest, pk: int, act: Callable[[Import], None]) -> HttpResponse:
    batch = _batch(request, pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            act(batch)
    return redirect("documents:import", batch.pk)


def _batch(request: SignedInRequest, pk: int) -> Import:
    return get_object_or_404(imports_where(request.user), pk=pk)


def _importer(request: SignedInRequest, kind: str) -> tuple[Importer, list[Organisation]]:
    """The kind, and where the person may send it in; out of reach it is not there."""
    importer = importer_for(request.may, kind)
    seats = seated(request.held, importer.permission) if importer else []
    if importer is None or not seats:
        raise Http404
    return importer, seats


def _download(content: bytes, name: str) -> HttpResponse:
    told = content_disposition_header(True, name) or "attachment"  # noqa: FBT003 -- Django's own signature
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": told})
