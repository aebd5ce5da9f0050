"""The own sign-in: what allauth's pages lack for it."""

from typing import cast

from allauth.account import views as account
from allauth.usersessions import views as places
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.web import SignedInRequest, signed_in, step_up
from gonghui.foundation.clock import moment
from gonghui.people.actions.session import end_own_sessions, end_rested
from gonghui.people.web import app_picture


@signed_in
def password(request: SignedInRequest) -> HttpResponseBase:
    """Change the own password; not there for who signs in without one."""
    if not request.user.has_usable_password():
        raise Http404
    with transaction.atomic():  # with its line in the record
        return cast(HttpResponseBase, account.password_change(request))


@signed_in
@require_safe
def second_factor_picture(request: SignedInRequest) -> HttpResponse:
    """What the app's camera reads, while somebody sets one up."""
    picture = app_picture(request)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


@signed_in
def sessions(request: SignedInRequest) -> HttpResponseBase:
    """Where one is signed in; sent, it ends all the others: not for whoever finds a screen open."""
    end_rested(request.user, at=now())
    if request.method == "POST":
        return step_up(places.list_usersessions)(request)
    return cast(HttpResponseBase, places.list_usersessions(request))


@signed_in
@require_POST
@step_up
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one of the own sessions, as on a computer that was left."""
    session = UserSession.objects.filter(user=request.user, pk=pk).first()
    if session is None:
        raise Http404
    end_own_sessions([session], by=request.user, at=moment())
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
