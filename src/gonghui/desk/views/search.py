"""One box over everything a person may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.desk.queries.search import find
from gonghui.foundation.web import asked_text


@requires(Permission.DESK_VIEW)
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """Organisations, persons, rounds and meetings whose name holds what was typed."""
    text = asked_text(request)
    found = find(request.user, text, may=request.may)
    rounds = [(one, reverse("returns:round", args=[one.pk])) for one in found.rounds]
    facts = {"q": text, "found": found, "rounds": rounds, "heading": _heading(text, found.count)}
    facts["by_phone"] = Permission.CONTACT_TELL in request.may
    return render(request, "desk/search.html", facts)


def _heading(text: str, count: int) -> str:
    if not text:
        return _("What are you looking for?")
    if not count:
        return _("Nothing in your reach is called “%(text)s”") % {"text": text}
    words = ngettext("%(n)s thing called “%(text)s”", "%(n)s things called “%(text)s”", count)
    return words % {"n": count, "text": text}
