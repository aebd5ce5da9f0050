"""Asking about one's own data; answering."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.audit.actions import Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.people.announcements import request_answered
from gonghui.people.models import Account, DataRequest, Person
from gonghui.people.rules.privacy import RequestKind, RequestState
from gonghui.people.rules.request import check_answer, check_open, check_words, due_after


@transaction.atomic
def ask(person: Person, kind: RequestKind, words: str, *, by: Account, at: datetime) -> DataRequest:
    """A person asks to have their data corrected or erased, or explained; the clock starts.

    Raises:
        RuleBroken: ``data_request.words_missing``, ``data_request.words_too_long`` or
            ``data_request.open_already``.
    """
    words = check_words(kind, words)
    person = Person.objects.select_for_update().get(pk=person.pk)
    still = DataRequest.objects.filter(
        person=person, kind=kind.value, state=RequestState.OPEN.value
    ).first()
    if still is not None:
        raise RuleBroken("data_request.open_already", day=still.due_on)
    made = DataRequest.objects.create(
        person=person,
        kind=kind.value,
        words=words,
        state=RequestState.OPEN.value,
        asked_at=at,
        due_on=due_after(localtime(at).date()),
    )
    record(Deed("data_request.made", made), by=by, at=at)
    return made


@transaction.atomic
def withdraw(request: DataRequest, *, by: Account, at: datetime) -> None:
    """The person no longer asks.

    Raises:
        RuleBroken: ``data_request.decided``.
    """
    request = held_open(request)
    request.state = RequestState.WITHDRAWN.value
    request.save(update_fields=["state", "changed_at"])
    record(Deed("data_request.withdrawn", request), by=by, at=at)


@transaction.atomic
def answer(
    request: DataRequest, words: str, *, granted: bool, by: Account, at: datetime
) -> DataRequest:
    """Tell the person what was done, or why it was not.

    Raises:
        RuleBroken: ``data_request.decided``; ``data_request.own``;
            ``data_request.answer_missing``; ``data_request.words_too_long``;
            ``data_request.takes_two`` when an erasure would be granted by one person alone.
    """
    request = held_open(request)
    check_other(request, by)
    words = check_answer(words)
    if granted and request.kind == RequestKind.ERASE.value:
        raise RuleBroken("data_request.takes_two")
    close(request, RequestState.DONE if granted else RequestState.REFUSED, words, by=by, at=at)
    verb = "data_request.granted" if granted else "data_request.refused"
    request_answered.send(DataRequest, request=request, at=at)
    record(Deed(verb, request), by=by, at=at)
    return request


def held_open(request: DataRequest) -> DataRequest:
    """The request as it is now, held until the transaction ends.

    Raises:
        RuleBroken: ``data_request.decided``.
    """
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    check_open(request.state)
    return request


def check_other(request: DataRequest, by: Account) -> None:
    """Nobody answers what they asked themselves.

    Raises:
        RuleBroken: ``data_request.own``.
    """
    if by.person_id == request.person_id:
        raise RuleBroken("data_request.own")


def close(
    request: DataRequest, state: RequestState, words: str, *, by: Account, at: datetime
) -> None:
    """Answered."""
    request.state, request.answer = state.value, words
    request.decided_by, request.decided_at = by, at
    request.save(update_fields=["state", "answer", "decided_by", "decided_at", "changed_at"])
