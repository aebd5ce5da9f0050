"""The first page after sign-in: what waits, or for a leader what was found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import Held, seated
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.queries.asked import asked_by
from gonghui.cascade.queries.assignment import inbox_of
from gonghui.cascade.queries.pile import Pile, piles_for_review
from gonghui.cascade.web import WorkItem, to_answer, to_review
from gonghui.desk.queries.burden import burden_of
from gonghui.desk.queries.changes import changes_at
from gonghui.desk.queries.meeting import next_meeting
from gonghui.desk.views import findings, house
from gonghui.desk.views.proposals import proposals
from gonghui.desk.web import happenings, waiting_here
from gonghui.foundation.clock import moment, today
from gonghui.returns.models import Round

SHOWN = 12
ASKED = 5
Facts = dict[str, object]


@requires(Permission.DESK_VIEW)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What waits for me, what I asked for, what comes next."""
    template, facts = page_for(request.held)
    return render(request, template, facts(request))


def page_for(held: Sequence[Held]) -> tuple[str, Callable[[SignedInRequest], Facts]]:
    """A leader sees findings, an administrator the house, everybody else their work."""
    roles = {one.role for one in held}
    if Role.LEADER in roles:
        return "desk/findings.html", findings.page
    if roles <= ADMINISTRATORS:
        return "desk/house.html", house.page
    return "desk/home.html", work


def work(request: SignedInRequest) -> Facts:
    """The desk of everybody who files, reviews, issues or organises."""
    mine = seated(request.held, Permission.ASSIGNMENT_RECEIVE)
    seats = seated(request.held, Permission.DIRECTIVE_VIEW)
    waiting = inbox_of(mine)
    items = [to_answer(one) for one in waiting[:SHOWN]]
    items += _reviews(piles_for_review(request.held))
    more = proposals(request)
    late = waiting.filter(due_on__lt=today()).count()
    return {
        "greeting": greeting(request.user.display_name),
        "facts": _facts(waiting_here(request).total + len(more), late),
        "items": sorted([*items, *more], key=_nearest)[: 2 * SHOWN],
        "asked": asked_by(seats, today=today(), most=ASKED),
        "meeting": next_meeting(request.user, today=today()),
        "changes": happenings(changes_at(seats)),
        "burden": burden_of(mine),
        "now": moment(),
    }


def _reviews(piles: Sequence[Pile]) -> list[WorkItem]:
    """Answers to accept; several returns of one round are looked through on one page."""
    rounds = Round.objects.filter(directive__in=[pile.first[0].directive_id for pile in piles])
    waiting = {
        one.directive_id: reverse("returns:waiting", args=[one.pk])
        for one in rounds.only("directive")
    }
    items = []
    for pile in piles:
        item, to = to_review(pile), waiting.get(pile.first[0].directive_id)
        items.append(replace(item, to=to, act=to) if to and pile.count > 1 else item)
    return items


def _nearest(item: WorkItem) -> tuple[bool, object]:
    """What is due first comes first; what nobody set a day for comes last, in its own order."""
    return (item.due_on is None, item.due_on or today())


def greeting(name: str) -> str:
    """Good morning, by the clock here."""
    hour = localtime(moment()).hour
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _facts(count: int, late: int) -> list[str]:
    facts = [date_format(today(), pgettext("today at the top of the desk", "l j F"))]
    if count:
        facts.append(
            ngettext("%(n)s thing waits for you", "%(n)s things wait for you", count) % {"n": count}
        )
    else:
        facts.append(_("nothing waits for you"))
    if late:
        facts.append(ngettext("%(n)s is late", "%(n)s are late", late) % {"n": late})
    return facts
