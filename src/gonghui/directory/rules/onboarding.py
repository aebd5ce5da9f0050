"""An office's first hour: what comes first, what is done, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What an office does before its first ordinary day, in this order."""

    TREE = "tree"  # 登记单位
    CHECK = "check"  # 核对
    PEOPLE = "people"  # 登记任职人员
    ACCOUNTS = "accounts"  # 开通账号
    RETURN = "return"  # 发出第一张报表


class Progress(StrEnum):
    """How far a stage is."""

    AHEAD = "ahead"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands so far where an administrator sits.

    Attributes:
        organisations: Below the seats, the seats themselves not counted.
        wrong: Organisations in which the register contradicts itself.
        leading: Organisations others stand below, the seats among them.
        leading_staffed: Of these, the ones where somebody holds a post today.
        people: Persons who hold a post today.
        accounts: Accounts of people beside the three administrators.
        rounds: Returns ever issued.
    """

    organisations: int = 0
    wrong: int = 0
    leading: int = 0
    leading_staffed: int = 0
    people: int = 0
    accounts: int = 0
    rounds: int = 0


def progress(stage: Stage, counts: Counts) -> Progress:
    """How far an office is with one stage; nothing comes before the tree."""
    if not counts.organisations:
        return Progress.AHEAD
    done, begun = {
        Stage.TREE: (True, True),
        Stage.CHECK: (not counts.wrong, True),
        Stage.PEOPLE: (counts.leading_staffed >= counts.leading, bool(counts.people)),
        Stage.ACCOUNTS: (bool(counts.accounts), False),
        Stage.RETURN: (bool(counts.rounds), False),
    }[stage]
    if done:
        return Progress.DONE
    return Progress.BEGUN if begun else Progress.AHEAD


def next_stage(counts: Counts) -> Stage | None:
    """The first that is not done; ``None`` when the office runs."""
    return next(iter(left(counts)), None)


def left(counts: Counts) -> Sequence[Stage]:
    """What is not done yet, in its order."""
    return [stage for stage in Stage if progress(stage, counts) is not Progress.DONE]
