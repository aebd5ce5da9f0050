"""Who has not filed and who is late."""

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.organisations.models import Organisation
from gonghui.returns.exports import missing_listing
from gonghui.returns.models import Round
from gonghui.returns.queries.missing import late, missing
from gonghui.returns.views import lines
from gonghui.returns.views.whose import organisation_seen, round_seen, trail
from gonghui.returns.wording import state_word

PAGE = 50


@requires(Permission.ROUND_VIEW)
@require_safe
def absent(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Everybody below who has not filed, or only the late."""
    shown = round_seen(request, pk)
    organisation = organisation_seen(request, shown)
    if as_file(request):
        only_late = request.GET.get("late") == "1"
        found = late(shown, organisation, today()) if only_late else missing(shown, organisation)
        return file_answer(request, f"missing-{shown.period}", missing_listing(shown, found))
    return render(request, "returns/missing.html", _page(request, shown, organisation))


def _page(request: SignedInRequest, shown: Round, organisation: Organisation) -> dict[str, object]:
    waiting = missing(shown, organisation)
    overdue = late(shown, organisation, today())
    only_late = request.GET.get("late") == "1"
    page = Paginator(overdue if only_late else waiting, PAGE).get_page(request.GET.get("page"))
    return {
        "round": shown,
        "organisation": organisation,
        "trail": trail(shown, organisation, _("Not filed")),
        "page": page,
        "rows": [
            (one, state_word(one.assignment.state if one.assignment else None)) for one in page
        ],
        "count": waiting.count(),
        "late_count": overdue.count(),
        "tabs": [
            (_("All"), lines.page("returns:missing", shown, organisation), not only_late),
            (_("Late"), lines.page("returns:missing", shown, organisation, late="1"), only_late),
        ],
    }
