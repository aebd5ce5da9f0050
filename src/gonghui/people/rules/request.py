"""What a person asks about their own data, and how it is answered."""

from datetime import date

from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.people.rules.privacy import ANSWERED_WITHIN, RequestKind, RequestState

LONGEST_WORDS = 2000


def check_words(kind: RequestKind, words: str) -> str:
    """What was typed, tidied. Only a correction needs words: what is wrong, and what is right.

    Raises:
        RuleBroken: ``data_request.words_missing`` or ``data_request.words_too_long``.
    """
    words = _tidied(words)
    if not words and kind is RequestKind.CORRECT:
        raise RuleBroken("data_request.words_missing")
    _check_length(words)
    return words


def check_answer(answer: str) -> str:
    """What the person is told, tidied: what was done, or why it was not.

    Raises:
        RuleBroken: ``data_request.answer_missing`` or ``data_request.words_too_long``.

    Source: PIPL art. 50: who refuses says why.
    """
    answer = _tidied(answer)
    if not answer:
        raise RuleBroken("data_request.answer_missing")
    _check_length(answer)
    return answer


def _tidied(text: str) -> str:
    """Forms send their lines with two characters between them."""
    return tidy(text).replace("\r\n", "\n").strip()


def _check_length(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        raise RuleBroken("data_request.words_too_long", most=LONGEST_WORDS, count=len(words))


def check_open(state: str) -> None:
    """Nothing is answered twice, and nothing taken back that was answered.

    Raises:
        RuleBroken: ``data_request.decided``.
    """
    if state != RequestState.OPEN.value:
        raise RuleBroken("data_request.decided")


def due_after(asked_on: date) -> date:
    """The last day on which the answer is in time."""
    return asked_on + ANSWERED_WITHIN
