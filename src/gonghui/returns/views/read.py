"""A sheet to read: its figures beside last year's, its versions, and what may be done with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.cascade.rules.assignment import State
from gonghui.cascade.web import day
from gonghui.foundation.pieces import Happening
from gonghui.returns.forms.sheet import FIGURE, REMARK, SendBackForm
from gonghui.returns.models import Sheet, Version
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.sheet import (
    own_sheets_where,
    to_review_where,
    values_a_year_before,
    versions_of,
)
from gonghui.returns.rules.indicator import Line
from gonghui.returns.rules.sheet import VersionState
from gonghui.returns.views import cells
from gonghui.returns.views.whose import trail
from gonghui.returns.wording import VERSION_WORDS, called, group_of, state_word, unit_of


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One figure as filed.

    Attributes:
        value: As written; ``None`` when it was not given.
        remark_name: Name of the box for the reviewer's remark; empty for computed figures.
    """

    anchor: str
    label: str
    unit: str
    value: str | None
    last: str | None
    change: str
    rising: bool | None
    note: str
    remark: str
    remark_name: str
    level: int


def read_page(
    request: SignedInRequest, sheet: Sheet, *, sending: SendBackForm | None = None
) -> dict[str, object]:
    """Everything on the page of a sheet that is read."""
    versions = list(versions_of(sheet))
    state = State(sheet.assignment.state) if sheet.assignment else None
    reviews = to_review_where(request.user, Permission.SHEET_REVIEW).filter(pk=sheet.pk).exists()
    files = own_sheets_where(request.user, Permission.SHEET_FILE).filter(pk=sheet.pk).exists()
    closed = sheet.round.closed_at is not None
    return {
        "sheet": sheet,
        "round": sheet.round,
        "trail": trail(sheet.round, sheet.organisation),
        "state_word": state_word(sheet.assignment.state if sheet.assignment else None),
        "version": versions[0] if versions else None,
        "sections": _sections(sheet, versions[0] if versions else None),
        "history": [_happening(version) for version in versions],
        "may_accept": reviews and state is State.FILED and not closed,
        "may_send_back": reviews and state in (State.FILED, State.ACCEPTED) and not closed,
        "may_withdraw": files and state is State.FILED and not closed,
        "form": sending,
        "sending": sending or SendBackForm(),
    }


def _sections(sheet: Sheet, version: Version | None) -> list[tuple[str, list[ReadRow]]]:
    blank = blank_of(sheet.round.form)
    before = values_a_year_before(sheet.round, [sheet.organisation_id])
    past = before.get(sheet.organisation_id, {})
    values = version.values if version is not None else {}
    notes = version.notes if version is not None else {}
    groups: dict[str, list[ReadRow]] = {}
    for line in blank.asked_of(sheet.level):
        words, rising = cells.change(line, values, past, blank)
        row = ReadRow(
            anchor=f"id_{FIGURE}{line.code}",
            label=called(line),
            unit=unit_of(line),
            value=cells.shown(line, values, blank),
            last=cells.shown(line, past, blank),
            change=words,
            rising=rising,
            note=notes.get(line.code, ""),
            remark=sheet.remarks.get(line.code, ""),
            remark_name=_remark_name(line),
            level=1 if line.part_of else 0,
        )
        groups.setdefault(group_of(line), []).append(row)
    return list(groups.items())


def _remark_name(line: Line) -> str:
    return f"{REMARK}{line.code}" if line.is_typed else ""


def _happening(version: Version) -> Happening:
    """One version in the history: who filed it when, and what became of it."""
    state = VersionState(version.state)
    words = _("Version %(number)s, filed by %(who)s") % {
        "number": version.number,
        "who": version.filed_by.display_name,
    }
    note = str(VERSION_WORDS[state])
    if version.accepted_by is not None:
        note = _("accepted by %(who)s on %(day)s") % {
            "who": version.accepted_by.display_name,
            "day": day(version.accepted_at),
        }
    return Happening(words, when=day(version.filed_at), note=note)
