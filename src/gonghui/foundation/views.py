"""The look as one file, and the page that shows every piece of it."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.foundation.gallery import entries
from gonghui.foundation.stylesheet import digest, joined

View = TypeVar("View", bound=Callable[..., HttpResponse])
A_YEAR = 365 * 86400


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
