"""Asks to answer, answers to accept, asks sent down."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.exports import asked_listing, work_listing
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.asked import asked_by
from gonghui.cascade.queries.assignment import inbox_of, waiting_for_review
from gonghui.cascade.queries.directive import drafts_where, extensions_to_decide
from gonghui.cascade.queries.pile import Pile
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.cascade.web import is_key, to_answer, to_review
from gonghui.cascade.wording import DIRECTIVE_STATE_WORDS
from gonghui.documents.exports.workbook import Listing
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.organisations.models import Organisation

ROWS = 30
SENT_DOWN = 60
MOST_SENT_DOWN = 10_000  # in a file


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def inbox(request: SignedInRequest) -> HttpResponseBase:
    """What this person's organisations were asked, have to accept, and asked themselves."""
    tab = request.GET.get("tab", "")
    if as_file(request):
        return file_answer(request, "asks", LISTINGS.get(tab, _owed)(request))
    show = TABS.get(tab, _to_answer)
    facts = {"now": moment(), "drafts": None, "tabs": _tabs(request, show), **show(request)}
    return render(request, "cascade/inbox.html", facts)


def _to_answer(request: SignedInRequest) -> dict[str, object]:
    waiting = inbox_of(seated(request.held, Permission.ASSIGNMENT_RECEIVE))
    page = Paginator(waiting, ROWS).get_page(request.GET.get("page"))
    late = waiting.filter(due_on__lt=today()).count()
    count = page.paginator.count
    return {
        "page": page,
        "items": [to_answer(one) for one in page],
        "heading": ngettext("%(n)s ask waits for an answer", "%(n)s asks wait for an answer", count)
        % {"n": count},
        "facts": ngettext("%(n)s of them is late", "%(n)s of them are late", late) % {"n": late}
        if late
        else _("The nearest due date comes first."),
    }


def _to_review(request: SignedInRequest) -> dict[str, object]:
    waiting = _reviewed(request)
    page = Paginator(waiting, ROWS).get_page(request.GET.get("page"))
    count = page.paginator.count
    return {
        "page": page,
        "items": [to_review(Pile([one], 1)) for one in page],
        "heading": ngettext(
            "%(n)s answer waits for acceptance", "%(n)s answers wait for acceptance", count
        )
        % {"n": count},
        "facts": _("The oldest comes first."),
        "extensions": extensions_to_decide(_reviewing(request)).count(),
    }


def _reviewing(request: SignedInRequest) -> list[Organisation]:
    return seated(request.held, Permission.ASSIGNMENT_REVIEW)


def _reviewed(request: SignedInRequest) -> QuerySet[Assignment]:
    """Answers that wait for this person; those of one ask, when it is asked for."""
    waiting, directive = waiting_for_review(request.held), request.GET.get("directive", "")
    return waiting.filter(directive=int(directive)) if is_key(directive) else waiting


def _sent_down(request: SignedInRequest) -> dict[str, object]:
    where = seated(request.held, Permission.DIRECTIVE_VIEW)
    return {
        "asked": asked_by(where, today=today(), most=SENT_DOWN),
        "heading": _("What was sent down"),
        "facts": _("The newest comes first."),
    }


def _owed(request: SignedInRequest) -> Listing:
    seats = seated(request.held, Permission.ASSIGNMENT_RECEIVE)
    return work_listing(_("To answer"), inbox_of(seats))


def _filed(request: SignedInRequest) -> Listing:
    return work_listing(_("To accept"), _reviewed(request))


def _asked(request: SignedInRequest) -> Listing:
    where = seated(request.held, Permission.DIRECTIVE_VIEW)
    return asked_listing(asked_by(where, today=today(), most=MOST_SENT_DOWN))


LISTINGS = {"review": _filed, "sent": _asked}


def _drafts(request: SignedInRequest) -> dict[str, object]:
    found = drafts_where(request.user, Permission.DIRECTIVE_VIEW)[:SENT_DOWN]
    rows = [(one, DIRECTIVE_STATE_WORDS[DirectiveState(one.state)]) for one in found]
    return {
        "drafts": rows,
        "heading": _("Directives being written"),
        "facts": _("Nobody outside your office sees them until they are issued."),
        "may_issue": Permission.DIRECTIVE_ISSUE in request.may,
    }


Show = Callable[[SignedInRequest], dict[str, object]]
TABS: dict[str, Show] = {"review": _to_review, "sent": _sent_down, "drafts": _drafts}


def _tabs(request: SignedInRequest, shown: Show) -> list[tuple[str, str, bool]]:
    tabs = [
        (_("To answer"), "?", shown is _to_answer),
        (_("To accept"), "?tab=review", shown is _to_review),
        (_("Sent down"), "?tab=sent", shown is _sent_down),
    ]
    if {Permission.DIRECTIVE_ISSUE, Permission.DIRECTIVE_APPROVE} & request.may:
        tabs.append((_("Drafts"), "?tab=drafts", shown is _drafts))
    return tabs
