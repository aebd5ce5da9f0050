"""What is over is taken away: step by step, held back where it must stay, and recorded.

A step is one short transaction, so that work goes on meanwhile. How much went so far is kept with
each step: a run that was cut short is recorded by the next one.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import Hold, Work
from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import EVERYTHING, Sweep, all_sweeps, holds_on
from gonghui.people.models import Consent, DataRequest, SignInLink, Tries
from gonghui.people.rules.retention import FIRST_STEP, next_step

KIND = "people.retention"
CUT_SHORT_AFTER = timedelta(hours=1)
Clock = Callable[[], datetime]


def sweeps() -> list[Sweep]:
    """What goes from the tables of persons, accounts and sign-in."""
    return [
        Sweep("people.sessions", Retention.SESSION, _ended_sessions),
        Sweep("people.devices", Retention.SESSION, _devices_without_session),
        Sweep("people.tries", Retention.TRIES, _old_tries),
        Sweep("people.links", Retention.LINK, _old_links),
        Sweep("people.consents", Retention.ASKED, _old_consents),
        Sweep("people.requests", Retention.ASKED, _old_requests),
    ]


def _ended_sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def _devices_without_session(before: datetime) -> QuerySet[UserSession]:
    open_ones = Session.objects.filter(session_key=OuterRef("session_key"))
    rows: QuerySet[UserSession] = UserSession.objects.filter(last_seen_at__lt=before)
    return rows.filter(~Exists(open_ones))


def _old_tries(before: datetime) -> QuerySet[Tries]:
    return Tries.objects.filter(last_at__lt=before)


def _old_links(before: datetime) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(ends_at__lt=before)


def _old_consents(before: datetime) -> QuerySet[Consent]:
    return Consent.objects.filter(withdrawn_at__lt=before)


def _old_requests(before: datetime) -> QuerySet[DataRequest]:
    return DataRequest.objects.filter(decided_at__lt=before)


def outlook(*, at: datetime, on: date) -> dict[str, int | None]:
    """How many rows would go of each kind; ``None``: held back."""
    held = _held(on)
    return {
        sweep.name: None if held & {sweep.name, EVERYTHING} else sweep.due(at).count()
        for sweep in all_sweeps()
    }


def carry_out(*, by: Actor, on: date, clock: Clock) -> Mapping[str, int | None]:
    """Take away what is over; how many rows of each kind went, ``None``: held back.

    Raises:
        RuleBroken: ``retention.runs``: another run is at it.
    """
    work, held = _begin(by=by, at=clock()), _held(on)
    gone: dict[str, int | None] = {}
    for sweep in all_sweeps():
        stays = bool(held & {sweep.name, EVERYTHING})
        gone[sweep.name] = None if stays else _sweep(work, sweep, clock=clock)
    with transaction.atomic():
        _end(work, by=by, at=clock())
    return gone


def _held(on: date) -> set[str]:
    return set(holds_on(on).values_list("sweep", flat=True))


@transaction.atomic
def _begin(*, by: Actor, at: datetime) -> Work:
    """One run at a time; what an earlier one did before it was cut short is recorded first."""
    for left in Work.objects.select_for_update().filter(kind=KIND, ended_at=None):
        if left.changed_at > at - CUT_SHORT_AFTER:
            raise RuleBroken("retention.runs")
        _end(left, by=by, at=at)
    return Work.objects.create(kind=KIND, owner_id=by.pk)


def _end(work: Work, *, by: Actor, at: datetime) -> None:
    work.refresh_from_db()
    work.ended_at = at
    work.save(update_fields=["ended_at", "changed_at"])
    facts = {name: count for name, count in work.result.items() if count}
    record(Deed("retention.carried_out", work, facts=facts), by=by, at=at)


def _sweep(work: Work, sweep: Sweep, *, clock: Clock) -> int:
    due, size, gone = sweep.due(clock()), FIRST_STEP, 0
    while keys := list(due.order_by("pk").values_list("pk", flat=True)[:size]):
        started = perf_counter()
        cleared = _step(work, sweep, due.filter(pk__in=keys), at=clock())
        gone += cleared
        size = next_step(len(keys), perf_counter() - started)
        if not cleared:  # nothing of it goes: it would be found for ever
            break
    return gone


@transaction.atomic
def _step(work: Work, sweep: Sweep, rows: QuerySet[Any], *, at: datetime) -> int:
    """Clear some rows, and remember with them how many; those it could not clear do not count."""
    own = Work.objects.select_for_update().get(pk=work.pk)
    before = rows.count()
    sweep.clear(rows, at)
    cleared = before - rows.count()
    own.result[sweep.name] = own.result.get(sweep.name, 0) + cleared
    own.done += cleared
    own.save(update_fields=["result", "done", "changed_at"])
    return cleared


@transaction.atomic
def hold(
    sweep: str, reason: str, *, until: date | None = None, by: Actor, at: datetime, on: date
) -> Hold:
    """Keep something although its time is over; ``until`` ``None``: until it is lifted.

    Raises:
        RuleBroken: ``hold.unknown``, ``hold.no_reason``, ``hold.past`` or ``hold.held_already``.
    """
    if sweep not in {EVERYTHING, *(one.name for one in all_sweeps())}:
        raise RuleBroken("hold.unknown", name=sweep)
    if not reason.strip():
        raise RuleBroken("hold.no_reason")
    if until is not None and until < on:
        raise RuleBroken("hold.past", until=until)
    if holds_on(on).filter(sweep=sweep).exists():
        raise RuleBroken("hold.held_already", name=sweep)
    Hold.objects.filter(sweep=sweep, lifted_at=None).update(lifted_at=at)  # one that ran out
    made = Hold.objects.create(
        sweep=sweep, reason=reason.strip()[:300], by_id=by.pk, from_at=at, until_on=until
    )
    facts = {"reason": made.reason, "until": until and until.isoformat()}
    record(Deed("retention.held", made, facts=facts), by=by, at=at)
    return made


@transaction.atomic
def lift(sweep: str, *, by: Actor, at: datetime, on: date) -> None:
    """Let its time run again.

    Raises:
        RuleBroken: ``hold.none``.
    """
    held = holds_on(on).filter(sweep=sweep).first()
    if held is None:
        raise RuleBroken("hold.none", name=sweep)
    held.lifted_at = at
    held.save(update_fields=["lifted_at"])
    record(Deed("retention.lifted", held), by=by, at=at)
