"""How quickly what is over goes, and how long anybody waits for it."""

from datetime import timedelta
from itertools import pairwise
from time import perf_counter

from bench._ground import AT, Row, run


def measure(database: str, *, small: bool) -> list[Row]:
    """Sessions, wrong tries, receipts and what workbooks changed, all over; every tenth is not."""
    from django.db import transaction

    from gonghui.audit.models import Entry
    from gonghui.people.actions.account import job_account
    from gonghui.people.actions.retention import carry_out
    from gonghui.people.models import Tries

    many = 10_000 if small else 200_000
    _make(many)
    moments = [perf_counter()]

    def clock():
        moments.append(perf_counter())
        return AT + timedelta(days=40)

    gone = carry_out(by=job_account(), on=AT.date() + timedelta(days=40), clock=clock)
    rows = sum(count or 0 for count in gone.values())
    assert rows == many * 3 * 9 // 10
    assert Entry.objects.get(verb="retention.carried_out").facts == {
        name: count for name, count in gone.items() if count
    }
    taken = moments[-1] - moments[0]
    steps = [later - sooner for sooner, later in pairwise(moments)]
    _make(many)
    start = perf_counter()
    with transaction.atomic():
        Tries.objects.filter(last_at__lt=AT + timedelta(days=10)).delete()
    floor = many * 0.9 / (perf_counter() - start)
    return [
        Row(f"{database}: rows gone, of {many * 3:,}", rows / taken, "/s", floor),
        Row(f"{database}: longest step", max(steps) * 1000, "ms"),
    ]


def _make(many: int) -> None:
    from django.contrib.sessions.models import Session

    from gonghui.foundation.models import Receipt
    from gonghui.people.models import Tries

    for model in (Session, Receipt, Tries):
        model.objects.all().delete()
    for first in range(0, many, 1_000):
        numbers = range(first, first + 1_000)
        ends = {n: AT + timedelta(days=400 if n % 10 == 0 else 0) for n in numbers}
        Session.objects.bulk_create(
            Session(session_key=f"s{n}", session_data="x" * 400, expire_date=ends[n])
            for n in numbers
        )
        Tries.objects.bulk_create(Tries(key=f"t{n}", last_at=ends[n]) for n in numbers)
        Receipt.objects.bulk_create(
            Receipt(key=f"r{n}", owner_id=1, address="/", at=ends[n]) for n in numbers
        )


if __name__ == "__main__":
    run("retention", measure)
