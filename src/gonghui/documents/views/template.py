"""The templates an office changes, each with its preview."""

from dataclasses import asdict

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.actions.template import save_template
from gonghui.documents.exports.sheet import write_sheet
from gonghui.documents.forms.paper import PatternForm
from gonghui.documents.models import PaperTemplate
from gonghui.documents.queries.template import (
    own_pattern,
    sample,
    template_in_force,
    templates_of,
)
from gonghui.documents.rules.handling import PaperKind
from gonghui.documents.rules.template import Pattern
from gonghui.documents.views.paper import crumb
from gonghui.documents.wording import KIND_NAMES
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation

REGISTER = Permission.PAPER_REGISTER


def _crumb() -> tuple[str, str]:
    return _("Templates"), reverse("documents:paper-templates")


@requires(REGISTER)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What papers of each kind begin with, office by office."""
    seats = seated(request.held, REGISTER)
    own = {(one.organisation_id, one.kind): one for one in templates_of(seats)}
    rows = [
        (seat, kind.value, name, own.get((seat.pk, kind.value)))
        for seat in seats
        for kind, name in KIND_NAMES.items()
    ]
    facts = {"rows": rows, "several": len(seats) > 1, "trail": [crumb(), (_("Templates"), "")]}
    return render(request, "documents/paper_templates.html", facts)


@requires(REGISTER)
def edit(request: SignedInRequest, kind: str) -> HttpResponse:
    """Change the standing words of a kind; a sample shows how it will look."""
    if kind not in KIND_NAMES:
        raise Http404
    seat, told = _seat(request), PaperKind(kind)
    there = template_in_force(seat, told)
    standing, version = own_pattern(told, there), there.version if there else 0
    form = PatternForm(request.POST or None, initial=asdict(standing) | {"version": version})
    keep = request.method == "POST" and "look" not in request.POST
    if keep and form.is_valid() and _saved(request, seat, told, form):
        return redirect("documents:paper-templates")
    pattern = form.pattern() if form.is_bound and form.is_valid() else standing
    facts = {
        "seat": seat, "kind": KIND_NAMES[told], "form": form, "there": there,
        "sheet": _sheet(seat, told, pattern), "older": _older(there),
        "trail": [crumb(), _crumb(), (str(KIND_NAMES[told]), "")],
    }  # fmt: skip
    return render(request, "documents/paper_template.html", facts)


def _seat(request: SignedInRequest) -> Organisation:
    seats = {str(seat.pk): seat for seat in seated(request.held, REGISTER)}
    return seats.get(request.GET.get("of", ""), next(iter(seats.values())))


def _saved(
    request: SignedInRequest, seat: Organisation, kind: PaperKind, form: PatternForm
) -> bool:
    """Whether a new version was kept; a refusal stands on the form."""
    told = form.cleaned_data["version"]
    try:
        with transaction.atomic():
            if acts_once(request):
                save_template(
                    seat, kind, form.pattern(), version=told, by=request.user, at=moment()
                )
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def _sheet(seat: Organisation, kind: PaperKind, pattern: Pattern) -> str:
    return write_sheet(sample(seat, kind, pattern, on=today()))


def _older(there: PaperTemplate | None) -> list[PaperTemplate]:
    """The versions before, the newest first."""
    if there is None:
        return []
    found = PaperTemplate.objects.filter(organisation=there.organisation_id, kind=there.kind)
    return list(found.select_related("saved_by__person").order_by("-version"))
