"""Pages on which a text is read and looked through."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gonghui.access.checks import seats
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.bulletins.actions.reading import accept_sure, drop_reading, take_in
from gonghui.bulletins.exports import readings_listing
from gonghui.bulletins.forms.text import TextForm
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.reading import items_of, readings_where, waiting_first
from gonghui.bulletins.rules.kinds import Kind
from gonghui.bulletins.rules.review import ReadingState, Sureness, still_open
from gonghui.bulletins.views.claim import claims_of
from gonghui.bulletins.views.parts import parts_of
from gonghui.bulletins.wording import (
    KIND_WORDS,
    STATE_WORDS,
    accepted_words,
    counts_in_words,
    reading_finding,
    readings_finding,
)
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.web import acts_once, moment, refusals_shown

PAGE = 50
STATES = {ReadingState.OPEN: "warn", ReadingState.CONFIRMED: "ok"}


@requires(Permission.BULLETIN_READ)
def index(request: SignedInRequest) -> HttpResponseBase:
    """Texts read, the newest first."""
    seen = readings_where(request.user, Permission.BULLETIN_READ)
    if as_file(request):
        return file_answer(request, "readings", readings_listing(waiting_first(seen)))
    page = Paginator(waiting_first(seen), PAGE).get_page(request.GET.get("page"))
    waiting = seen.filter(state=ReadingState.OPEN.value).count()
    context = {
        "parts": parts_of(request.may, "readings"),
        "page": page,
        "rows": [(one, _state(one), STATE_WORDS[ReadingState(one.state)]) for one in page],
        "finding": readings_finding(waiting),
    }
    return render(request, "bulletins/readings.html", context)


def _state(reading: Reading) -> str:
    return STATES.get(ReadingState(reading.state), "none")


@requires(Permission.BULLETIN_READ)
def read(request: SignedInRequest) -> HttpResponse:
    """Paste or upload a text."""
    where = seats(request.user, Permission.BULLETIN_READ)
    form = TextForm(where, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (reading := _taken_in(request, form)):
        return redirect("bulletins:reading", pk=reading.pk)
    return render(request, "bulletins/reading_new.html", {"form": form})


def _taken_in(request: SignedInRequest, form: TextForm) -> Reading | None:
    """The reading; the one made before when the form was sent twice; ``None`` when refused."""
    text, organisation = form.cleaned_data["whole"], form.cleaned_data["organisation"]
    reading = None
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            reading = take_in(text, organisation=organisation, by=request.user, at=moment())
        else:
            reading = readings_where(request.user, Permission.BULLETIN_READ).first()
    return reading


@requires(Permission.BULLETIN_READ)
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text with marks, and beside it what was read in it."""
    reading = get_object_or_404(readings_where(request.user, Permission.BULLETIN_READ), pk=pk)
    return render(request, "bulletins/reading.html", _facts_of(request, reading))


def _facts_of(request: SignedInRequest, reading: Reading) -> dict[str, object]:
    found = items_of(reading)
    original = request.GET.get("text") == "original"
    is_open = reading.state == ReadingState.OPEN.value
    left = still_open(found)
    confirm = readings_where(request.user, Permission.BULLETIN_CONFIRM).filter(pk=reading.pk)
    return {
        "reading": reading,
        "original": original,
        "text": reading.original if original else reading.cleaned,
        "claims": claims_of(
            reading, found, current=request.GET.get("claim", ""), original=original
        ),
        "is_open": is_open,
        "finding": reading_finding(left, is_open=is_open),
        "note": counts_in_words(left) if is_open else "",
        "kind": KIND_WORDS[Kind(reading.record["kind"])],
        "is_event": reading.record.get("is_event"),
        "sure_left": left[Sureness.SURE],
        "may_confirm": is_open and confirm.exists(),
        "may_write": Permission.BULLETIN_PUBLISH in request.may,
    }


@requires(Permission.BULLETIN_READ)
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept all that was read surely."""
    reading = get_object_or_404(readings_where(request.user, Permission.BULLETIN_READ), pk=pk)
    with refusals_shown(request):
        messages.success(request, accepted_words(accept_sure(reading)))
    return redirect("bulletins:reading", pk=pk)


@requires(Permission.BULLETIN_READ)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a reading aside."""
    reading = get_object_or_404(readings_where(request.user, Permission.BULLETIN_READ), pk=pk)
    with refusals_shown(request):
        drop_reading(reading, by=request.user, at=moment())
    return redirect("bulletins:readings")
