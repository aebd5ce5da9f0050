"""The page on which a reading is confirmed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.bulletins.actions.confirmation import confirm_reading
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.proposal import Proposal, proposal_of
from gonghui.bulletins.queries.reading import items_of, readings_where
from gonghui.bulletins.queries.seating import told_otherwise
from gonghui.bulletins.rules.review import Sureness, still_open
from gonghui.bulletins.wording import confirmed_words
from gonghui.foundation.clock import today
from gonghui.foundation.web import moment, refusals_shown
from gonghui.foundation.wording import period_name, sentence_for
from gonghui.meetings.rules.meeting import TEXT, Role, period_of
from gonghui.meetings.wording import roles_in_words


@requires(Permission.BULLETIN_CONFIRM)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read back what will be written, and write it."""
    reading = get_object_or_404(readings_where(request.user, Permission.BULLETIN_CONFIRM), pk=pk)
    if request.method == "POST":
        with refusals_shown(request):
            confirm_reading(reading, by=request.user, at=moment())
            messages.success(request, confirmed_words())
        reading.refresh_from_db()
    if reading.meeting_id:
        return redirect("meetings:meeting", pk=reading.meeting_id)
    return render(request, "bulletins/confirm.html", _facts_of(reading, proposal_of(reading)))


def _facts_of(reading: Reading, proposal: Proposal) -> dict[str, object]:
    record = proposal.record
    left = still_open(items_of(reading))
    period = period_of([record["name"] or "", *record["purposes"]], held_on=proposal.days.first)
    return {
        "reading": reading,
        "proposal": proposal,
        "record": record,
        "people": [
            (one, roles_in_words(Role(role) for role in one.roles)) for one in proposal.people
        ],
        "period": period_name(period) if period else "",
        "year_inferred": bool(proposal.days.first)
        and (record["date"] or {}).get("year_from") != TEXT,
        "otherwise": [
            (one.seating, sentence_for(one.refusal))
            for one in told_otherwise(proposal, on=proposal.days.first or today())
        ],
        "doubtful": left[Sureness.LOOK] + left[Sureness.UNSURE],
        "left": sum(left.values()),
    }
