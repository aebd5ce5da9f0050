"""An ask to every organisation of a country: delivered in batches, then the pages that show it.

The tree is the real one down to the villages, filled with unions of invented enterprises. Every
organisation below the top is addressed, level by level; each batch is a commit of its own, and how
long it holds the writer is what counts for everybody else. A third has answered, a third is late.
Plain SQL beside it: the same rows inserted, and the same rows read, with nothing else.
"""

import random
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from bench import _registry as registry
from bench._ground import AT, Row, p95, run, timed

TODAY = AT.date()
DUE = date(2023, 7, 20)
TIMES = 50


def measure(database: str, *, small: bool) -> list[Row]:
    made = registry.nodes(40_000 if small else 1_000_000)
    registry.write(made)
    registry.settle()
    label = f"{len(made):,} organisations, {database}"
    directive, steps, took = _delivered(len(made))
    rows = [
        Row(f"{label}: delivered", len(made) / took, "/s", 10_000 / _plain_insert(directive)),
        Row(f"{label}: one batch of 1,000 p50", median(steps) * 1000, "ms"),
        Row(f"{label}: one batch of 1,000 p95", p95(steps), "ms"),
        Row(f"{label}: the longest batch", max(steps) * 1000, "ms"),
    ]
    _answered(directive)
    return rows + [row for case in _cases(directive, made) for row in _timed(label, *case)]


def _delivered(count: int):
    """A directive to everybody below the top, on its way; seconds of each batch, and of all."""
    from gonghui.cascade.actions.delivery import deliver_all
    from gonghui.cascade.models import Assignment, Directive
    from gonghui.organisations.models import Organisation
    from gonghui.organisations.rules.audience import Description, Part, Reach
    from gonghui.people.actions.account import job_account

    directive = Directive.objects.create(
        issuer=Organisation.objects.get(pk=1),
        kind="answer",
        title="报送工会驿站建设情况",
        basis_label="总工办〔2023〕12号",
        due_on=DUE,
        audience=Description((Part(reach=Reach.BELOW),)).to_json(),
        state="issued",
        issued_at=AT,
        issued_by=job_account(),
        delivering=True,
    )
    asked: list[float] = []

    def clock():
        asked.append(perf_counter())
        return AT

    start = perf_counter()
    deliver_all(directive, clock=clock)
    took = perf_counter() - start
    steps = [two - one for one, two in zip(asked, asked[1:], strict=False)]
    assert Assignment.objects.filter(directive=directive).count() == count - 1
    return directive, steps, took


def _plain_insert(directive) -> float:
    """Seconds for 10,000 rows like ours, in commits of 1,000, taken out again afterwards."""
    from django.db import connection, transaction

    columns = (
        "created_at, changed_at, directive_id, organisation_id, answers_to_id, state, due_on, "
        "instruction, remark, sent_at, received_by, filed_by, accepted_by"
    )
    other = _copy_of(directive)
    start = perf_counter()
    for batch in range(10):
        rows = [
            (AT, AT, other.pk, pk, 1, "sent", DUE, "", "", AT, "", "", "")
            for pk in range(2 + batch * 1000, 1002 + batch * 1000)
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            marks = ", ".join(["%s"] * 13)
            cursor.executemany(f"INSERT INTO cascade_assignment ({columns}) VALUES ({marks})", rows)
    took = perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cascade_assignment WHERE directive_id = %s", [other.pk])
    return took


def _copy_of(directive):
    from gonghui.cascade.models import Directive

    other = Directive.objects.get(pk=directive.pk)
    other.pk = None
    other.save()
    return other


def _answered(directive) -> None:
    """A third has answered, a third was due last week, a third has time."""
    from gonghui.cascade.models import Assignment

    shares = Assignment.objects.filter(directive=directive)
    shares.extra(where=["id %% 3 = 0"]).update(state="filed", filed_at=AT, filed_by="试填")
    shares.extra(where=["id %% 3 = 1"]).update(due_on=TODAY - timedelta(days=7))
    registry.settle()


def _cases(directive, made):  # noqa: C901 -- a list of cases, each a line or two
    """What people look at: (words, what is done, the plain way)."""
    from gonghui.cascade.models import Assignment
    from gonghui.cascade.queries.assignment import inbox_of, late, progress
    from gonghui.cascade.queries.board import asked, below, narrowed
    from gonghui.cascade.queries.burden import burden_on
    from gonghui.organisations.models import Organisation
    from gonghui.organisations.queries.tree import children

    chance = random.Random(5)
    counties = [node.pk for node in made if node.kind == "county"]
    unions = [node.pk for node in made if node.kind == "grassroots"]

    def county():
        key = chance.choice(counties)
        return Assignment.objects.get(directive=directive, organisation=key)

    def inbox():
        seat = Organisation.objects.get(pk=chance.choice(unions))
        return list(inbox_of([seat])[:30])

    def board():
        under = county()
        rows = list(asked(directive, under)[:50])
        return rows, below(rows), progress(asked(directive, under), today=TODAY)

    def late_of_county():
        level = asked(directive, county())
        return list(narrowed(level, text="", standing="late", today=TODAY)[:50])

    def all_late():
        return late(Assignment.objects.filter(directive=directive), today=TODAY).count()

    def levels():
        return progress(Assignment.objects.filter(directive=directive), today=TODAY)

    def burden():
        return burden_on(
            children(Organisation.objects.get(pk=chance.choice(counties))), today=TODAY
        )

    def plain_inbox():
        return _plain(
            "SELECT id FROM cascade_assignment WHERE organisation_id = %s AND state IN "
            "('sent', 'received', 'working', 'sent_back') ORDER BY due_on LIMIT 30",
            chance.choice(unions),
        )

    def plain_levels():
        return _plain(
            "SELECT state, count(*) FROM cascade_assignment WHERE directive_id = %s GROUP BY 1",
            directive.pk,
        )

    return [
        ("the inbox of a union", inbox, plain_inbox, TIMES),
        ("the board of a county's townships", board, None, TIMES),
        ("who is late in a county", late_of_county, None, TIMES),
        ("what a county's townships owe already", burden, None, TIMES),
        ("how far the whole country is", levels, plain_levels, 5),
        ("how many are late in the whole country", all_late, plain_levels, 5),
    ]


def _plain(sql: str, *facts: object) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return cursor.fetchall()


def _timed(label: str, words: str, act, plain, times: int) -> list[Row]:
    waits = timed(act, times)
    floor = p95(timed(plain, times)) if plain else None
    return [
        Row(f"{label}: {words} p50", median(waits) * 1000, "ms"),
        Row(f"{label}: {words} p95", p95(waits), "ms", floor),
    ]


if __name__ == "__main__":
    run("cascade", measure)
