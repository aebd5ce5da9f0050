"""Asks to answer, answers to accept, asks issued."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """What this person's organisations were asked."""
    return render(request, "cascade/inbox.html", {})
