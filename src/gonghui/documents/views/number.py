"""The registers of numbers."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.actions.number import begin_year, open_series
from gonghui.documents.exports.register import numbers_listing
from gonghui.documents.forms.paper import BeginForm, SeriesForm
from gonghui.documents.queries.number import registers_of, series_of
from gonghui.documents.views.paper import crumb
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for

REGISTER = Permission.PAPER_REGISTER


@requires(REGISTER)
def index(request: SignedInRequest) -> HttpResponseBase:
    """What numbers were given, year by year, and whether any is missing; a new register."""
    seats = seated(request.held, REGISTER)
    registers = registers_of(seats)
    if as_file(request):
        return file_answer(request, "paper-numbers", numbers_listing(registers))
    form = SeriesForm(request.POST or None)
    if form.is_valid() and _opened(request, form):
        return redirect("documents:paper-numbers")
    facts = {
        "form": form,
        "seats": seats,
        "registers": registers,
        "missing": sum(len(one.numbers.missing) for one in registers),
        "series": series_of(seats),
        "begin_form": BeginForm(),
        "this_year": today().year,
        "trail": [crumb(), (_("Numbers"), "")],
    }
    return render(request, "documents/paper_numbers.html", facts)


def _opened(request: SignedInRequest, form: SeriesForm) -> bool:
    """Whether a register was opened; a refusal stands on the form."""
    seats = {str(seat.pk): seat for seat in seated(request.held, REGISTER)}
    seat = seats.get(request.POST.get("of", ""), next(iter(seats.values())))
    try:
        with transaction.atomic():
            if acts_once(request):
                open_series(seat, form.cleaned_data["code"], by=request.user, at=moment())
    except RuleBroken as refusal:
        form.add_error("code", sentence_for(refusal))
        return False
    return True


@requires(REGISTER)
@require_POST
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which number was the last given on paper this year."""
    series = get_object_or_404(series_of(seated(request.held, REGISTER)), pk=pk)
    form = BeginForm(request.POST)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            before = form.cleaned_data["before"] if form.is_valid() else -1
            begin_year(series, before=before, by=request.user, at=moment())
    return redirect("documents:paper-numbers")
