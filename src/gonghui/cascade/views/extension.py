"""More time: asked for on the page of the ask, decided by whoever it is answered to."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.extension import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from gonghui.cascade.forms.directive import ExtensionForm, ReasonForm
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import own_where
from gonghui.cascade.queries.directive import extensions_to_decide, own_extensions_where
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for

RECEIVE, REVIEW = Permission.ASSIGNMENT_RECEIVE, Permission.ASSIGNMENT_REVIEW


@requires(RECEIVE)
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    assignment = get_object_or_404(own_where(request.user, RECEIVE), pk=pk)
    form = ExtensionForm(request.POST or None)
    if form.is_valid() and _asked(request, assignment, form):
        return redirect("cascade:assignment", pk)
    facts = {"form": form, "assignment": assignment}
    return render(request, "cascade/extension_ask.html", facts)


def _asked(request: SignedInRequest, assignment: Assignment, form: ExtensionForm) -> bool:
    try:
        with transaction.atomic():
            if acts_once(request):
                ask_extension(assignment, **form.cleaned_data, by=request.user, at=moment())
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    messages.success(request, _("Asked. Whoever it is answered to decides."))
    return True


@requires(RECEIVE)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more time is needed."""
    extension = get_object_or_404(own_extensions_where(request.user), pk=pk)
    with refusals_shown(request), transaction.atomic():
        if acts_once(request):
            withdraw_extension(extension, by=request.user, at=moment())
    return redirect("cascade:assignment", extension.assignment_id)


@requires(REVIEW)
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """All who ask for more time, the nearest day first."""
    found = extensions_to_decide(seated(request.held, REVIEW))
    return render(request, "cascade/extensions.html", {"extensions": found, "now": moment()})


@requires(REVIEW)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Grant or refuse it; who refuses says why."""
    extension = get_object_or_404(extensions_to_decide(seated(request.held, REVIEW)), pk=pk)
    refuses = request.POST.get("then") == "refuse"
    form = ReasonForm(request.POST if refuses else None)
    if request.method == "POST" and (not refuses or form.is_valid()):
        by, at = request.user, moment()
        with refusals_shown(request), transaction.atomic():
            if acts_once(request):
                if refuses:
                    refuse_extension(extension, answer=form.cleaned_data["reason"], by=by, at=at)
                else:
                    grant_extension(extension, by=by, at=at)
                messages.success(request, _("Decided."))
        return redirect("cascade:extensions")
    facts = {"form": form, "extension": extension, "assignment": extension.assignment}
    return render(request, "cascade/extension.html", facts)
