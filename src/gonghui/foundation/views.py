"""The look as one file, its gallery, and two addresses for browsers and finders of weaknesses."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gonghui.foundation.gallery import entries
from gonghui.foundation.limits import seconds_over
from gonghui.foundation.stylesheet import digest, joined
from gonghui.foundation.web import asker

View = TypeVar("View", bound=Callable[..., HttpResponse])
A_YEAR = 365 * 86400
LONGEST_REPORT = 8 * 1024
WORD = re.compile(r"[a-z-]{1,40}")
HOST = re.compile(r"[a-z0-9.:-]{1,100}")
policy_log = logging.getLogger("gonghui.policy")


def for_everybody(view: View) -> View:
    """Says what ``@public`` of access says, which stands above the foundation."""
    view.public = True  # type: ignore[attr-defined]
    return view


@for_everybody
@require_safe
def look(_request: HttpRequest, name: str) -> HttpResponse:
    """All style files as one; kept for a year under a name that changes with the text."""
    response = HttpResponse(joined(), content_type="text/css; charset=utf-8")
    age = A_YEAR if name == digest() else 0
    response["Cache-Control"] = f"public, max-age={age}" + (", immutable" if age else "")
    return response


@for_everybody
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every piece of the look once, for those who build pages."""
    return render(request, "foundation/gallery.html", entries())


@for_everybody
@csrf_exempt
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """A browser kept something off a page of ours: noted in the log, without what the page says."""
    wait = seconds_over("report", asker(request)) or seconds_over("report-of-all", "all")
    if wait:
        return HttpResponse(status=429, headers={"Retry-After": str(wait)})
    sent = request.read(LONGEST_REPORT + 1)
    if len(sent) > LONGEST_REPORT:
        return HttpResponse(status=413)
    for report in _reports(sent)[:5]:
        policy_log.warning("kept off: %s on the page %s from %s", *report)
    return HttpResponse(status=204)


def _reports(sent: bytes) -> list[tuple[str, str, str]]:
    """What was kept off, on which page, from where; of the page its name, of the source its host.

    An address may hold whom the page is about, so neither is noted whole.
    """
    try:
        told = json.loads(sent)
    except (ValueError, RecursionError):
        return []
    found = told if isinstance(told, list) else [told]
    bodies = [one.get("csp-report") or one.get("body") for one in found if isinstance(one, dict)]
    return [_noted(body) for body in bodies if isinstance(body, dict)]


def _noted(body: dict[str, object]) -> tuple[str, str, str]:
    """Either of the two forms browsers send."""

    def said(*names: str) -> str:
        return next((str(body[name]) for name in names if body.get(name)), "")

    directive = said("effective-directive", "effectiveDirective", "violated-directive")
    page, source = said("document-uri", "documentURL"), said("blocked-uri", "blockedURL")
    return (directive if WORD.fullmatch(directive) else "?", _page(page), _host(source))


def _page(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except (Resolver404, ValueError):
        return "?"


def _host(address: str) -> str:
    if WORD.fullmatch(address):  # "inline", "eval"
        return address
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return "?"
    return host if HOST.fullmatch(host) else "?"


@for_everybody
@require_safe
def security_contact(_request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, where the site named somebody. Source: RFC 9116."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    ends = now() + timedelta(days=180)
    lines = [f"Contact: {one}" for one in settings.SECURITY_CONTACTS]
    lines += [f"Expires: {ends:%Y-%m-%dT00:00:00Z}", "Preferred-Languages: zh, en", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
