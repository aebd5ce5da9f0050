"""A register of 100,000 and of 1,000,000 organisations: read, searched, parts of it moved.

The tree is the country's own divisions, unions of invented enterprises fill it up. SQLite has
counted no rows, as in an office; PostgreSQL has, as its autovacuum does. Plain SQL beside is the
same rows without Django; for the search it is what a LIKE over all names takes.
"""

import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from bench import _registry as registry
from bench._ground import Row, p95, run, timed

TIMES = 200
MOVES = 12
BRANCH = 10_000
TODAY = date(2023, 7, 12)
Case = tuple[str, Callable[[], object], Callable[[], object] | None, int]


def measure(database: str, *, small: bool) -> list[Row]:
    sizes = (4_000, 40_000) if small else (100_000, 1_000_000)
    rows, medians = [], []
    for size in sizes:
        found, middle = _measure_one(database, size, 40 if small else TIMES)
        rows += found
        medians.append(middle)
        if size != sizes[-1]:
            registry.empty()
    grown = [(what, medians[1][what] / medians[0][what]) for what in medians[0]]
    return rows + [
        Row(
            f"ten times the organisations, {database}: {what} takes so many times as long",
            n,
            "times",
        )
        for what, n in grown
    ]


def _measure_one(database: str, size: int, times: int) -> tuple[list[Row], dict[str, float]]:
    start = perf_counter()
    made = registry.nodes(size)
    registry.write(made)
    registry.settle()
    label = f"{len(made):,} organisations, {database}"
    rows = [Row(f"{label}: written in bulk", perf_counter() - start, "s")]
    medians = {}
    for what, act, plain, often in [*_reading(made, times), *_searching(made, times)]:
        waits = timed(act, often)
        floor = None if plain is None else p95(timed(plain, min(often, 40)))
        rows.append(Row(f"{label}: {what} p50", median(waits) * 1000, "ms"))
        rows.append(Row(f"{label}: {what} p95", p95(waits), "ms", floor))
        medians[what] = median(waits)
    waits, moved = _moving(made)
    rows.append(
        Row(f"{label}: moving a branch of {moved:,} (median) p50", median(waits) * 1000, "ms")
    )
    rows.append(Row(f"{label}: moving a branch of {moved:,} (median) p95", p95(waits), "ms"))
    for what, act, often in _past(made, times):
        waits = timed(act, often)
        rows.append(Row(f"{label}: {what} p50", median(waits) * 1000, "ms"))
        rows.append(Row(f"{label}: {what} p95", p95(waits), "ms"))
        medians[what] = median(waits)
    return rows, medians


def _organisation(pk: int):
    from gonghui.organisations.models import Organisation

    return Organisation.objects.get(pk=pk)


def _reading(made, times: int) -> list[Case]:
    """Lists, ways and audiences; each call about another organisation."""
    from gonghui.access.checks import organisations_where
    from gonghui.access.permissions import Permission
    from gonghui.directory.queries.organisation import below_counts, level_below, seen
    from gonghui.organisations.queries.audience import resolve
    from gonghui.organisations.queries.tree import path

    chance = random.Random(1)
    parents = [node.pk for node in made if node.kind == "township"]

    def anybody() -> int:
        return chance.randrange(2, len(made) + 1)

    top = _organisation(1)
    leader, clerk = registry.account(1), registry.account(_county(made))
    registry.seat_secretaries(made)
    secretaries = registry.secretaries()

    def children() -> object:
        found = list(level_below(_organisation(chance.choice(parents)))[:50])
        return found, below_counts(found, on=TODAY)

    def reached(user) -> Callable[[], object]:
        reach = organisations_where(user, Permission.ORGANISATION_VIEW, on=TODAY)
        return lambda: list(reach.order_by("order", "code")[:50])

    plain_children = (
        "SELECT o.* FROM organisations_organisation o JOIN organisations_placement p "
        "ON p.organisation_id = o.id WHERE p.parent_id = %s AND p.until_on IS NULL "
        'ORDER BY o."order", o.code LIMIT 50'
    )
    plain_path = (
        "SELECT o.short_name FROM organisations_organisation o JOIN organisations_ancestry a "
        "ON a.ancestor_id = o.id WHERE a.organisation_id = %s ORDER BY a.steps DESC"
    )
    plain_holders = (
        "SELECT o.name, s.title, e.name FROM organisations_tenure t "
        "JOIN organisations_post s ON s.id = t.post_id AND s.kind = 'secretary' "
        "JOIN organisations_organisation o ON o.id = s.organisation_id AND o.level = 'county' "
        "JOIN people_person e ON e.id = t.person_id"
    )
    return [
        (
            "children, a page of 50",
            children,
            _plain(plain_children, lambda: [chance.choice(parents)]),
            times,
        ),
        (
            "the way to one",
            lambda: path(_organisation(anybody())),
            _plain(plain_path, lambda: [anybody()]),
            times,
        ),
        ("one organisation, asked by the top", lambda: seen(leader, anybody()), None, times),
        ("one organisation, asked by a county", lambda: seen(clerk, anybody()), None, times),
        ("the first 50 a county may see", reached(clerk), None, times),
        (
            "all party secretaries of counties, with their posts",
            lambda: list(resolve(secretaries, keeper=top, on=TODAY).holders),
            _plain(plain_holders, list),
            max(times // 4, 10),
        ),
    ]


def _searching(made, times: int) -> list[Case]:
    """Each call looks for a part of another organisation's name."""
    from gonghui.foundation.chinese import initials, pinyin
    from gonghui.organisations.queries.search import search

    chance = random.Random(2)
    plain_like = (
        "SELECT id FROM organisations_organisation "
        "WHERE name LIKE %s OR short_name LIKE %s LIMIT 500"
    )

    def part(length: int) -> str:
        while True:
            name = chance.choice(made).short_name
            if len(name) > length:
                place = chance.randrange(len(name) - length)
                return name[place : place + length]

    kinds = {
        "4 characters": lambda: part(4),
        "3 characters": lambda: part(3),
        "2 characters": lambda: part(2),
        "1 character": lambda: part(1),
        "pinyin": lambda: pinyin(chance.choice(made).short_name)[:8],
        "initials": lambda: initials(chance.choice(made).short_name)[:4],
        "code": lambda: chance.choice(made).code[:9],
    }
    reaches = {"the whole tree": None, "the top's reach": [_organisation(1)]}
    reaches["a county"] = [_organisation(_county(made))]
    reaches["a province"] = [
        _organisation(next(n.pk for n in made if n.kind == "province" and n.parent))
    ]
    cases: list[Case] = []
    for where, within in reaches.items():
        for what, text in kinds.items():
            like = _plain(plain_like, lambda text=text: [f"%{text()}%"] * 2)
            is_floor = within is None and "character" in what
            cases.append(
                (
                    f"search in {where}, {what}",
                    lambda text=text, within=within: search(text(), within=within),
                    like if is_floor else None,
                    times,
                )
            )
    cases.append(
        ("the page of a search, opened by a county", _page(made, part), None, max(times // 4, 10))
    )
    return cases


def _page(made, part) -> Callable[[], object]:
    """Opens the page as somebody of the county, signed in."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(registry.account(_county(made)))

    def opened() -> None:
        if client.get("/directory/organisations/", {"q": part(2)}).status_code != 200:
            sys.exit("Wrong: the page did not open.")

    return opened


def _county(made) -> int:
    """One with about as many below it as counties have."""
    chance = random.Random(3)
    return chance.choice([node.pk for node in made if node.kind == "county"])


def _moving(made) -> tuple[list[float], int]:
    """Whole branches change hands, each on a later day; every pair above and below is rewritten."""
    from gonghui.organisations.actions.change import Act
    from gonghui.organisations.actions.move import move
    from gonghui.organisations.models import Ancestry
    from gonghui.organisations.rules.change import Decision
    from gonghui.people.actions.account import job_account

    provinces = [node.pk for node in made if node.kind == "province" and node.parent]
    branches = _branches(made)
    waits, sizes = [], []
    for number in range(MOVES):
        branch = _organisation(branches[number % len(branches)])
        others = [
            pk for pk in provinces if not Ancestry.objects.filter(organisation=branch, ancestor=pk)
        ]
        to = _organisation(others[number % len(others)] if others else 1)
        decision = Decision(registry.ON + timedelta(days=30 + number), "区划调整", "")
        sizes.append(Ancestry.objects.filter(ancestor=branch).count())
        start = perf_counter()
        move(branch, Act(decision, job_account(), registry.AT), to=to)
        waits.append(perf_counter() - start)
        if Ancestry.objects.filter(ancestor=to, organisation=branch).count() != 1:
            sys.exit("Wrong: the branch does not stand where it was moved to.")
    return waits, int(median(sizes))


def _branches(made) -> list[int]:
    """The cities that lead about so many as the promise names, the nearest first."""
    below = [1] * (len(made) + 1)
    for node in reversed(made):
        if node.parent:
            below[node.parent] += below[node.pk]
    cities = [node.pk for node in made if node.kind == "city"]
    return sorted(cities, key=lambda pk: abs(below[pk] - BRANCH))[:MOVES]


def _past(made, times: int) -> list[tuple[str, Callable[[], object], int]]:
    """A day before the branches moved."""
    from gonghui.organisations.queries.past import called_on, children_on, counts_on, path_on

    chance = random.Random(4)
    parents = [node.pk for node in made if node.kind == "township"]
    day = registry.ON + timedelta(days=20)

    def children() -> object:
        found = list(children_on(_organisation(chance.choice(parents)), day)[:50])
        return called_on(found, day), counts_on([one.pk for one in found], day)

    def anybody() -> object:
        return _organisation(chance.randrange(2, len(made) + 1))

    return [
        ("children on a past day, a page of 50", children, times),
        ("the way to one on a past day", lambda: path_on(anybody(), day), times),
    ]


def _plain(query: str, values: Callable[[], list[object]]) -> Callable[[], object]:
    from django.db import connection

    def read() -> object:
        with connection.cursor() as cursor:
            cursor.execute(query, values())
            return cursor.fetchall()

    return read


if __name__ == "__main__":
    run("registry", measure)
