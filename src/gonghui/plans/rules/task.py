"""What a task and a report of progress must be like."""

import re
from datetime import date

from gonghui.foundation.errors import RuleBroken

TITLE_LENGTH = 60
SHORT_CLAUSE = 6

# 一、 （一） 1. ① 一是 at the head of a requirement: the order it was said in, not part of the work
_NUMBERING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．)）]|[①-⑳]|[一二三四五六七八九十]是要?)\s*"
)
# 要 before a verb says that it is required, as every task is; 要求, 要点 are words of their own
_MUST = re.compile(r"^要(?![求点闻素害件塞领务事案员])")
_CLAUSE = re.compile(r"[^，,；;。：:]+[，,；;。：:]?")


def title_of(requirement: str) -> str:
    """A short title in the words of the requirement itself: its first clause, numbering and 要 out.

    A clause of fewer than six characters takes the next one along. Nothing is added.
    """
    text = _MUST.sub("", _NUMBERING.sub("", requirement.strip()))
    title = ""
    for clause in _CLAUSE.findall(text):
        title += clause
        if len(title.rstrip("，,；;。：:")) >= SHORT_CLAUSE:
            break
    return title.rstrip("，,；;。：: ")[:TITLE_LENGTH]


def check_title(title: str) -> str:
    """The title of a task to be issued.

    Raises:
        RuleBroken: ``task.title_missing``.
    """
    if not title.strip():
        raise RuleBroken("task.title_missing")
    return title.strip()


def check_due(due_on: date, *, today: date) -> None:
    """A task leaves time to do it.

    Raises:
        RuleBroken: ``task.due_passed``.
    """
    if due_on < today:
        raise RuleBroken("task.due_passed", due_on=due_on)


def check_percent(percent: int) -> None:
    """Progress is a share of the whole.

    Raises:
        RuleBroken: ``progress.not_a_share``.
    """
    if not 0 <= percent <= 100:
        raise RuleBroken("progress.not_a_share", percent=percent)


def check_words(words: str) -> str:
    """A report says in a sentence what was done; a bare number helps nobody.

    Raises:
        RuleBroken: ``progress.words_missing``.
    """
    if not words.strip():
        raise RuleBroken("progress.words_missing")
    return words.strip()
