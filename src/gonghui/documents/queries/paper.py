"""Who may see which papers, what was done with them, and a paper as it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.documents.models import Paper, Revision
from gonghui.documents.rules import paper as printing
from gonghui.documents.rules.content import Content, Words, from_json
from gonghui.documents.rules.difference import Line, changed_fields, differences
from gonghui.documents.rules.handling import (
    OUT,
    STEPS,
    UPWARD,
    PaperKind,
    PaperState,
    Step,
    layout_of,
)
from gonghui.documents.rules.marks import text_of
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

# who may take a step, at the organisation whose paper it is
MAY_STEP: Mapping[Step, Permission] = {
    Step.EDIT: Permission.PAPER_DRAFT,
    Step.SUBMIT: Permission.PAPER_DRAFT,
    Step.TAKE_BACK: Permission.PAPER_DRAFT,
    Step.DROP: Permission.PAPER_DRAFT,
    Step.PASS: Permission.PAPER_REVIEW,
    Step.SEND_BACK: Permission.PAPER_REVIEW,
    Step.SIGN: Permission.PAPER_SIGN,
    Step.REFUSE: Permission.PAPER_SIGN,
    Step.REGISTER: Permission.PAPER_REGISTER,
    Step.ISSUE: Permission.PAPER_REGISTER,
    Step.ARCHIVE: Permission.PAPER_REGISTER,
    Step.VOID: Permission.PAPER_REGISTER,
}
HANDLING = (
    Permission.PAPER_DRAFT,
    Permission.PAPER_REVIEW,
    Permission.PAPER_SIGN,
    Permission.PAPER_REGISTER,
)
WRITING = [Step.DRAFT.value, Step.EDIT.value]


def papers_where(user: Visitor, permission: Permission) -> QuerySet[Paper]:
    """Papers on which a person holds a permission.

    Drafting, reviewing, signing and registering are matters of the office itself: they hold where
    the role was given, not below. Papers that are out are seen by everyone with ``PAPER_VIEW``
    above; what is still on its way only by those who work at it.
    """
    papers = Paper.objects.select_related("organisation", "drafted_by__person")
    if permission in HANDLING:
        return papers.filter(organisation__in=seats(user, permission))
    handled = {seat.pk for one in HANDLING for seat in seats(user, one)}
    out = Q(state__in=[state.value for state in OUT])
    within = papers.filter(organisation__in=organisations_where(user, permission))
    return within.filter(out | Q(organisation__in=handled))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of papers is narrowed to; what is empty does not narrow."""

    text: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None


def narrowed(papers: QuerySet[Paper], wanted: Wanted) -> QuerySet[Paper]:
    """The papers asked for, the newest first."""
    if wanted.text:
        papers = papers.filter(Q(title__icontains=wanted.text) | Q(number__icontains=wanted.text))
    if wanted.kind:
        papers = papers.filter(kind=wanted.kind)
    if wanted.state:
        papers = papers.filter(state=wanted.state)
    if wanted.year:
        papers = papers.filter(
            Q(year=wanted.year) | Q(year__isnull=True, created_at__year=wanted.year)
        )
    return papers.order_by("-pk")


def steps_open(paper: Paper, held: Iterable[tuple[Permission, Organisation]]) -> list[Step]:
    """What a person may do with a paper now, who holds these permissions at these organisations."""
    here = {permission for permission, seat in held if seat.pk == paper.organisation_id}
    state = PaperState(paper.state)
    return [step for step, needs in MAY_STEP.items() if needs in here and state in STEPS[step]]


def content_of(paper: Paper) -> Content:
    """Its text.

    Raises:
        RuleBroken: ``paper.content_unreadable``.
    """
    return from_json(paper.content)


def words_of(paper: Paper) -> dict[str, str]:
    """What it says, as texts by name: the trace keeps them."""
    return {
        "title": paper.title,
        "addressees": paper.addressees,
        "copies": paper.copies,
        "urgency": paper.urgency,
        "note": paper.note,
        "text": text_of(content_of(paper)),
    }


def writers_of(paper: Paper, who: Account) -> set[int]:
    """The accounts of all who wrote in it; another account of the same person counts as theirs."""
    wrote = Revision.objects.filter(paper=paper, step__in=WRITING)
    told = set(wrote.values_list("by", flat=True))
    if who.person_id is not None and wrote.filter(by__person=who.person_id).exists():
        told.add(who.pk)
    return told


@dataclass(frozen=True, slots=True)
class Told:
    """A step as the trace shows it.

    Attributes:
        changed: Names of the short texts that changed, each with what it was and is.
        lines: What changed in the text; empty where nothing did.
    """

    revision: Revision
    changed: Sequence[tuple[str, str, str]] = ()
    lines: Sequence[Line] = ()


def trace_of(paper: Paper) -> list[Told]:
    """Everything that was done with a paper, the newest first, with what changed."""
    told: list[Told] = []
    before: dict[str, str] = {}
    for one in paper.revisions.select_related("by__person"):
        changed: list[tuple[str, str, str]] = []
        lines: list[Line] = []
        if one.told and before:
            names = [name for name in changed_fields(before, one.told) if name != "text"]
            changed = [(name, before.get(name, ""), one.told[name]) for name in names]
            lines = differences(before.get("text", ""), one.told.get("text", ""))
        before = one.told or before
        told.append(Told(one, changed, lines))
    return told[::-1]


def printed(paper: Paper) -> printing.Paper:
    """The paper as it is set: a draft bears no day and no number.

    Raises:
        RuleBroken: ``paper.content_unreadable``.
    """
    kind, content = PaperKind(paper.kind), content_of(paper)
    made = printing.Paper(
        issuer=paper.issuer,
        title=paper.title,
        blocks=content.blocks,
        annexes=content.annexes,
        mark=paper.mark,
        number=paper.number,
        addressees=paper.addressees,
        on=paper.dated_on,
        copies=paper.copies,
        printed_by=paper.printed_by,
        printed_on=paper.issued_on,
        layout=layout_of(kind),
        urgency=paper.urgency,
        note=paper.note,
        invented=paper.organisation.invented or settings.DEMO_DAY is not None,
    )
    return replace(made, signer=paper.signer) if kind in UPWARD else made


def preview(like: Paper, words: Words) -> printing.Paper:
    """What was typed, as the paper would look; ``like`` gives what is not typed."""
    return printing.Paper(
        issuer=like.issuer,
        title=words.title,
        blocks=words.content.blocks,
        annexes=words.content.annexes,
        mark=like.mark,
        addressees=words.addressees.rstrip("：:"),
        copies=words.copies.rstrip("。"),
        urgency=words.urgency.value,
        note=words.note,
        printed_by=like.printed_by,
        layout=layout_of(PaperKind(like.kind)),
        invented=like.organisation.invented or settings.DEMO_DAY is not None,
    )
