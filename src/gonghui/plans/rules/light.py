"""Green, yellow, red: computed from dates and progress whenever somebody looks, never stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# Before this share of the time has gone nothing is called slow: work has to be begun first.
QUIET_SHARE = 30
# So many points of progress less than of time gone is slow …
SLOW_POINTS = 10
# … and so many, once half the time has gone, is behind.
BEHIND_POINTS = 30
HALF = 50


class LightState(StrEnum):
    """What a light shows."""

    OK = "ok"  # 正常
    WARN = "warn"  # 偏慢
    BAD = "bad"  # 滞后
    DONE = "done"  # 已办结
    NONE = "none"  # 未开始


@dataclass(frozen=True, slots=True)
class Light:
    """A light and why it shows so.

    Attributes:
        code: The reason; ``wording.reason_for`` has the sentence.
        facts: What the sentence needs: days, points, percent.
    """

    state: LightState
    code: str
    facts: Mapping[str, int] = field(default_factory=dict)


def time_gone(started_on: date, due_on: date, *, today: date) -> int:
    """Percent of the time that has gone, 0 to 100; 100 when it is due the day it is sent."""
    whole = (due_on - started_on).days
    if whole <= 0:
        return 100
    return min(max((today - started_on).days * 100 // whole, 0), 100)


def light(
    percent: int | None, *, started_on: date, due_on: date, today: date, closed: bool = False
) -> Light:
    """The light of one organisation's share of a task.

    Args:
        percent: What the organisation last reported, 0 to 100; ``None`` when it reported nothing.
        started_on: The day it was sent.
        due_on: The last day, inclusive: on it the task is not yet late.
        today: The day it is looked at.
        closed: The answer is filed or accepted, nothing is left to do for the organisation.

    Source: domain.md §3.4 (green on time or ahead, yellow when the date is near or the work slow,
    red when late); the points are ours, ADR-worthy when an office asks for others.
    """
    if closed:
        return Light(LightState.DONE, "light.closed")
    late = (today - due_on).days
    if late > 0:
        return Light(LightState.BAD, "light.overdue", {"days": late})
    gone = time_gone(started_on, due_on, today=today)
    if gone < QUIET_SHARE:
        return _early(percent, left=-late)
    return _on_the_way(percent, gone=gone, left=-late)


def _early(percent: int | None, *, left: int) -> Light:
    if percent is None:
        return Light(LightState.NONE, "light.not_begun", {"days": left})
    return Light(LightState.OK, "light.begun", {"percent": percent})


def _on_the_way(percent: int | None, *, gone: int, left: int) -> Light:
    gap = gone - (percent or 0)
    facts = {"percent": percent or 0, "gone": gone, "days": left}
    behind = gone >= HALF and gap >= BEHIND_POINTS
    if percent is None:
        state = LightState.BAD if behind else LightState.WARN
        return Light(state, "light.silent", facts)
    if behind:
        return Light(LightState.BAD, "light.behind", facts)
    if gap >= SLOW_POINTS:
        return Light(LightState.WARN, "light.slow", facts)
    return Light(LightState.OK, "light.on_time", facts)


@dataclass(frozen=True, slots=True)
class LightCounts:
    """How many shares of a task, or of many, show which light."""

    ok: int = 0
    warn: int = 0
    bad: int = 0
    done: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.ok + self.warn + self.bad + self.done + self.none


def count_lights(lights: Iterable[Light]) -> LightCounts:
    """Count lights by what they show."""
    counts = Counter(one.state.value for one in lights)
    return LightCounts(**counts)


def sum_of(counts: Iterable[LightCounts]) -> LightCounts:
    """Several counts as one."""
    found = list(counts)
    return LightCounts(
        ok=sum(one.ok for one in found),
        warn=sum(one.warn for one in found),
        bad=sum(one.bad for one in found),
        done=sum(one.done for one in found),
        none=sum(one.none for one in found),
    )
