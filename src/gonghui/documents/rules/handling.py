"""The way of a paper through an office: drafted, reviewed, signed, numbered, issued, archived."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gonghui.documents.rules.paper import Layout
from gonghui.foundation.errors import RuleBroken


class PaperKind(StrEnum):
    """What a paper is for. Source: 党政机关公文处理工作条例 (2012), article 8."""

    NOTICE = "notice"  # 通知
    CIRCULAR = "circular"  # 通报
    DECISION = "decision"  # 决定
    REPORT = "report"  # 报告
    REQUEST = "request"  # 请示
    LETTER = "letter"  # 函
    MINUTES = "minutes"  # 纪要


LAYOUTS: Mapping[PaperKind, Layout] = {
    PaperKind.LETTER: Layout.LETTER,
    PaperKind.MINUTES: Layout.MINUTES,
}
# 上行文: who signed stands beside the number
UPWARD = frozenset({PaperKind.REPORT, PaperKind.REQUEST})


def layout_of(kind: PaperKind) -> Layout:
    """How the first page of such a paper is laid out."""
    return LAYOUTS.get(kind, Layout.PAPER)


class Urgency(StrEnum):
    """紧急程度; state secrets have no place here, so there is no 密级."""

    NONE = ""
    URGENT = "加急"
    MOST_URGENT = "特急"


class PaperState(StrEnum):
    """Where a paper is."""

    DRAFT = "draft"  # 起草
    REVIEW = "review"  # 审核
    SIGNING = "signing"  # 待签发
    SIGNED = "signed"  # 已签发
    REGISTERED = "registered"  # 已编号
    ISSUED = "issued"  # 已印发
    ARCHIVED = "archived"  # 已归档
    VOID = "void"  # 作废


class Step(StrEnum):
    """What is done with a paper."""

    DRAFT = "drafted"
    EDIT = "edited"
    SUBMIT = "submitted"
    TAKE_BACK = "taken_back"
    PASS = "passed"  # noqa: S105 -- a review passed, no password
    SEND_BACK = "sent_back"
    SIGN = "signed"
    REFUSE = "refused"
    REGISTER = "registered"
    ISSUE = "issued"
    ARCHIVE = "archived"
    DROP = "dropped"
    VOID = "voided"


S = PaperState
# From where each step leads where; whatever is not here is refused.
STEPS: Mapping[Step, Mapping[PaperState, PaperState]] = {
    Step.EDIT: {S.DRAFT: S.DRAFT},
    Step.SUBMIT: {S.DRAFT: S.REVIEW},
    Step.TAKE_BACK: {S.REVIEW: S.DRAFT},
    Step.PASS: {S.REVIEW: S.SIGNING},
    Step.SEND_BACK: {S.REVIEW: S.DRAFT},
    Step.SIGN: {S.SIGNING: S.SIGNED},
    Step.REFUSE: {S.SIGNING: S.DRAFT},
    Step.REGISTER: {S.SIGNED: S.REGISTERED},
    Step.ISSUE: {S.REGISTERED: S.ISSUED},
    Step.ARCHIVE: {S.ISSUED: S.ARCHIVED},
    Step.DROP: {S.DRAFT: S.VOID},
    # a number once given stays with the paper, also when that is void
    Step.VOID: {S.SIGNED: S.VOID, S.REGISTERED: S.VOID},
}
REASONED = frozenset({Step.SEND_BACK, Step.REFUSE, Step.VOID})
# what others than those who work at it may see
OUT = frozenset({S.ISSUED, S.ARCHIVED})
NUMBERED = frozenset({S.REGISTERED, S.ISSUED, S.ARCHIVED})
NOT_YET_NUMBERED = frozenset({S.DRAFT, S.REVIEW, S.SIGNING, S.SIGNED})


def next_state(now: PaperState, step: Step) -> PaperState:
    """Where a step leads.

    Raises:
        RuleBroken: ``paper.not_signed`` or ``paper.not_now``.
    """
    then = STEPS[step].get(now)
    if then is None:
        before_signed = now in (S.DRAFT, S.REVIEW, S.SIGNING)
        unsigned = before_signed and step in (Step.REGISTER, Step.ISSUE, Step.ARCHIVE)
        unreviewed = step is Step.SIGN and now in (S.DRAFT, S.REVIEW)
        code = "not_signed" if unsigned else "not_reviewed" if unreviewed else "not_now"
        raise RuleBroken(f"paper.{code}")
    return then


def check_reason(step: Step, reason: str) -> None:
    """Sending back, refusing to sign and voiding say why.

    Raises:
        RuleBroken: ``paper.reason_missing``.
    """
    if step in REASONED and not reason.strip():
        raise RuleBroken("paper.reason_missing")


def check_other_person(step: Step, who: int, writers: Collection[int]) -> None:
    """Whoever wrote in a paper neither reviews nor signs it (quality.md S6).

    Raises:
        RuleBroken: ``paper.own_review`` or ``paper.own_signature``.
    """
    if who in writers and step is Step.PASS:
        raise RuleBroken("paper.own_review")
    if who in writers and step is Step.SIGN:
        raise RuleBroken("paper.own_signature")


def check_edition(there: int, seen: int) -> None:
    """What is saved or signed is what was read.

    Raises:
        RuleBroken: ``paper.changed_meanwhile``.
    """
    if there != seen:
        raise RuleBroken("paper.changed_meanwhile")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a series in a year.

    Attributes:
        before: The last number given before this register was kept here.
        last: The last number given.
        missing: Between them, those no paper bears; must be none.
    """

    before: int
    last: int
    missing: tuple[int, ...]


def numbers_of(before: int, last: int, borne: Collection[int]) -> Numbers:
    """Whether the register has gaps."""
    found = set(borne)
    gaps = tuple(number for number in range(before + 1, last + 1) if number not in found)
    return Numbers(before, last, gaps)
