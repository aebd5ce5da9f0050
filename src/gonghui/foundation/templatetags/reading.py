"""A text beside what was read in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django import template
from django.template import Context

from gonghui.foundation.pieces import Claim
from gonghui.foundation.templatetags.pieces import known

register = template.Library()

SURE = ("high", "mid", "low")
CLAIM_STATES = ("open", "accepted", "changed", "refused")


@dataclass(slots=True)
class Run:
    """A stretch of text, and the claims that rest on it."""

    text: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def current(self) -> bool:
        """Whether the claim now open rests on it."""
        return any(claim.current for claim in self.claims)

    @property
    def sure(self) -> str:
        """The weakest certainty of its claims."""
        return max((claim.sure for claim in self.claims), key=SURE.index, default="high")


def runs(text: str, claims: Iterable[Claim]) -> list[Run]:
    """Cuts the text at every place where a claim begins or ends."""
    placed = [
        (claim.start, claim.end, claim)
        for claim in claims
        if claim.start is not None and claim.end is not None and claim.start < claim.end
    ]
    cuts = sorted({0, len(text), *(min(at, len(text)) for s, e, _claim in placed for at in (s, e))})
    return [
        Run(text[start:end], [claim for s, e, claim in placed if s <= start and end <= e])
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


def _ending(pieces: Sequence[Run]) -> list[tuple[Run, list[Claim]]]:
    """Each run with the claims whose words end in it: there the number is printed, once."""
    last = {claim.number: n for n, run in enumerate(pieces) for claim in run.claims}
    return [
        (run, [claim for claim in run.claims if last[claim.number] == n])
        for n, run in enumerate(pieces)
    ]


def paragraphs(text: str, claims: Iterable[Claim]) -> list[list[tuple[Run, list[Claim]]]]:
    """The marked text, a list of runs for each line of it."""
    lines: list[list[tuple[Run, list[Claim]]]] = [[]]
    for run, ends in _ending(runs(text, claims)):
        parts = run.text.split("\n")
        for n, part in enumerate(parts):
            if n:
                lines.append([])
            if part:
                last_part = not any(parts[n + 1 :])
                lines[-1].append((Run(part, run.claims), ends if last_part else []))
    return [line for line in lines if line]


@register.inclusion_tag("ui/reading_text.html")
def reading_text(*, text: str, claims: Sequence[Claim]) -> dict[str, object]:
    """The text, every claim's words underlined: solid sure, dashed look, dotted unsure."""
    for claim in claims:
        known("reading_text", "sure", claim.sure, SURE)
    return {"lines": paragraphs(text, claims)}


@register.inclusion_tag("ui/claims.html", takes_context=True)
def claims(context: Context, *, claims: Sequence[Claim]) -> dict[str, object]:
    """What was read, item by item; one is open at a time."""
    for claim in claims:
        known("claims", "sure", claim.sure, SURE)
        known("claims", "state", claim.state, CLAIM_STATES)
    return {"csrf_token": context.get("csrf_token"), "claims": claims}
