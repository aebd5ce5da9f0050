"""Where a one-time link leads: the person sets their own password."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.access.web import public
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.account import set_password_by_link
from gonghui.people.forms import FirstPasswordForm
from gonghui.people.queries.account import link_behind

KEPT = "link"  # in the session: the token leaves the address bar at once


@public
@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is used up by looking, as messengers do; the form is on the next page."""
    request.session[KEPT] = token
    return redirect("sign-in-link-open")


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """The form; or what to do when the link is over."""
    token = str(request.session.get(KEPT, ""))
    link = link_behind(token, at=now())
    if link is None:
        return render(request, "directory/link_over.html", status=410)
    form = FirstPasswordForm(request.POST or None)
    if form.is_valid() and _is_set(form, token):
        del request.session[KEPT]
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "directory/link.html", {"form": form, "account": link.account})


def _is_set(form: FirstPasswordForm, token: str) -> bool:
    """Whether the password was taken; if not, the form says why."""
    typed: dict[str, Any] = form.cleaned_data
    try:
        set_password_by_link(token, typed["password1"], at=moment())
    except ValidationError as refusal:
        form.add_error("password1", refusal)
        return False
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True
