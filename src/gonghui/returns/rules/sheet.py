"""Is this sheet ready to be filed? Hard findings stop it; soft ones want a sentence of reason.

Source: domain notes 4.4, the checks union statistics use.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken
from gonghui.returns.rules.figure import ratio_of, read_figure, written
from gonghui.returns.rules.form import Blank, Check, CheckKind
from gonghui.returns.rules.indicator import Addition, Line

# A change beyond this against the same period last year wants a reason (domain notes 4.4).
LARGE_CHANGE = (30, 100)
# Too few organisations move a small number by a third; below this a change says nothing.
SMALL = 20
ENTRY_RATE = "membership_rate"
LOW_RATE = 50
HIGH_RATE = 100
NOTE_LIMIT = 500


class VersionState(StrEnum):
    """What became of a version; the workflow state is the assignment's."""

    FILED = "filed"  # counts in the totals as filed
    ACCEPTED = "accepted"  # counts in both totals
    SENT_BACK = "sent_back"  # counts nowhere
    WITHDRAWN = "withdrawn"  # taken back by its own organisation; counts nowhere


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about one cell.

    Attributes:
        line: The cell; ``None`` for the sheet as a whole.
        hard: It must be put right before filing; otherwise a sentence of reason is enough.
        refusal: The code and facts of the sentence; lines among the facts are named by ``wording``.
    """

    line: Line | None
    hard: bool
    refusal: RuleBroken


@dataclass(frozen=True, slots=True)
class Answers:
    """What one organisation gives.

    Attributes:
        values: Exact integers by code; a code that is not there was not given.
        notes: Reasons in words by code; the empty code is about the whole sheet.
    """

    values: Mapping[str, int]
    notes: Mapping[str, str] = field(default_factory=dict)


def read_typed(
    typed: Mapping[str, str], lines: Sequence[Line]
) -> tuple[dict[str, int], list[Finding]]:
    """The figures in what was typed, and a hard finding for each cell that cannot be read."""
    values: dict[str, int] = {}
    findings: list[Finding] = []
    for line in lines:
        try:
            value = read_figure(typed.get(line.code, ""), line)
        except RuleBroken as refusal:
            findings.append(Finding(line, hard=True, refusal=refusal))
        else:
            if value is not None:
                values[line.code] = value
    return values, findings


def missing(values: Mapping[str, int], lines: Sequence[Line]) -> list[Finding]:
    """A hard finding for each cell left empty: missing is not zero."""
    return [
        Finding(line, hard=True, refusal=RuleBroken("sheet.figure_missing", line=line))
        for line in lines
        if line.is_typed and line.code not in values
    ]


def hard_findings(values: Mapping[str, int], blank: Blank) -> list[Finding]:
    """What contradicts itself in one sheet; a check whose figures are not all there is silent."""
    found = []
    for check in blank.checks:
        if all(code in values for code in check.codes) and not _HOLDS[check.kind](check, values):
            lines = [blank.line[code] for code in check.codes]
            found.append(Finding(lines[0], hard=True, refusal=_contradiction(check, lines, values)))
    return found


def _at_most(check: Check, values: Mapping[str, int]) -> bool:
    return values[check.codes[0]] <= values[check.codes[1]]


def _sums(check: Check, values: Mapping[str, int]) -> bool:
    return values[check.codes[0]] == sum(values[code] for code in check.codes[1:])


def _balance(check: Check, values: Mapping[str, int]) -> bool:
    end, start, new, gone = (values[code] for code in check.codes)
    return end == start + new - gone


def _some(check: Check, values: Mapping[str, int]) -> bool:
    return values[check.codes[0]] == 0 or any(values[code] for code in check.codes[1:])


_HOLDS: Mapping[CheckKind, Callable[[Check, Mapping[str, int]], bool]] = {
    CheckKind.AT_MOST: _at_most,
    CheckKind.SUMS: _sums,
    CheckKind.BALANCE: _balance,
    CheckKind.SOME: _some,
}


def _contradiction(check: Check, lines: Sequence[Line], values: Mapping[str, int]) -> RuleBroken:
    first = lines[0]
    facts: dict[str, object] = {"line": first, "value": written(values[first.code], first)}
    if check.kind is CheckKind.AT_MOST:
        limit = lines[1]
        facts |= {"limit_line": limit, "limit": written(values[limit.code], limit)}
    elif check.kind is CheckKind.SUMS:
        parts = sum(values[line.code] for line in lines[1:])
        facts |= {"parts": list(lines[1:]), "sum": written(parts, first)}
    elif check.kind is CheckKind.BALANCE:
        _, start, new, gone = (values[line.code] for line in lines)
        facts |= {
            "start_line": lines[1], "new_line": lines[2], "gone_line": lines[3],
            "sum": f"{start + new - gone:,}",
        }  # fmt: skip
    else:
        facts |= {"others": list(lines[1:])}
    return RuleBroken(f"sheet.{check.kind.value}", **facts)


def soft_findings(
    values: Mapping[str, int], before: Mapping[str, int], lines: Sequence[Line], blank: Blank
) -> list[Finding]:
    """What is possible but wants a reason, against the same period last year where it is known."""
    found = [
        Finding(line, hard=False, refusal=refusal)
        for line in lines
        if (refusal := _unusual(line, values, before)) is not None
    ]
    found += _entry_rate(values, lines, blank)
    typed = [line.code for line in lines if line.is_typed]
    if before and len(typed) > 1 and all(values.get(code) == before.get(code) for code in typed):
        found.append(Finding(None, hard=False, refusal=RuleBroken("sheet.same_as_before")))
    return found


def _unusual(line: Line, values: Mapping[str, int], before: Mapping[str, int]) -> RuleBroken | None:
    if line.code not in values or line.code not in before or line.addition is Addition.YES:
        return None
    now, then = values[line.code], before[line.code]
    facts = {"line": line, "value": written(now, line), "before": written(then, line)}
    if now == 0 and then > 0:
        return RuleBroken("sheet.zero_now", **facts)
    part, whole = LARGE_CHANGE
    if abs(now - then) * whole > part * then and max(now, then) > SMALL * 10**line.decimals:
        return RuleBroken("sheet.large_change", **facts)
    return None


def _entry_rate(
    values: Mapping[str, int], lines: Sequence[Line], blank: Blank
) -> Iterator[Finding]:
    for line in lines:
        if line.code == ENTRY_RATE:
            rate = ratio_of(values, line, blank.line)
            if rate is not None and not LOW_RATE <= rate <= HIGH_RATE:
                facts = {"line": line, "value": f"{rate:,.{line.decimals}f}"}
                yield Finding(line, hard=False, refusal=RuleBroken("sheet.unusual_rate", **facts))


def still_open(findings: Sequence[Finding], notes: Mapping[str, str]) -> list[Finding]:
    """The findings that keep a sheet from being filed: hard ones, soft ones without a reason."""
    return [
        finding
        for finding in findings
        if finding.hard or not notes.get(finding.line.code if finding.line else "", "").strip()
    ]


def findings_of(
    answers: Answers, before: Mapping[str, int], *, level: str, blank: Blank
) -> list[Finding]:
    """Everything the checks say about figures already read."""
    lines = blank.asked_of(level)
    return [
        *missing(answers.values, lines),
        *hard_findings(answers.values, blank),
        *soft_findings(answers.values, before, lines, blank),
    ]


def digest_of(number: int, values: Mapping[str, int], notes: Mapping[str, str]) -> str:
    """The fingerprint of a version: SHA-256 over its number, figures and reasons."""
    text = json.dumps([number, values, notes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
