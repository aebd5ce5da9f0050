"""Pages about honours."""

from django.http import HttpResponse
from django.shortcuts import render

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.honours.queries.presentation import of_year, presentations_where, years
from gonghui.honours.wording import presentations_finding


@requires(Permission.HONOUR_VIEW)
def index(request: SignedInRequest) -> HttpResponse:
    """What was presented in one year; the newest year when none is chosen."""
    seen = presentations_where(request.user, Permission.HONOUR_VIEW)
    known = years(seen)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, known) else next(iter(known), None)
    presentations = list(of_year(seen, year)) if year else []
    context = {
        "presentations": presentations,
        "tabs": [(str(one), f"?year={one}", one == year) for one in known],
        "finding": presentations_finding(len(presentations), year),
    }
    return render(request, "honours/presentations.html", context)
