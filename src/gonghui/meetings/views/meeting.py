"""Pages about meetings."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.periods import Period
from gonghui.foundation.pieces import AgendaItem, RouteStop
from gonghui.foundation.wording import period_name
from gonghui.meetings.exports import meetings_listing, people_listing
from gonghui.meetings.models import AgendaItem as Item
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import meetings_where, participants, told_whole
from gonghui.meetings.rules.agenda import ItemKind
from gonghui.meetings.rules.meeting import TEXT, Role, StatementKind, posts_in_words
from gonghui.meetings.wording import (
    ITEM_WORDS,
    NOT_SURE_HOW_MANY,
    item_with_more,
    meetings_finding,
    person_with_posts,
    roles_in_words,
    stop_uncertain,
)
from gonghui.plans.models import Task
from gonghui.plans.queries.task import tasks_seen_where

PAGE = 50


@requires(Permission.MEETING_VIEW)
def index(request: SignedInRequest) -> HttpResponseBase:
    """Meetings in reach, the newest first."""
    seen = meetings_where(request.user, Permission.MEETING_VIEW)
    if as_file(request):
        return file_answer(request, "meetings", meetings_listing(seen))
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(meeting, _sums_up(meeting)) for meeting in page],
        "finding": meetings_finding(page.paginator.count),
    }
    return render(request, "meetings/meetings.html", context)


def _sums_up(meeting: Meeting) -> str:
    return period_name(Period.parse(meeting.period)) if meeting.period else ""


@requires(Permission.MEETING_VIEW)
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One meeting as it was held."""
    seen = told_whole(meetings_where(request.user, Permission.MEETING_VIEW))
    meeting = get_object_or_404(seen, pk=pk)
    if as_file(request):
        people = participants(meeting)
        listing = people_listing(meeting, people)
        return file_answer(request, f"meeting-{pk}", listing, persons=len(people))
    tasks = tasks_seen_where(request.user, Permission.TASK_VIEW)
    drafted = {task.requirement: task for task in tasks.filter(basis_address=meeting.address)}
    return render(request, "meetings/meeting.html", _facts_of(meeting, drafted))


def _facts_of(meeting: Meeting, drafted: Mapping[str, Task]) -> dict[str, object]:
    everybody = participants(meeting)
    statements = list(meeting.statements.all())
    return {
        "meeting": meeting,
        "sums_up": _sums_up(meeting),
        "year_inferred": bool(meeting.held_on) and meeting.year_from != TEXT,
        "agenda": [_item(item) for item in meeting.agenda.all()],
        "chairs": [one.name for one in everybody if Role.PRESIDE in one.roles],
        "people": [(one, roles_in_words(one.roles)) for one in everybody],
        "stops": [_stop(stop.name, uncertain=stop.uncertain) for stop in meeting.stops.all()],
        "any_uncertain": any(stop.uncertain for stop in meeting.stops.all()),
        "stated": [one.text for one in statements if one.kind == StatementKind.STATED.value],
        "required": [
            (one.text, drafted.get(one.text.strip()))
            for one in statements
            if one.kind == StatementKind.REQUIRED.value
        ],
    }


def _item(item: Item) -> AgendaItem:
    kind = str(ITEM_WORDS[ItemKind(item.kind)])
    what = item_with_more(kind, item.title) if item.title else kind
    who = person_with_posts(item.part.name, posts_in_words(item.part.titles)) if item.part else ""
    return AgendaItem(
        when="",
        what=item_with_more(what, item.paper_label) if item.paper_label else what,
        who=who,
        address=item.paper_address,
    )


def _stop(name: str, *, uncertain: bool) -> RouteStop:
    if not uncertain:
        return RouteStop(name)
    return RouteStop(name, state="warn", word=stop_uncertain(), facts=str(NOT_SURE_HOW_MANY))
