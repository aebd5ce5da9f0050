"""Entering acts on the tree: typed, shown with all they bring, then carried out."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from gonghui.access.checks import organisations_where
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.forms.act import (
    ActForm,
    AdvanceForm,
    DissolveForm,
    MergeForm,
    MoveForm,
    RenameForm,
    ResumeForm,
    SplitForm,
    SuspendForm,
)
from gonghui.directory.forms.founding import FoundForm
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, typed_in
from gonghui.foundation.wording import sentence_for, sentence_of
from gonghui.organisations.actions.change import Done, foreseen
from gonghui.organisations.actions.tree import found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.change import PartyRole

CHANGES = Permission.ORGANISATION_MANAGE
METHODS = ["GET", "HEAD", "POST"]


def _act(request: SignedInRequest, pk: int, kind: type[ActForm]) -> HttpResponse:
    """The form, then what it would bring, then the deed."""
    among = organisations_where(request.user, CHANGES)
    organisation = get_object_or_404(among, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = kind(organisation, data, among=among, today=today())
    facts = {"organisation": organisation, "form": form, "trail": _trail(organisation, form.title)}
    step = request.POST.get("step", "")
    if step not in ("check", "commit") or not form.is_valid():
        return render(request, "directory/act.html", facts)
    done = _done(request, form, commit=step == "commit")
    if done is None:
        return render(request, "directory/act.html", facts)
    if step == "commit":
        messages.success(request, _("Done: %(act)s") % {"act": form.title})
        return redirect("directory:organisation", _about(done, organisation))
    facts |= {
        "typed": _typed(request),
        "rows": form.told(),
        "consequences": [sentence_of(one.code, one.facts) for one in done.consequences],
    }
    return render(request, "directory/act_check.html", facts)


def _done(request: SignedInRequest, form: ActForm, *, commit: bool) -> Done | None:
    """What was or would be done; ``None`` when a rule refused and the form says why."""
    act = form.act(request.user, moment())
    try:
        return _once(request, form) if commit else foreseen(lambda: form.carry_out(act))
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return None


@transaction.atomic
def _once(request: SignedInRequest, form: ActForm) -> Done:
    if not acts_once(request):
        raise RuleBroken("form.sent_twice")
    return form.carry_out(form.act(request.user, moment()))


def _about(done: Done, organisation: Organisation) -> int:
    """The page to go on with: what came out of it, else whom it was about."""
    into = done.change.parties.filter(role=PartyRole.INTO.value).first()
    return into.organisation_id if into is not None else organisation.pk


def _typed(request: SignedInRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, value in typed_in(request) if name != "step"]


def _trail(organisation: Organisation, last: object) -> list[tuple[str, str]]:
    return [
        (pgettext("menu", "Organisations"), reverse("directory:organisations")),
        (organisation.short_name, reverse("directory:organisation", args=[organisation.pk])),
        (str(last), ""),
    ]


@requires(CHANGES)
@require_http_methods(METHODS)
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name."""
    return _act(request, pk, RenameForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another superior."""
    return _act(request, pk, MoveForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """One with others."""
    return _act(request, pk, MergeForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    """Several out of one."""
    return _act(request, pk, SplitForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def suspend(request: SignedInRequest, pk: int) -> HttpResponse:
    """At rest."""
    return _act(request, pk, SuspendForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """At work again."""
    return _act(request, pk, ResumeForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def dissolve(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more."""
    return _act(request, pk, DissolveForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def advance(request: SignedInRequest, pk: int) -> HttpResponse:
    """One step further in its founding."""
    return _act(request, pk, AdvanceForm)


@requires(CHANGES)
@require_http_methods(METHODS)
def found(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new organisation below one."""
    above = get_object_or_404(organisations_where(request.user, CHANGES), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = FoundForm(above, data, today=today())
    if form.is_valid() and (new := _founded(request, form)):
        messages.success(request, _("Founded: %(name)s") % {"name": new.name})
        return redirect("directory:organisation", new.pk)
    trail = _trail(above, _("Found an organisation"))
    return render(request, "directory/found.html", {"form": form, "above": above, "trail": trail})


def _founded(request: SignedInRequest, form: FoundForm) -> Organisation | None:
    try:
        return _found_once(request, form)
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return None


@transaction.atomic
def _found_once(request: SignedInRequest, form: FoundForm) -> Organisation:
    if not acts_once(request):
        raise RuleBroken("form.sent_twice")
    founding = form.founding()
    on = founding.founded_on or today()
    return found_organisation(founding, on=on, by=request.user, at=moment())
