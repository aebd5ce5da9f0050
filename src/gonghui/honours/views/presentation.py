"""Pages about honours."""

from django.http import HttpResponseBase
from django.shortcuts import render

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.honours.exports import presentations_listing
from gonghui.honours.queries.presentation import of_year, presentations_where, years
from gonghui.honours.wording import presentations_finding


@requires(Permission.HONOUR_VIEW)
def index(request: SignedInRequest) -> HttpResponseBase:
    """What was presented in one year; the newest year when none is chosen."""
    seen = presentations_where(request.user, Permission.HONOUR_VIEW)
    known = years(seen)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, known) else next(iter(known), None)
    presentations = list(of_year(seen, year)) if year else []
    finding = presentations_finding(len(presentations), year)
    if as_file(request):
        return file_answer(request, "honours", presentations_listing(finding, presentations))
    context = {
        "presentations": presentations,
        "tabs": [(str(one), f"?year={one}", one == year) for one in known],
        "finding": finding,
    }
    return render(request, "honours/presentations.html", context)
