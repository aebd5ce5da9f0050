"""Where a work report is in its life, and what may be done with it then."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken


class ReportState(StrEnum):
    """Draft, then signed; a signed one never changes."""

    DRAFT = "draft"  # 草稿
    SIGNED = "signed"  # 已签发


def check_open(state: ReportState) -> None:
    """Only a draft is edited, drafted anew or signed.

    Raises:
        RuleBroken: ``report.signed``.
    """
    if state is not ReportState.DRAFT:
        raise RuleBroken("report.signed")


def check_edition(there: int, seen: int) -> None:
    """What is saved rests on what was read.

    Raises:
        RuleBroken: ``report.changed_meanwhile``.
    """
    if there != seen:
        raise RuleBroken("report.changed_meanwhile")


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is no longer what the signed report says."""

    code: str
    then: str
    now: str


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[Difference]:
    """Exact values of the signed report against those of today; one gone from the form counts."""
    return [
        Difference(code, value, now.get(code, ""))
        for code, value in then.items()
        if now.get(code, "") != value
    ]
