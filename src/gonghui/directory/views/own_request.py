"""Asking for the own data to be corrected or erased, or explained."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.web import SignedInRequest, signed_in
from gonghui.directory.forms.request import AskForm
from gonghui.directory.queries.own_data import told
from gonghui.directory.views.own_data import request_rows, self_or_404
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.request import ask, withdraw
from gonghui.people.models import DataRequest, Person
from gonghui.people.queries.own import outlook
from gonghui.people.queries.request import requests_of
from gonghui.people.rules.privacy import RequestKind, RequestState
from gonghui.people.wording import REQUEST_KIND_NAMES


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask; before asking to be erased one sees what would go and what stays."""
    person, wanted = self_or_404(request), _kind_or_404(kind)
    still = requests_of(person).filter(kind=kind, state=RequestState.OPEN.value).first()
    if still is not None and request.method != "POST":
        return redirect("own-request", still.pk)
    form = AskForm(request.POST or None, kind=wanted)
    if request.method == "POST" and form.is_valid() and _asked(request, person, form):
        return redirect("own-data")
    facts = {"form": form, "title": REQUEST_KIND_NAMES[wanted], "kind": kind}
    facts |= outlook_facts(person, wanted) | {"trail": _trail(str(REQUEST_KIND_NAMES[wanted]))}
    return render(request, "directory/own_request_new.html", facts)


def _kind_or_404(kind: str) -> RequestKind:
    if kind not in list(RequestKind):
        raise Http404
    return RequestKind(kind)


def _asked(request: SignedInRequest, person: Person, form: AskForm) -> bool:
    try:
        with transaction.atomic():
            if acts_once(request):
                ask(person, form.kind, form.cleaned_data["words"], by=request.user, at=moment())
                messages.success(request, _("Asked. You find the answer here, within 15 days."))
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def outlook_facts(person: Person, kind: RequestKind) -> dict[str, object]:
    """Of an erasure: what would go and what stays, and why."""
    if kind is not RequestKind.ERASE:
        return {"outlook": None}
    found = outlook(person)
    stays, goes = [told(one) for one in found.stays], [told(one) for one in found.goes]
    return {"outlook": found, "stays": stays, "goes": goes}


def _trail(title: str) -> list[tuple[str, str]]:
    return [(_("My data"), reverse("own-data")), (title, "")]


@signed_in
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a request of mine is, and the answer."""
    one = _own_or_404(request, pk)
    kind = RequestKind(one.kind)
    facts = {"row": request_rows([one])[0], "trail": _trail(str(REQUEST_KIND_NAMES[kind]))}
    return render(request, "directory/own_request.html", {**facts, "now": moment()})


@signed_in
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """I no longer ask."""
    one = _own_or_404(request, pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            withdraw(one, by=request.user, at=moment())
            messages.success(request, _("Taken back. You may ask anew at any time."))
    return redirect("own-request", pk)


def _own_or_404(request: SignedInRequest, pk: int) -> DataRequest:
    return get_object_or_404(requests_of(self_or_404(request)), pk=pk)
