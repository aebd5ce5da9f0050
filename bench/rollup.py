"""Reading totals and leagues at every level, and how that grows with ten times the sheets.

Every sheet is filed first. Read are the totals of the city, of a county and of a township, the city
beside last year, its league, what is behind one number, and the whole page as a leader opens it.
The floor is plain SQL that fetches the same totals and decodes them, without computing a ratio.
"""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from bench._ground import AT, Row, collect, figures, p95, plant, run, timed

TIMES = 40


def measure(database: str, *, small: bool) -> list[Row]:
    sizes = [(4, 3, 2), (4, 3, 33)] if small else [(12, 8, 3), (12, 8, 40)]
    measured = [_measure_one(database, size, 15 if small else TIMES) for size in sizes]
    rows = [row for found, _ in measured for row in found]
    (_, few), (_, many) = measured
    grown = many["sheets"] / few["sheets"]
    return rows + [
        Row(
            f"{grown:.0f} times the sheets, {database}: {what} takes so many times as long",
            ratio,
            "times",
        )
        for what, ratio in ((what, many[what] / few[what]) for what in few if what != "sheets")
    ]


def _measure_one(
    database: str, size: tuple[int, int, int], times: int
) -> tuple[list[Row], dict[str, float]]:
    from gonghui.organisations.models import Organisation
    from gonghui.returns.queries.league import league
    from gonghui.returns.queries.rollup import behind, compared, totals

    city = plant(*size)
    made = collect(city)
    batch = _file_everything(made)
    county, township = (
        Organisation.objects.filter(above__ancestor=city, level=level).first()
        for level in ("county", "township")
    )
    acts: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "totals of the city": (lambda: totals(made, city), _plain_totals(made, city)),
        "totals of a county": (lambda: totals(made, county), _plain_totals(made, county)),
        "totals of a township": (lambda: totals(made, township), _plain_totals(made, township)),
        "the city beside last year": (lambda: compared(made, city), _plain_totals(made, city)),
        "league of the counties": (
            lambda: league(made, city, "membership_rate"),
            _plain_league(made, city),
        ),
        "behind a number of the city": (
            lambda: behind(made, city, "members"),
            _plain_league(made, city),
        ),
        "league of a township": (lambda: league(made, township, "members"), None),
        "the page of the city": (_page(made, city), None),
    }
    label = f"{batch.filed} sheets, {database}"
    rows, medians = [], {"sheets": float(batch.filed)}
    for what, (act, plain) in acts.items():
        waits = timed(act, times)
        floor = None if plain is None else p95(timed(plain, times))
        rows.append(Row(f"{label}: {what} p95", p95(waits), "ms", floor))
        medians[what] = median(waits)
    rows.append(Row(f"{label}: sheets summed again", _verified(batch.filed), "/s"))
    return rows, medians


def _file_everything(made):
    from gonghui.people.actions.account import job_account
    from gonghui.returns.actions.batch import Answer, file_sheets
    from gonghui.returns.models import Sheet
    from gonghui.returns.queries.form import blank_of

    blank = blank_of(made.form)
    answers = [
        Answer(sheet.organisation_id, figures(sheet.level, blank, number))
        for number, sheet in enumerate(Sheet.objects.filter(round=made).order_by("rollup__path"))
    ]
    batch = file_sheets(made, answers, by=job_account(), at=AT)
    if batch.refused:
        sys.exit(f"Wrong: {len(batch.refused)} sheets were refused.")
    return batch


def _verified(count: int) -> float:
    """Sheets a second in a full sum over everything; it must agree to the digit."""
    from gonghui.returns.queries.verification import verify

    start = perf_counter()
    found = verify()
    if not found.agrees or found.sheets < count:
        sys.exit("Wrong: the totals do not agree with the sheets.")
    return found.sheets / (perf_counter() - start)


def _page(made, city) -> Callable[[], object]:
    """Opens the round's page as a leader of the city, signed in."""
    from django.test import Client

    from gonghui.access.actions.grant import grant_to_account
    from gonghui.access.permissions import Role
    from gonghui.people.actions.account import job_account
    from gonghui.people.models import Account, Person

    person = Person.objects.create(name="试看", sort_reading="shikan", invented=True)
    account = Account.objects.create(username=f"leader{city.pk}", person=person)
    grant_to_account(Role.LEADER, city, account, on=AT.date(), by=job_account(), at=AT)
    client = Client(headers={"host": "localhost"})
    client.force_login(account)

    def opened() -> None:
        if client.get(f"/returns/{made.pk}/").status_code != 200:
            sys.exit("Wrong: the page did not open.")

    return opened


def _decoded(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


def _plain(query: str, arguments: list[int]) -> Callable[[], object]:
    from django.db import connection

    def read() -> list[object]:
        with connection.cursor() as cursor:
            cursor.execute(query, arguments)
            return [_decoded(row[0]) for row in cursor.fetchall()]

    return read


def _plain_totals(made, organisation) -> Callable[[], object]:
    query = "SELECT filed FROM returns_rollup WHERE round_id = %s AND organisation_id = %s"
    return _plain(query, [made.pk, organisation.pk])


def _plain_league(made, organisation) -> Callable[[], object]:
    query = (
        "SELECT child.filed FROM returns_rollup child JOIN returns_rollup above "
        "ON child.parent_id = above.id WHERE above.round_id = %s AND above.organisation_id = %s"
    )
    return _plain(query, [made.pk, organisation.pk])


if __name__ == "__main__":
    run("rollup", measure)
