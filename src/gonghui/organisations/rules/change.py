"""Acts that change the tree: what there is, what each needs, and what it must not break."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Level, Status


class ChangeKind(StrEnum):
    """What was done."""

    RENAMED = "renamed"  # 更名
    MOVED = "moved"  # 划转
    SPLIT = "split"  # 分设
    MERGED = "merged"  # 合并
    STATUS = "status"  # 建会状态变更: 待筹建→筹建→已建
    SUSPENDED = "suspended"  # 停用
    RESUMED = "resumed"  # 恢复
    DISSOLVED = "dissolved"  # 撤销


class PartyRole(StrEnum):
    """As what an organisation took part in an act."""

    SUBJECT = "subject"  # what was renamed, moved, suspended, dissolved, merged away, split
    INTO = "into"  # what it was merged into, or what came out of a split
    FROM_SUPERIOR = "from_superior"  # 原上级
    TO_SUPERIOR = "to_superior"  # 新上级


@dataclass(frozen=True, slots=True)
class Decision:
    """What an act rests on: nobody founds, merges or dissolves a union at will.

    Source: Trade Union Law (2021), articles 12 and 13.

    Attributes:
        effective_on: The first day on which things are as the act says.
        approval_number: Of the superior's approval (批复文号); empty where none was needed.
    """

    effective_on: date
    reason: str
    approval_number: str = ""


def check_decision(decision: Decision, *, today: date) -> None:
    """An act has a reason and is entered when it has taken effect, not before.

    Raises:
        RuleBroken: ``change.reason_missing``, ``change.in_the_future``.
    """
    if not decision.reason.strip():
        raise RuleBroken("change.reason_missing")
    if decision.effective_on > today:
        raise RuleBroken("change.in_the_future", day=decision.effective_on)


def check_after(decision: Decision, last: date | None) -> None:
    """History is not rewritten: an act takes effect after what it changes began.

    ``last`` is the newest day on which something it changes began; ``None`` when nothing is known.

    Raises:
        RuleBroken: ``change.too_early`` with that day.
    """
    if last is not None and decision.effective_on <= last:
        raise RuleBroken("change.too_early", day=decision.effective_on, last=last)


_HEIGHT = {
    Level.PROVINCE: 0,
    Level.CITY: 1,
    Level.COUNTY: 2,
    Level.TOWNSHIP: 3,
    Level.GRASSROOTS: 4,
}


def check_superior(kind: Kind, above: Kind) -> None:
    """A superior stands on a higher level; only at the grass roots may a union lead branches.

    An industrial union stands below the federation of its place, a county's too.

    Source: Trade Union Law (2021), article 10.

    Raises:
        RuleBroken: ``organisation.wrong_superior``.
    """
    own, upper = LEVEL_OF[kind], LEVEL_OF[above]
    if Level.OUTSIDE in (own, upper):
        raise RuleBroken("organisation.outside")
    beside = upper is own and own is not Level.GRASSROOTS and kind is not Kind.INDUSTRIAL
    if _HEIGHT[upper] > _HEIGHT[own] or beside:
        raise RuleBroken("organisation.wrong_superior")


NEXT_STATUS = {Status.PLANNED: Status.PREPARING, Status.PREPARING: Status.STANDING}
