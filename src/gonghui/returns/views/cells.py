"""A sheet as the page draws it: sections of cells, and what the checks say about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gonghui.foundation.pieces import FigureCell, Remark
from gonghui.returns.forms.sheet import FIGURE, NOTE
from gonghui.returns.queries.sheet import Draft
from gonghui.returns.rules.comparison import change_points, change_share
from gonghui.returns.rules.figure import Figure, in_unit, ratio_of, written
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Addition, Line
from gonghui.returns.rules.sheet import Finding
from gonghui.returns.wording import called, group_of, is_english, unit_of, words_of

MISSING = "sheet.figure_missing"
MOST_EMPTY = 5  # told one by one; more of them would bury what is really wrong


@dataclass(frozen=True, slots=True)
class Section:
    """One group of indicators; ``note`` says how many of them are filled in."""

    title: str
    cells: list[FigureCell]
    note: str


def _shown(findings: Iterable[Finding], *, checked: bool) -> list[Finding]:
    """While somebody is still typing, an empty cell is no mistake yet."""
    return [one for one in findings if checked or one.refusal.code != MISSING]


def problems(draft: Draft, *, checked: bool) -> list[tuple[str, str, str]]:
    """The error summary: where, what, how hard. Many empty cells are told in one line."""
    shown = _shown(draft.open, checked=checked)
    empty = [one for one in shown if one.refusal.code == MISSING]
    if len(empty) <= MOST_EMPTY:
        return _told(shown)
    rest = [one for one in shown if one.refusal.code != MISSING]
    first = empty[0].line
    words = ngettext(
        "%(count)s figure is not filled in. If there were none, write 0.",
        "%(count)s figures are not filled in. Where there were none, write 0.",
        len(empty),
    )
    place = f"id_{FIGURE}{first.code}" if first is not None else ""
    return [*_told(rest), (place, words % {"count": len(empty)}, "hard")]


def _told(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    told = []
    for finding in findings:
        weight = "hard" if finding.hard else "soft"
        if finding.line is None:
            told.append((f"id_{NOTE}", words_of(finding), weight))
        else:
            place = pgettext("an indicator and what is wrong", "%(name)s: %(words)s")
            words = place % {"name": called(finding.line), "words": words_of(finding)}
            told.append((f"id_{FIGURE}{finding.line.code}", words, weight))
    return told


def about_the_whole(draft: Draft) -> str:
    """What the checks say about the sheet as a whole; empty when nothing."""
    return " ".join(words_of(one) for one in draft.findings if one.line is None)


def sections(draft: Draft, *, checked: bool) -> list[Section]:
    """The grid, group by group."""
    told: dict[str, list[Finding]] = {}
    for finding in _shown(draft.findings, checked=checked):
        if finding.line is not None:
            told.setdefault(finding.line.code, []).append(finding)
    groups: dict[str, list[Line]] = {}
    for line in draft.lines:
        groups.setdefault(group_of(line), []).append(line)
    return [
        Section(
            title,
            [_cell(line, draft, told.get(line.code, [])) for line in lines],
            _filled(draft, lines),
        )
        for title, lines in groups.items()
    ]


def _filled(draft: Draft, lines: list[Line]) -> str:
    asked = [line for line in lines if line.is_typed]
    given = sum(
        1 for line in asked if line.code in draft.known or draft.typed.get(line.code, "").strip()
    )
    return _("%(given)s of %(asked)s filled in") % {"given": given, "asked": len(asked)}


def _cell(line: Line, draft: Draft, findings: list[Finding]) -> FigureCell:
    computed = not line.is_typed or line.code in draft.known
    words, rising = change(line, draft.values, draft.before, draft.blank)
    remark = draft.sheet.remarks.get(line.code, "")
    remarks = [Remark(words_of(finding), finding.hard) for finding in findings]
    if remark:
        remarks.append(Remark(_("Your superior says: %(remark)s") % {"remark": remark}, hard=False))
    return FigureCell(
        name=f"{FIGURE}{line.code}",
        label=called(line),
        unit=unit_of(line),
        value=shown(line, draft.values, draft.blank) if computed else draft.typed.get(line.code),
        last=shown(line, draft.before, draft.blank),
        change=words,
        rising=rising,
        computed=computed,
        source=source_of(line, draft) if computed else "",
        remarks=remarks,
        reason_name=f"{NOTE}{line.code}" if _wants_reason(line, draft, findings) else "",
        reason=draft.notes.get(line.code, ""),
        level=1 if line.part_of else 0,
    )


def _wants_reason(line: Line, draft: Draft, findings: list[Finding]) -> bool:
    return any(not one.hard for one in findings) or bool(draft.notes.get(line.code))


def source_of(line: Line, draft: Draft) -> str:
    """Where a figure nobody typed comes from."""
    if line.is_typed:
        return _("known to the platform")
    part, whole = draft.blank.line[line.numerator], draft.blank.line[line.denominator]
    return _("computed: %(part)s %(p)s ÷ %(whole)s %(w)s") % {
        "part": called(part),
        "p": shown(part, draft.values, draft.blank) or "—",
        "whole": called(whole),
        "w": shown(whole, draft.values, draft.blank) or "—",
    }


def shown(line: Line, values: Mapping[str, int], blank: Blank) -> str | None:
    """One figure of a sheet as written; ``None`` when it is not known."""
    if not line.is_typed:
        rate = ratio_of(values, line, blank.line)
        return None if rate is None else f"{rate:,.{line.decimals}f}"
    if line.code not in values:
        return None
    if line.addition is Addition.YES and is_english():
        return "yes" if values[line.code] else "no"
    return written(values[line.code], line)


def change(
    line: Line, now: Mapping[str, int], before: Mapping[str, int], blank: Blank
) -> tuple[str, bool | None]:
    """The change of one cell in words, and whether it rose."""
    if line.addition is Addition.YES:
        return "", None
    return told_change(_figure(line, now, blank), _figure(line, before, blank))


def _figure(line: Line, values: Mapping[str, int], blank: Blank) -> Figure:
    if not line.is_typed:
        value = ratio_of(values, line, blank.line)
    else:
        value = in_unit(values[line.code], line) if line.code in values else None
    return Figure(line, value, int(value is not None), 1)


def told_change(now: Figure, before: Figure | None) -> tuple[str, bool | None]:
    """A change in words: percent for counts, points for shares; empty when it cannot be said."""
    points = change_points(now, before)
    if points is not None:
        return _("%(points)s pts") % {"points": f"{abs(points):,}"}, _rose(points)
    share = change_share(now, before)
    return ("", None) if share is None else (f"{abs(share):,}%", _rose(share))


def _rose(change: Decimal) -> bool | None:
    return None if change == 0 else change > 0
