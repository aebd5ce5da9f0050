"""Giving and ending roles: typed, shown with the difference it makes, then done."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonghui.access.actions.grant import (
    Foreseen,
    Giving,
    end_role,
    foreseen,
    give,
    give_or_propose,
    given_by,
    needs_a_second,
)
from gonghui.access.checks import organisations_where
from gonghui.access.permissions import Permission
from gonghui.access.queries import accounts_where, grants_where
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.access.wording import ROLE_NAMES
from gonghui.directory.forms.grant import EndRoleForm, GivingForm
from gonghui.directory.views.told import differences
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, asked_text, typed_in
from gonghui.foundation.wording import sentence_for

MANAGE = Permission.GRANT_MANAGE
METHODS = ["GET", "HEAD", "POST"]
DAY = timedelta(days=1)
Rows = list[tuple[str, str]]


@requires(MANAGE)
@require_http_methods(METHODS)
@step_up
def new(request: SignedInRequest) -> HttpResponse:
    """Give a role; one that takes two is proposed."""
    form = _giving_form(request)
    facts: dict[str, object] = {"title": _("Give a role"), "commit": _("Give the role")}
    shown = _shown(request, form, lambda: _seen(request, form.giving()))
    if shown is not None:
        return _check(request, shown, facts | _giving_facts(form.giving()))
    if _sent(request, form, lambda: _give(request, form)):
        return redirect(_back(form.giving().organisation.code))
    return _form(request, form, facts)


def _giving_form(request: SignedInRequest) -> GivingForm:
    return GivingForm(
        request.POST or None,
        among=organisations_where(request.user, MANAGE),
        accounts=accounts_where(request.user, MANAGE),
        initial=_begun(request),
    )


def _giving_facts(giving: Giving) -> dict[str, object]:
    two = needs_a_second(giving)
    commit = {"commit": _("Propose it")} if two else {}
    return {"rows": giving_rows(giving), "two": two} | commit


def _begun(request: SignedInRequest) -> Mapping[str, object]:
    """What the form begins with: where and to whom, as the page before knew."""
    return {
        "organisation": asked_text(request, "at"),
        "to": asked_text(request, "to", most=200),
        "from_on": today(),
    }


def _seen(request: SignedInRequest, giving: Giving) -> Foreseen:
    def act() -> object:
        return give(giving, by=request.user, at=moment())

    return foreseen(act, giving.to, on=giving.from_on)


def _give(request: SignedInRequest, form: GivingForm) -> None:
    giving = form.giving()
    give_or_propose(giving, by=request.user, at=moment())
    words = (
        _("Proposed. A second security administrator must confirm it within seven days.")
        if needs_a_second(giving)
        else _("Given. It holds from the next page they open.")
    )
    messages.success(request, words)


def giving_rows(giving: Giving) -> Rows:
    """What is to be given, field by field."""
    to = str(giving.post) if giving.post else _account(giving)
    return [
        (_("Role"), str(ROLE_NAMES[giving.role])),
        (_("Over which organisation"), giving.organisation.name),
        (_("To whom"), to),
        (_("First day"), date_format(giving.from_on)),
        (_("Last day"), date_format(giving.until_on) if giving.until_on else _("none set")),
    ]


def _account(giving: Giving) -> str:
    account = giving.account
    return f"{account.display_name}（{account.username}）" if account else ""


@requires(MANAGE)
@require_http_methods(METHODS)
@step_up
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    grant = get_object_or_404(grants_where(request.user, MANAGE), pk=pk)
    form, giving = EndRoleForm(request.POST or None, today=today()), given_by(grant)
    end_it = partial(_end, request, grant, form)
    shown = _shown(request, form, lambda: _end_seen(end_it, giving, form.cleaned_data["on"]))
    if shown is not None:
        return _check(request, shown, _ending_facts(giving, form.cleaned_data["on"]))
    if _sent(request, form, end_it):
        messages.success(request, _("Ended. It holds from the next page they open."))
        return redirect(_back(grant.organisation.code))
    return _form(request, form, _ending_facts(giving))


def _end(request: SignedInRequest, grant: Any, form: EndRoleForm) -> None:  # noqa: ANN401 -- a Grant, whose class stays in its room
    end_role(grant, on=form.cleaned_data["on"], by=request.user, at=moment())


def _end_seen(act: Callable[[], None], giving: Giving, on: date) -> Foreseen:
    """What is different on the first day without it."""
    return foreseen(act, giving.to, on=max(today(), on + DAY))


def _ending_facts(giving: Giving, on: date | None = None) -> dict[str, object]:
    rows = giving_rows(giving)[:-1]
    last = [(_("Last day"), date_format(on))] if on else []
    return {"title": _("End a role"), "commit": _("End the role"), "rows": rows + last}


def _shown(
    request: SignedInRequest, form: forms.Form, see: Callable[[], Foreseen]
) -> Foreseen | None:
    """What it would make different; ``None`` where that is not asked, or a rule refuses it."""
    if request.POST.get("step") != "check" or not form.is_valid():
        return None
    try:
        return see()
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return None


def _sent(request: SignedInRequest, form: forms.Form, act: Callable[[], None]) -> bool:
    """Whether it is done; sent twice, it is done once."""
    if request.POST.get("step") != "commit" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            if acts_once(request):
                act()
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def _form(request: SignedInRequest, form: forms.Form, facts: dict[str, object]) -> HttpResponse:
    trail = [(_("Who may do what"), reverse("directory:grants")), (str(facts["title"]), "")]
    return render(request, "directory/grant.html", facts | {"form": form, "trail": trail})


def _check(request: SignedInRequest, shown: Foreseen, facts: dict[str, object]) -> HttpResponse:
    trail = [(_("Who may do what"), reverse("directory:grants")), (str(facts["title"]), "")]
    typed = [(name, value) for name, value in typed_in(request) if name != "step"]
    told = {"typed": typed, "on": shown.on, "rest": shown.rest, "trail": trail}
    told["differences"] = differences(shown)
    return render(request, "directory/grant_check.html", facts | told)


def _back(code: str) -> str:
    return f"{reverse('directory:grants')}?at={code}"
