"""What is said when a page cannot be given, what happened to what was typed, and a number."""

import logging
import secrets

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.csrf import requires_csrf_token

from gonghui.access.actions.alert import note_refused
from gonghui.access.web import public
from gonghui.foundation.clock import moment
from gonghui.foundation.web import asker, typed_in
from gonghui.people.models import Account

logger = logging.getLogger("gonghui.errors")
LETTERS = "23456789ACDEFGHJKLMNPQRTUVWXYZ"  # none that are taken for one another on the telephone


def reference_number() -> str:
    """Six letters a person can read out on the telephone."""
    return "".join(secrets.choice(LETTERS) for _place in range(6))


def _told(request: HttpRequest, page: str, status: int, **facts: object) -> HttpResponse:
    number = reference_number()
    who, method = asker(request), request.method
    logger.warning("reference %s: %s %s %s by %s", number, status, method, request.path, who)
    response = render(request, page, {"reference": number, **facts}, status=status)
    response["X-Reference"] = number
    return response


@public
@requires_csrf_token
def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: gone, or out of reach; both answer alike."""
    if request.resolver_match is not None and isinstance(request.user, Account):
        _count(request.user)
    return _told(request, "desk/missing.html", 404, typed=request.method == "POST")


def _count(account: Account) -> None:
    """Counting must not make a broken page of a missing one."""
    try:
        note_refused(account, at=moment())
    except DatabaseError:
        logger.warning("a refusal was not counted", exc_info=True)


@public
@requires_csrf_token
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not now, or not for this person."""
    return _told(request, "desk/refused.html", 403, typed=request.method == "POST")


@public
@requires_csrf_token
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what arrived cannot be read, mostly because it is far too much."""
    return _told(request, "desk/unreadable.html", 400)


@public
@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Drawn without database or session, since one of them may be what broke."""
    number = reference_number()
    logger.error("reference %s: 500 %s %s", number, request.method, request.path, exc_info=True)
    english = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en"
    with override("en" if english else settings.LANGUAGE_CODE):
        page = render_to_string(
            "desk/broken.html", {"reference": number, "typed": request.method == "POST"}
        )
    response = HttpResponse(page, status=500)
    response["X-Reference"] = number
    return response


@public
@requires_csrf_token
def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not fit: the page is old, or somebody signed in again meanwhile.

    What was typed is shown and can be sent once more, if the browser says it came from our page.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    logger.info("token refused: %s", reason)
    return _told(
        request,
        "desk/not_from_here.html",
        403,
        typed=typed_in(request) if ours else [],
        again=request.get_full_path() if ours else "",
        files=bool(request.FILES) if ours else False,
    )


@public
@requires_csrf_token
def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many tries to sign in."""
    return _told(request, "desk/too_often.html", 429)
