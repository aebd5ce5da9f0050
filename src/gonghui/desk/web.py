"""What several pages of the desk show alike."""

from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gonghui.access.web import SignedInRequest
from gonghui.cascade.web import day
from gonghui.desk.queries.changes import Change
from gonghui.desk.queries.waiting import Waiting, waiting_for
from gonghui.directory.wording import deed_sentence
from gonghui.foundation.pieces import Happening
from gonghui.returns.queries.rollup import Compared
from gonghui.returns.rules.indicator import Line


def waiting_here(request: SignedInRequest) -> Waiting:
    """What waits for the person of this request; counted once for the menu and the page."""
    if not hasattr(request, "waiting"):
        request.waiting = waiting_for(request.held)  # type: ignore[attr-defined]
    waiting: Waiting = request.waiting  # type: ignore[attr-defined]
    return waiting


def line_name(line: Line) -> str:
    """An indicator in the language of the page."""
    return line.english_name if (get_language() or "").startswith("en") else line.name


def line_unit(line: Line) -> str:
    """The unit of its total, in the language of the page."""
    if line.is_share:
        return "%"
    return line.english_unit if (get_language() or "").startswith("en") else line.unit


def change_words(one: Compared) -> str:
    """How it stands against the same period last year; empty where that cannot be said."""
    change = one.change_points if one.indicator.is_share else one.change_share
    if change is None:
        return ""
    if one.indicator.is_share:
        return _("%(change)s points on last year") % {"change": signed(change)}
    return _("%(change)s%% on last year") % {"change": signed(change)}


def signed(change: Decimal) -> str:
    """With its sign: +3.4, −2.1, ±0."""
    if not change:
        return "±0"
    return f"{change:+,}".replace("-", "−")


def happenings(changes: list[Change]) -> list[Happening]:
    """Changes as a timeline, the newest first."""
    return [
        Happening(
            _change_sentence(change), when=day(change.entry.at), state="current" if not n else ""
        )
        for n, change in enumerate(changes)
    ]


def _change_sentence(change: Change) -> str:
    sentence = deed_sentence(change.entry)
    if not change.more:
        return sentence
    words = ngettext("%(deed)s, and %(n)s more", "%(deed)s, and %(n)s more", change.more)
    return words % {"deed": sentence, "n": change.more}
