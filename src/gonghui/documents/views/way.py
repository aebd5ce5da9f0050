"""How a paper is told on its page: where it is, what can be done, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.documents.models import Paper
from gonghui.documents.queries.paper import HANDLING, Told
from gonghui.documents.rules.difference import Line, Mark
from gonghui.documents.rules.handling import PaperState, Step
from gonghui.documents.wording import FIELD_NAMES, PAPER_STATES, STEP_DONE, STEP_LABELS
from gonghui.organisations.models import Organisation

LIGHTS = {
    PaperState.DRAFT: "info",
    PaperState.REVIEW: "warn",
    PaperState.SIGNING: "warn",
    PaperState.SIGNED: "info",
    PaperState.REGISTERED: "info",
    PaperState.ISSUED: "ok",
    PaperState.ARCHIVED: "ok",
    PaperState.VOID: "none",
}
WAY = (
    PaperState.DRAFT,
    PaperState.REVIEW,
    PaperState.SIGNING,
    PaperState.SIGNED,
    PaperState.REGISTERED,
    PaperState.ISSUED,
    PaperState.ARCHIVED,
)
# a button each; the others need a reason or a register
PLAIN = {
    Step.SUBMIT: ("paper-submit", "commit"),
    Step.PASS: ("paper-pass", "commit"),
    Step.SIGN: ("paper-sign", "commit"),
    Step.ISSUE: ("paper-issue", "commit"),
    Step.ARCHIVE: ("paper-archive", "commit"),
    Step.TAKE_BACK: ("paper-take-back", ""),
    Step.DROP: ("paper-drop", ""),
}
REASONED = {
    Step.SEND_BACK: "paper-send-back",
    Step.REFUSE: "paper-refuse",
    Step.VOID: "paper-void",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something the person can do with the paper now."""

    label: str
    name: str
    kind: str = ""


def pill_of(paper: Paper) -> tuple[str, str]:
    """How its pill looks, and its word."""
    state = PaperState(paper.state)
    return LIGHTS[state], str(PAPER_STATES[state])


def steps() -> list[tuple[str, str]]:
    """The way of every paper."""
    return [(str(PAPER_STATES[state]), "") for state in WAY]


def step_of(paper: Paper) -> int:
    """Which of these it is at, from 1; 0 for a void one."""
    state = PaperState(paper.state)
    return WAY.index(state) + 1 if state in WAY else 0


def held_here(request: SignedInRequest) -> list[tuple[Permission, Organisation]]:
    """What the person may do with papers, and over which organisations it was given."""
    return [(one, seat) for one in HANDLING for seat in seated(request.held, one)]


def acts_of(paper: Paper, open_steps: Sequence[Step]) -> dict[str, object]:
    """The buttons and forms of the page."""
    return {
        "plain": [
            Act(str(STEP_LABELS[step]), *PLAIN[step]) for step in PLAIN if step in open_steps
        ],
        "reasoned": [
            Act(str(STEP_LABELS[step]), REASONED[step]) for step in REASONED if step in open_steps
        ],
        "may_edit": Step.EDIT in open_steps,
        "may_register": Step.REGISTER in open_steps,
    }


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of either version; ``sign`` says which to who cannot see the colour."""

    sign: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the trace in words."""

    what: str
    who: str
    capacity: str
    when: str
    reason: str
    changed: Sequence[tuple[str, str, str]]
    lines: Sequence[ShownLine]


def trace_shown(trace: Sequence[Told]) -> list[ShownStep]:
    """The trace of a paper, the newest first."""
    return [
        ShownStep(
            what=str(STEP_DONE[Step(one.revision.step)]),
            who=one.revision.by.display_name,
            capacity=one.revision.capacity,
            when=date_format(localtime(one.revision.at), "DATETIME_FORMAT"),
            reason=one.revision.reason,
            changed=[(str(FIELD_NAMES[name]), was, now) for name, was, now in one.changed],
            lines=[_shown(line) for line in one.lines],
        )
        for one in trace
    ]


def _shown(line: Line) -> ShownLine:
    signs = {
        Mark.SAME: ("", ""),
        Mark.GONE: (_("Gone:"), "bad"),
        Mark.NEW: (_("New:"), "ok"),
        Mark.CUT: ("……", ""),
    }
    sign, state = signs[line.mark]
    return ShownLine(sign, line.text, state)
