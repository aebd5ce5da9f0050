"""What a meeting is made of, and which period it sums up."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period, PeriodKind


class MeetingState(StrEnum):
    """Where a meeting is in its life."""

    PLANNED = "planned"
    HELD = "held"


class DatePrecision(StrEnum):
    """How exactly the day is known."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a person did at a meeting.

    Source: the verbs of the genre, docs/domain (domain.md §9.3).
    """

    SPEECH = "speech"  # 讲话
    REPORT = "report"  # 作工作情况通报
    WELCOME = "welcome"  # 致辞
    PRESIDE = "preside"  # 主持
    READ_DECISION = "read_decision"  # 宣读
    PRESENT_AWARD = "present_award"  # 颁奖
    EXCHANGE = "exchange"  # 交流发言
    ATTEND = "attend"  # 参加
    ACCOMPANY = "accompany"  # 陪同
    GUIDE = "guide"  # 讲解


class StatementKind(StrEnum):
    """What the meeting did with a sentence."""

    STATED = "stated"  # 指出
    REQUIRED = "required"  # 要求


TEXT = "text"
"""The year stands in the date itself; any other origin of it is marked on the page."""

_HALF = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<half>上半年|下半年|半年)")


def period_of(words: Iterable[str], *, held_on: date | None) -> Period | None:
    """The half-year a meeting sums up, as its name and purposes say; ``None`` when they do not say.

    The first half-year named counts; 半年 alone is the first. Without a year of its own it is that
    of the day of the meeting.
    """
    for text in words:
        for found in _HALF.finditer(text):
            year = int(found["year"]) if found["year"] else held_on.year if held_on else None
            if year is not None:
                return Period(year, PeriodKind.HALF, 2 if found["half"] == "下半年" else 1)
    return None


def check_name(name: str) -> str:
    """The name of a meeting, without blanks around it.

    Raises:
        RuleBroken: ``meeting.name_missing``.
    """
    if not name.strip():
        raise RuleBroken("meeting.name_missing")
    return name.strip()


def posts_in_words(titles: Iterable[Mapping[str, str]]) -> str:
    """The posts as people write them: those at one body in a row share its name."""
    bodies = groupby(titles, key=lambda post: post["organisation"] or "")
    return "、".join(body + "、".join(post["title"] for post in own) for body, own in bodies)
