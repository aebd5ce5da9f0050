"""Lists of this room as files: what waits, what was sent down, and how far one ask has come."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.queries.asked import Asked
from gonghui.cascade.queries.board import below
from gonghui.cascade.rules.assignment import DirectiveKind, State
from gonghui.cascade.rules.board import is_late
from gonghui.cascade.wording import KIND_WORDS, STATE_WORDS
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing, Value


def _day(at: date | datetime | None) -> str:
    if at is None:
        return ""
    return date_format(localdate(at) if isinstance(at, datetime) else at)


def work_listing(title: str, assignments: QuerySet[Assignment]) -> Listing:
    """Asks that wait for an answer, or answers that wait to be accepted."""
    return Listing(
        title=title,
        head=[
            _("Ask"), _("Kind"), _("Number"), _("Asked by"), _("Organisation"), _("Due"),
            _("Standing"), _("Sent"), _("Filed"), _("Remark"),
        ],
        rows=(_work(one) for piece in in_pieces(assignments) for one in piece),
    )  # fmt: skip


def _work(one: Assignment) -> list[Value]:
    directive = one.directive
    return [
        directive.title,
        str(KIND_WORDS[DirectiveKind(directive.kind)]),
        directive.number,
        one.answers_to.name,
        one.organisation.name,
        _day(one.due_on),
        str(STATE_WORDS[State(one.state)]),
        _day(one.sent_at),
        _day(one.filed_at),
        one.remark if one.state == State.SENT_BACK.value else "",
    ]


def asked_listing(asked: Iterable[Asked]) -> Listing:
    """What was sent down, and how many have answered."""
    return Listing(
        title=_("What was sent down"),
        head=[
            _("Ask"), _("Handed on by"), _("Due"), _("Organisations asked"), _("Signed for"),
            _("Answered"), _("Late"),
        ],
        rows=[
            [
                one.directive.title,
                one.under.organisation.name if one.under else "",
                _day(one.due_on),
                one.progress.expected,
                one.progress.received,
                one.progress.answered,
                one.progress.late,
            ]
            for one in asked
        ],
    )  # fmt: skip


def board_listing(directive: Directive, shares: QuerySet[Assignment], *, on: date) -> Listing:
    """One level of an ask: who was asked, and which step each has reached when."""
    return Listing(
        title=directive.title,
        source=_("As of %(day)s") % {"day": date_format(on)},
        head=[
            _("Organisation"), _("Due"), _("Standing"), _("Sent"), _("Signed for"), _("Filed"),
            _("Accepted"), _("Days late"), _("Reminded"), _("Remark"), _("Asked below"),
            _("Answered below"),
        ],
        rows=_board(shares, on),
    )  # fmt: skip


def _board(shares: QuerySet[Assignment], on: date) -> Iterator[list[Value]]:
    for piece in in_pieces(shares):
        further = below(piece)
        for one in piece:
            state, under = State(one.state), further.get(one.pk)
            late = is_late(state, one.due_on, on)
            yield [
                one.organisation.name,
                _day(one.due_on),
                str(STATE_WORDS[state]),
                *map(_day, (one.sent_at, one.received_at, one.filed_at, one.accepted_at)),
                (on - one.due_on).days if late else None,
                _day(one.urged_at),
                one.remark if state is State.SENT_BACK else "",
                under.asked if under else None,
                under.answered if under else None,
            ]
