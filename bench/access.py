"""What a permission costs: 100,000 accounts over a tree of 1,000,000 organisations; the record.

Each account holds a post, and the role comes with the post; every tenth holds a second one, every
hundredth acts for somebody who is away. Plain SQL beside a narrowed list is the same list read by
nobody in particular.
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from time import perf_counter

from bench import _registry as registry
from bench._ground import AT, Row, p95, run, timed

TODAY = date(2023, 7, 12)
BEGUN = date(2020, 1, 1)
AWAY = (date(2023, 7, 1), date(2023, 7, 31))
BATCH = 5_000
TIMES = 1_000


def measure(database: str, *, small: bool) -> list[Row]:
    organisations, accounts = (40_000, 4_000) if small else (1_000_000, 100_000)
    times = 100 if small else TIMES
    start = perf_counter()
    made = registry.nodes(organisations)
    registry.write(made)
    people(made, accounts)
    registry.settle()
    label = f"{accounts:,} accounts, {len(made):,} organisations, {database}"
    rows = [Row(f"{label}: written", perf_counter() - start, "s")]
    rows += list(checks(label, accounts, made, times))
    rows += list(lists(label, made, max(times // 5, 20)))
    return rows + list(record(database, 20_000 if small else 1_000_000, times))


def people(made, count: int) -> None:
    """Persons with accounts, in posts that carry a role, spread over the whole tree."""
    from gonghui.access.models import Delegation, Grant
    from gonghui.organisations.models import Post, Tenure
    from gonghui.people.models import Account, Person

    chance = random.Random(3)
    roles = ("filer", "reviewer", "issuer", "leader", "supervisor")
    at = [1, *(chance.randrange(2, len(made) + 1) for _ in range(count - 1))]
    person = Person.objects.bulk_create(
        [Person(name=f"人{n}", sort_reading=f"ren{n}", invented=True) for n in range(count)],
        batch_size=BATCH,
    )
    account = Account.objects.bulk_create(
        [Account(username=f"a{n}", person=one, password="!") for n, one in enumerate(person)],
        batch_size=BATCH,
    )
    holders = [*range(count), *range(0, count, 10)]  # every tenth a second time
    posts = Post.objects.bulk_create(
        [
            Post(organisation_id=at[(n * 7) % count] if k >= count else at[n], title=f"职务{k}")
            for k, n in enumerate(holders)
        ],
        batch_size=BATCH,
    )
    Tenure.objects.bulk_create(
        [
            Tenure(person=person[n], post=post, from_on=BEGUN)
            for n, post in zip(holders, posts, strict=True)
        ],
        batch_size=BATCH,
    )
    grants = Grant.objects.bulk_create(
        [
            Grant(
                role="leader" if not k else roles[k % len(roles)],
                organisation_id=post.organisation_id,
                post=post,
                from_on=BEGUN,
            )
            for k, post in enumerate(posts)
        ],
        batch_size=BATCH,
    )
    since, until = AWAY
    Delegation.objects.bulk_create(
        [
            Delegation(
                grant=grants[n],
                giver=account[n],
                account=account[(n + 1) % count],
                from_on=since,
                until_on=until,
            )
            for n in range(0, count, 100)
        ],
        batch_size=BATCH,
    )


def told(label: str, what: str, waits: list[float], floor: float | None = None) -> Iterator[Row]:
    yield Row(f"{label}: {what} p50", median(waits) * 1000, "ms")
    yield Row(f"{label}: {what} p95", p95(waits), "ms", floor)


def checks(label: str, count: int, made, times: int) -> Iterator[Row]:
    """One question after the other, each about another account and another organisation."""
    from gonghui.access.checks import can, choices, remember, roles_held, within
    from gonghui.access.permissions import Permission
    from gonghui.organisations.models import Organisation
    from gonghui.people.models import Account

    chance = random.Random(4)
    accounts = list(Account.objects.filter(is_job=False).order_by("?")[:times])
    accounts.append(Account.objects.get(username="a0"))
    some = list(Organisation.objects.filter(pk__in=chance.sample(range(1, len(made) + 1), times)))

    def asked(permission) -> Callable[[], object]:
        return lambda: can(chance.choice(accounts), permission, chance.choice(some), on=TODAY)

    yield from told(label, "may they (no)", timed(asked(Permission.GRANT_MANAGE), times))
    yield from told(label, "may they", timed(asked(Permission.SHEET_VIEW), times))
    top = accounts[-1]
    yield from told(
        label,
        "may the top's leader",
        timed(lambda: can(top, Permission.SHEET_VIEW, chance.choice(some), on=TODAY), times),
    )
    yield from told(
        label,
        "all roles of one, once a request",
        timed(lambda: roles_held(chance.choice(accounts), on=TODAY), times),
    )
    for account in accounts:
        held = roles_held(account, on=TODAY)
        last = choices(held)[-1]
        account.acting_post, account.acting_for = last.post, last.giver
        remember(account, within(held, last), on=TODAY)
    yield from told(
        label, "may they, in the capacity of a page", timed(asked(Permission.SHEET_VIEW), times)
    )


def lists(label: str, made, times: int) -> Iterator[Row]:
    """The first fifty organisations, narrowed to a reach and not narrowed."""
    from gonghui.access.checks import organisations_where, remember, roles_held
    from gonghui.access.permissions import Permission
    from gonghui.organisations.models import Organisation

    def first(found) -> Callable[[], object]:
        return lambda: list(found.order_by("pk")[:50])

    everything = p95(timed(first(Organisation.objects.all()), times))
    reaches = {
        "the top": 1,
        "a province": _first(made, "province"),
        "a county": _first(made, "county"),
    }
    reaches |= {"a township": _first(made, "township")}
    for who, pk in reaches.items():
        user = registry.account(pk)
        remember(user, roles_held(user, on=TODAY), on=TODAY)  # as every page has
        reach = organisations_where(user, Permission.ORGANISATION_VIEW, on=TODAY)
        yield from told(
            label, f"50 of a list, narrowed to {who}", timed(first(reach), times), everything
        )
        counted = timed(reach.count, 5)
        yield Row(
            f"{label}: all of it counted, narrowed to {who} p50", median(counted) * 1000, "ms"
        )


def _first(made, kind: str) -> int:
    return next(node.pk for node in made if node.kind == kind and node.parent)


def record(database: str, count: int, times: int) -> Iterator[Row]:
    """Deeds sealed one in a transaction, many in one, and all read again."""
    from gonghui.audit.actions import Deed, record, record_all
    from gonghui.audit.queries import fault_in_chain
    from gonghui.organisations.models import Organisation
    from gonghui.people.actions.account import job_account

    job, one = job_account(), Organisation.objects.get(pk=1)
    deed = Deed("bench.done", one, one.pk, {"figure": 64_930, "note": "基层工会组织建设"})
    waits = timed(lambda: record(deed, by=job, at=AT), times)
    yield Row(f"record, {database}: one deed a transaction", 1 / median(waits), "deeds/s")
    start, chunk = perf_counter(), 1_000
    for _ in range(count // chunk):
        record_all([deed] * chunk, by=job, at=AT)
    yield Row(
        f"record, {database}: {chunk:,} deeds a transaction",
        count / (perf_counter() - start),
        "deeds/s",
    )
    start = perf_counter()
    fault = fault_in_chain()
    if fault is not None:
        sys.exit(f"The chain is broken: {fault}")
    yield Row(f"record, {database}: {count:,} deeds read again", perf_counter() - start, "s")


if __name__ == "__main__":
    run("access", measure)
