"""Letters leave: written down in the transaction of what they tell of, sent by the worker."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from gonghui.notices.announcements import letters_wait
from gonghui.notices.models import Delivery, Preference
from gonghui.notices.queries.delivery import waiting
from gonghui.notices.rules.delivery import MOST_TRIES, State, wait_after
from gonghui.notices.sources import Gateway, Letter, NotTaken, gateways
from gonghui.people.models import Account

AT_ONCE = 200  # letters of one connection
CLAIMED_FOR = timedelta(minutes=10)  # then a worker that was killed has lost it
Text = tuple[str, str]  # subject and body


def write(texts: Mapping[int, Text], *, gateway: Gateway, key: str, at: datetime) -> None:
    """Write a letter to each of these accounts, by key; the same key is written once."""
    rows = [
        Delivery(
            account_id=account,
            channel=gateway.name,
            key=key[:120],
            subject=subject,
            body=body,
            made_at=at,
            next_at=at,
        )
        for account, (subject, body) in texts.items()
    ]
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(lambda: letters_wait.send(sender=None))


def send_due(*, clock: Callable[[], datetime]) -> int:
    """Send what waits, by every way; how many letters left.

    A way that does not answer costs one try; what waits for it is tried again later.
    """
    return sum(_send_by(gateway, clock) for gateway in gateways())


def _send_by(gateway: Gateway, clock: Callable[[], datetime]) -> int:
    sent = 0
    while letters := list(waiting(gateway.name, at=clock())[:AT_ONCE]):
        addresses = gateway.reaches({one.account_id for one in letters})
        try:
            with gateway.session() as send:
                sent += sum(_send(one, addresses, send, clock) for one in letters)
        except NotTaken as failure:
            _put_off(letters, failure, clock())
            break
    return sent


def _send(
    row: Delivery,
    addresses: Mapping[int, str],
    send: Callable[[Letter], None],
    clock: Callable[[], datetime],
) -> bool:
    """Send one letter, unless another worker is at it; whether it left."""
    mine = Delivery.objects.filter(pk=row.pk, state=State.WAITING.value, next_at=row.next_at)
    if not mine.update(next_at=clock() + CLAIMED_FOR, tries=F("tries") + 1):
        return False
    own, to = Delivery.objects.filter(pk=row.pk), addresses.get(row.account_id)
    if to is None:
        own.update(state=State.DROPPED.value, subject="", body="")
        return False
    try:
        send(Letter(f"{row.pk}.{row.channel}", to, row.subject, row.body))
    except NotTaken as failure:
        _not_taken(row, failure, clock())
        return False
    own.update(state=State.SENT.value, subject="", body="", error="")
    return True


def _not_taken(row: Delivery, failure: NotTaken, at: datetime) -> None:
    tries = row.tries + 1
    state = State.WAITING
    if failure.for_good:
        state = State.REFUSED
    elif tries >= MOST_TRIES:
        state = State.GIVEN_UP
    Delivery.objects.filter(pk=row.pk).update(
        state=state.value, error=failure.code[:40], next_at=at + wait_after(tries)
    )


def _put_off(letters: Sequence[Delivery], failure: NotTaken, at: datetime) -> None:
    """Nobody answers: all that waits for this way waits, not each for its own try."""
    first = min(letters, key=lambda one: one.tries)
    waits = waiting(first.channel, at=at).order_by()
    waits.filter(tries__gte=MOST_TRIES - 1).update(
        state=State.GIVEN_UP.value, error=failure.code[:40], tries=F("tries") + 1
    )
    waits.update(
        next_at=at + wait_after(first.tries + 1), tries=F("tries") + 1, error=failure.code[:40]
    )


def choose_language(account: Account, language: str) -> None:
    """From now on the account is written to in this language."""
    Preference.objects.update_or_create(account=account, defaults={"language": language})


def reached(accounts: Collection[int]) -> list[tuple[Gateway, Mapping[int, str]]]:
    """By each way, whom of these it reaches."""
    return [(one, found) for one in gateways() if (found := one.reaches(accounts))]
