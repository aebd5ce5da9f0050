"""An ask as a board: organisations and the step each has reached; and reminding the late ones."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.assignment import urge, urge_late
from gonghui.cascade.exports import board_listing
from gonghui.cascade.forms.board import BoardFilter
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.queries.assignment import (
    assignments_where,
    directives_where,
    late,
    progress,
    to_review_where,
)
from gonghui.cascade.queries.board import Below, asked, below, narrowed
from gonghui.cascade.rules.assignment import OPEN, Progress, State
from gonghui.cascade.rules.board import Cell, Stand, Step, cells, is_late
from gonghui.cascade.web import day, is_key
from gonghui.cascade.wording import STAND_WORDS, STEP_WORDS
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.pieces import BoardCell, BoardRow

ROWS = 50
TONES = {Stand.STUCK: "bad", Stand.SENT_BACK: "warn", Stand.REVIEW: "info"}


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def board(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """How far those have come whom the issuer asked."""
    found = directives_where(request.user, Permission.DIRECTIVE_VIEW)
    directive = get_object_or_404(found, pk=pk)
    return _shown(request, directive, None)


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def board_below(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """How far those have come to whom one organisation handed the ask on."""
    under = get_object_or_404(assignments_where(request.user, Permission.DIRECTIVE_VIEW), pk=pk)
    return _shown(request, under.directive, under)


def _shown(
    request: SignedInRequest, directive: Directive, under: Assignment | None
) -> HttpResponseBase:
    """One level, as narrowed: as a page, or as a file."""
    text, standing = BoardFilter(request.GET).asked_for()
    shares = narrowed(asked(directive, under), text=text, standing=standing, today=today())
    if as_file(request):
        listing = board_listing(directive, shares, on=today())
        return file_answer(request, f"board-{directive.pk}", listing)
    page = Paginator(shares, ROWS).get_page(request.GET.get("page"))
    return render(request, "cascade/board.html", _page(request, directive, under, page))


@requires(Permission.ASSIGNMENT_REVIEW)
@require_POST
def remind(request: SignedInRequest) -> HttpResponse:
    """Remind the ticked organisations, or all late ones of this board, each once a day at most."""
    mine = to_review_where(request.user, Permission.ASSIGNMENT_REVIEW)
    if request.POST.get("everybody") == "late":
        count = urge_late(_late_here(request, mine), by=request.user, at=moment())
    else:
        keys = [key for key in request.POST.getlist("assignment") if is_key(key)][:500]
        count = urge(list(mine.filter(pk__in=keys)), by=request.user, at=moment())
    messages.success(request, _reminded(count))
    return _back(request)


def _late_here(request: SignedInRequest, mine: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The late ones of the board the form stood on, on all its pages."""
    directive, under = (request.POST.get(name, "") for name in ("directive", "under"))
    if not is_key(directive) or (under and not is_key(under)):
        return mine.none()
    level = mine.filter(directive=int(directive), parent=int(under) if under else None)
    return late(level, today=today())


def _back(request: SignedInRequest) -> HttpResponse:
    """To the board the form stood on."""
    for name, page in (("under", "cascade:board-below"), ("directive", "cascade:board")):
        key = request.POST.get(name, "")
        if is_key(key):
            return redirect(page, int(key))
    return redirect("cascade:inbox")


def _reminded(count: int) -> str:
    if not count:
        return _("Nobody was reminded: all of them were today already, or have answered.")
    words = ngettext("Reminded %(n)s organisation", "Reminded %(n)s organisations", count)
    return words % {"n": count}


def _page(
    request: SignedInRequest,
    directive: Directive,
    under: Assignment | None,
    page: Page[Assignment],
) -> dict[str, object]:
    may_remind = Permission.ASSIGNMENT_REVIEW in request.may
    rows = _rows(page, may_remind=may_remind)
    far = progress(asked(directive, under), today=today())
    return {
        "directive": directive,
        "heading": _finding(directive, far),
        "trail": _trail(under),
        "under": under,
        "keys": {"directive": str(directive.pk), "under": str(under.pk) if under else ""},
        "filters": BoardFilter(request.GET),
        "page": page,
        "rows": rows,
        "steps": [STEP_WORDS[step] for step in Step],
        "progress": far,
        "chosen": sum(row.chosen for row in rows),
        "may_remind": may_remind,
        "now": moment(),
    }


def _finding(directive: Directive, far: Progress) -> str:
    """The title is what the board shows."""
    words = (
        _("%(title)s: %(answered)s of %(expected)s have answered, %(late)s late")
        if far.late
        else _("%(title)s: %(answered)s of %(expected)s have answered")
    )
    return words % {
        "title": directive.title,
        "answered": far.answered,
        "expected": far.expected,
        "late": far.late,
    }


def _trail(under: Assignment | None) -> list[tuple[str, str]]:
    inbox = reverse("cascade:inbox")
    trail = [(_("Directives and tasks"), inbox), (_("Sent down"), f"{inbox}?tab=sent")]
    if under is not None:
        trail.append(
            (under.organisation.short_name, reverse("cascade:assignment", args=[under.pk]))
        )
    return [*trail, (_("Board"), "")]


def _rows(page: Page[Assignment], *, may_remind: bool) -> list[BoardRow]:
    on = today()
    further = below(page.object_list)
    return [_row(one, further.get(one.pk), on=on, may_remind=may_remind) for one in page]


def _row(one: Assignment, further: Below | None, *, on: date, may_remind: bool) -> BoardRow:
    state = State(one.state)
    late = is_late(state, one.due_on, on)
    days = [
        localdate(at) if at else None
        for at in (one.sent_at, one.received_at, one.filed_at, one.accepted_at)
    ]
    reminded = one.urged_at is not None and localdate(one.urged_at) == on
    return BoardRow(
        name=one.organisation.name,
        cells=[_cell(cell) for cell in cells(state, days, late=late)],
        address=reverse("cascade:assignment", args=[one.pk]),
        remark=pgettext("between remarks", "; ").join(_remarks(one, further, on=on, late=late)),
        key=str(one.pk) if may_remind and state in OPEN and not reminded else "",
        chosen=late and may_remind and not reminded,
    )


def _cell(cell: Cell) -> BoardCell:
    if cell.stand is Stand.DONE and cell.on is not None:
        return BoardCell("done", date_format(cell.on, pgettext("a day on a board", "j M")))
    if cell.stand is Stand.AHEAD:
        return BoardCell("ahead")
    return BoardCell("now", str(STAND_WORDS[cell.stand]), TONES.get(cell.stand, "none"))


def _remarks(one: Assignment, further: Below | None, *, on: date, late: bool) -> list[str]:
    """What a person should know about this row, each a sentence of its own."""
    remarks = []
    if late:
        days = (on - one.due_on).days
        remarks.append(ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days})
    if one.urged_at:
        remarks.append(_("reminded on %(day)s") % {"day": day(one.urged_at)})
    if one.state == State.SENT_BACK.value and one.remark:
        remarks.append(_("to mend: %(remark)s") % {"remark": one.remark})
    if further:
        words = _("%(answered)s of %(asked)s below have answered")
        remarks.append(words % {"answered": further.answered, "asked": further.asked})
    return remarks
