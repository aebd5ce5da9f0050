"""Live figures in a text: ``{figure:members}`` is the figure as it is when somebody reads."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gonghui.foundation.errors import RuleBroken
from gonghui.reports.rules.facts import Facts
from gonghui.reports.rules.prose import change_words, figure_words, names_in_row

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9_]+)\}")
_BRACES = str.maketrans("{}", "｛｝")
OF_A_FIGURE = frozenset({"figure", "change", "leading", "lagging"})
NAMED = 3  # organisations named at each end of a ranking
ENOUGH = 6  # so many must be known before anybody is said to lag

Counter = Callable[[Facts], int]
COUNTS: Mapping[str, Counter] = {
    "expected": lambda facts: facts.expected,
    "filed": lambda facts: facts.filed,
    "accepted": lambda facts: facts.accepted,
    "unfiled": lambda facts: facts.expected - facts.filed,
    "matched": lambda facts: facts.matched,
    "below": lambda facts: len(facts.below),
    "missing": lambda facts: len(facts.missing),
    "tasks": lambda facts: facts.tasks,
    "behind": lambda facts: facts.behind,
    "slow": lambda facts: facts.slow,
}
SHARES = frozenset({"filed", "accepted"})
NAMES: Mapping[str, Callable[[Facts], list[str]]] = {
    "missing": lambda facts: facts.missing,
    "without_own": lambda facts: facts.without_own,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as read.

    Attributes:
        code: The indicator whose sheets it opens; empty for words, comparisons and names.
    """

    text: str
    code: str = ""


def placeholders(text: str) -> list[str]:
    """The live figures of a text, in order: ``figure:members``."""
    return [f"{kind}:{name}" for kind, name in PLACEHOLDER.findall(text)]


def plain(text: str) -> str:
    """Words from elsewhere, made safe to stand in a text with live figures."""
    return text.translate(_BRACES)


def spoken(placeholder: str, facts: Facts) -> str:
    """What a live figure says now.

    Raises:
        RuleBroken: ``report.placeholder_unknown``.
    """
    kind, _, name = placeholder.partition(":")
    if kind in OF_A_FIGURE and name in facts.figures:
        return _of_figure(kind, name, facts)
    if kind == "count" and name in COUNTS:
        return str(COUNTS[name](facts))
    if kind == "share" and name in SHARES:
        return _share(COUNTS[name](facts), facts.expected)
    if kind == "names" and name in NAMES:
        return names_in_row(NAMES[name](facts))
    raise RuleBroken("report.placeholder_unknown", placeholder="{" + placeholder + "}")


def _of_figure(kind: str, code: str, facts: Facts) -> str:
    told = facts.figures[code]
    if kind == "figure":
        return figure_words(told)
    if kind == "change":
        return change_words(told)
    ranking = list(told.ranking)
    if kind == "leading":
        return names_in_row(ranking[:NAMED])
    return names_in_row(ranking[-NAMED:] if len(ranking) >= ENOUGH else [])


def _share(part: int, whole: int) -> str:
    if not whole:
        return "0%"
    share = Decimal(part * 100) / whole
    return f"{share.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def spoken_in(text: str, facts: Facts) -> dict[str, str]:
    """Every live figure of a text with what it says now.

    Raises:
        RuleBroken: ``report.placeholder_unknown``.
    """
    return {one: spoken(one, facts) for one in placeholders(text)}


def pieces(text: str, said: Mapping[str, str]) -> list[Piece]:
    """A text cut at its live figures, each with what it says."""
    told, end = [], 0
    for match in PLACEHOLDER.finditer(text):
        told.append(Piece(text[end : match.start()]))
        kind, name = match.groups()
        words = said.get(f"{kind}:{name}", match.group())
        told.append(Piece(words, name if kind == "figure" else ""))
        end = match.end()
    told.append(Piece(text[end:]))
    return [piece for piece in told if piece.text]


def read_out(text: str, said: Mapping[str, str]) -> str:
    """A text with every live figure in words."""
    return "".join(piece.text for piece in pieces(text, said))


def check_text(text: str, *, before: str, facts: Facts, may_drop: bool) -> None:
    """Refuse an edit that spoils live figures.

    Raises:
        RuleBroken: ``report.placeholder_unknown`` for one that means nothing,
            ``report.placeholder_dropped`` for one that is gone unless that is wished.
    """
    spoken_in(text, facts)
    gone = [one for one in dict.fromkeys(placeholders(before)) if one not in placeholders(text)]
    if gone and not may_drop:
        raise RuleBroken(
            "report.placeholder_dropped", placeholders="、".join("{" + one + "}" for one in gone)
        )
