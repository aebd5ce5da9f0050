"""The first page after sign-in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires


@requires(Permission.DESK_VIEW)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What waits for me, what I asked for, what comes next."""
    return render(request, "desk/home.html", {})
