"""Sheets filed per second: signed-in sessions over HTTP, with checks, audit and roll-up.

A real server on this machine, several clients at once, every client another filer with a session
of their own. Three steps, each timed alone: save the draft, read it back checked, file. Before the
result counts, every total is summed again from the sheets and the whole record is verified.
The floor is the same rows written by plain SQL, one transaction a sheet, without checks or pages.
"""

import http.client
import json
import multiprocessing
import sys
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode

from bench._ground import AT, Row, collect, figures, p95, plant, run
from bench._site import TOKEN, served, signed_in

CLIENTS = 4


@dataclass(frozen=True)
class Job:
    """One filer with one sheet."""

    session: str
    sheet: int
    draft: str


def measure(database: str, *, small: bool) -> list[Row]:
    city = plant(2, 2, 20) if small else plant(6, 5, 40)
    made = collect(city)
    jobs, count = _jobs(made)
    with served() as site:
        port = site.port
        _walk(port, "warm", [Job("", 0, "")] * 8)
        steps = {step: _walk(port, step, jobs) for step in ("save", "check", "file")}
    _check_agreement(made, len(jobs))
    floors = _plain(made, 40 if small else 300)
    size = f"{count} figures, {database}"
    whole = sum(seconds for seconds, _ in steps.values())
    filed, waits = steps["file"]
    return [
        Row(f"{size}: sheets filed", len(jobs) / filed, "/s", len(floors) / sum(floors)),
        Row(f"{size}: one sheet filed p95", p95(waits), "ms", p95(floors)),
        Row(f"{size}: one draft saved p95", p95(steps["save"][1]), "ms"),
        Row(f"{size}: one sheet read back, checked p95", p95(steps["check"][1]), "ms"),
        Row(f"{size}: sheets saved, checked and filed", len(jobs) / whole, "/s"),
        Row(f"{size}: sheets filed in a batch", _batch(small=small), "/s"),
    ]


def _jobs(made) -> tuple[list[Job], int]:
    """A filer with a session for every grassroots union; and how many figures each types."""
    from gonghui.returns.models import Sheet
    from gonghui.returns.queries.form import blank_of
    from gonghui.returns.rules.figure import written

    blank = blank_of(made.form)
    lines = blank.typed_by("grassroots")
    sheets = Sheet.objects.filter(round=made, level="grassroots").select_related("organisation")
    jobs = []
    for number, sheet in enumerate(sheets):
        values = figures("grassroots", blank, number)
        cells = {f"figure_{line.code}": written(values[line.code], line) for line in lines}
        draft = urlencode({**cells, "edition": "0", "then": "check", "csrfmiddlewaretoken": TOKEN})
        jobs.append(Job(_session(number, sheet.organisation), sheet.pk, draft))
    return jobs, len(lines)


def _session(number: int, organisation) -> str:
    """The key of a signed-in session of a new filer of that organisation."""
    from gonghui.access.actions.grant import grant_to_account
    from gonghui.access.permissions import Role
    from gonghui.people.actions.account import job_account
    from gonghui.people.models import Account, Person

    person = Person.objects.create(name="试填", sort_reading="shitian", invented=True)
    account = Account.objects.create(username=f"filer{number}", person=person)
    grant_to_account(Role.FILER, organisation, account, on=AT.date(), by=job_account(), at=AT)
    return signed_in(account)


def _walk(port: int, step: str, jobs: list[Job]) -> tuple[float, list[float]]:
    """All jobs do one step, several clients at once; seconds in all, and seconds of each."""
    shares = [(port, step, jobs[n::CLIENTS]) for n in range(CLIENTS)]
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as clients:
        clients.map(int, range(CLIENTS))  # all are up before the clock starts
        start = perf_counter()
        waits = clients.starmap(_client, shares, chunksize=1)
        seconds = perf_counter() - start
    return seconds, [wait for share in waits for wait in share]


def _client(port: int, step: str, jobs: list[Job]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    waits = []
    for job in jobs:
        start = perf_counter()
        connection.request(*_request(step, job))
        answer = connection.getresponse()
        text = answer.read()
        waits.append(perf_counter() - start)
        if answer.status != {"save": 302, "check": 200, "file": 302, "warm": 200}[step]:
            raise RuntimeError(f"{step}: {answer.status} {text[:300]!r}")
    return waits


def _request(step: str, job: Job) -> tuple[str, str, str, dict[str, str]]:
    head = {
        "Cookie": f"sessionid={job.session}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    base = f"/returns/sheets/{job.sheet}/"
    if step == "warm":
        return "GET", "/sign-in/", "", {}
    if step == "save":
        return "POST", base, job.draft, head
    if step == "check":
        return "GET", f"{base}check/", "", head
    key = {"agreed": "1", "form_key": f"bench{job.sheet}", "csrfmiddlewaretoken": TOKEN}
    return "POST", f"{base}file/", urlencode(key), head


def _check_agreement(made, count: int) -> None:
    """No figure counts before the totals and the record are proved."""
    from gonghui.audit.queries import fault_in_chain
    from gonghui.returns.models import RollUp
    from gonghui.returns.queries.verification import verify

    top = RollUp.objects.get(round=made, depth=1)
    if top.filed_count != count or not verify().agrees or fault_in_chain() is not None:
        sys.exit(f"Wrong: {top.filed_count} of {count} filed, or totals or record do not agree.")


def _plain(made, count: int) -> list[float]:
    """Seconds of each transaction that writes the rows of one filing by plain SQL."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT s.id, s.assignment_id, r.path, v."values", v.filed_by_id FROM returns_sheet s '
            "JOIN returns_rollup r ON r.id = s.rollup_id "
            "JOIN returns_version v ON v.id = s.counted_id WHERE s.round_id = %s",
            [made.pk],
        )
        sheets = cursor.fetchmany(count)
        cursor.execute("SELECT max(number) FROM audit_entry")
        number = cursor.fetchone()[0]
    waits = []
    for place, sheet in enumerate(sheets, number + 1):
        start = perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            _write_plainly(cursor, made.pk, sheet, place)
        waits.append(perf_counter() - start)
    return waits


def _write_plainly(cursor, round_pk: int, sheet: tuple, number: int) -> None:
    pk, assignment, path, values, filer = sheet
    text = values if isinstance(values, str) else json.dumps(values)
    ids = ", ".join(path.strip("/").split("/"))
    cursor.execute(
        "INSERT INTO foundation_receipt (key, owner_id, address, at) VALUES (%s, %s, %s, %s)",
        [f"plain{pk}", filer, "/", AT],
    )
    cursor.execute(
        'INSERT INTO returns_version (sheet_id, number, "values", notes, digest, state, filed_at, '
        "filed_by_id) VALUES (%s, 2, %s, '{}', %s, 'filed', %s, %s)",
        [pk, text, "0" * 64, AT, filer],
    )
    cursor.execute(
        "UPDATE returns_sheet SET changed_at = %s, remarks = '{}' WHERE id = %s", [AT, pk]
    )
    cursor.execute(
        "UPDATE cascade_assignment SET state = 'filed', filed_at = %s WHERE id = %s",
        [AT, assignment],
    )
    cursor.execute(
        f"SELECT id, filed FROM returns_rollup WHERE round_id = {round_pk} "
        f"AND organisation_id IN ({ids}) ORDER BY depth DESC{_locking(cursor)}"
    )
    for total, filed in cursor.fetchall():
        whole = filed if isinstance(filed, str) else json.dumps(filed)
        cursor.execute("UPDATE returns_rollup SET filed = %s WHERE id = %s", [whole, total])
    cursor.execute(
        "INSERT INTO audit_entry (number, at, actor_id, actor_name, capacity, verb, subject_kind, "
        "subject_id, subject_label, facts, digest) "
        "VALUES (%s, %s, %s, 'x', '', 'sheet.filed', 'returns.sheet', %s, 'x', '{}', %s)",
        [number, AT, filer, pk, "0" * 64],
    )
    cursor.execute("UPDATE audit_head SET number = %s", [number])


def _locking(cursor) -> str:
    return " FOR UPDATE" if cursor.db.vendor == "postgresql" else ""


def _batch(*, small: bool) -> float:
    """Sheets a second when one person files many, as a workbook does."""
    from gonghui.people.actions.account import job_account
    from gonghui.returns.actions.batch import Answer, file_sheets
    from gonghui.returns.models import Sheet
    from gonghui.returns.queries.form import blank_of

    made = collect(plant(2, 2, 41) if small else plant(6, 5, 41))
    blank = blank_of(made.form)
    sheets = Sheet.objects.filter(round=made).order_by("rollup__path")
    answers = [
        Answer(sheet.organisation_id, figures(sheet.level, blank, number))
        for number, sheet in enumerate(sheets)
    ]
    start = perf_counter()
    ended = file_sheets(made, answers, by=job_account(), at=AT)
    seconds = perf_counter() - start
    if ended.refused:
        sys.exit(f"Wrong: a batch refused {len(ended.refused)} sheets.")
    return ended.filed / seconds


if __name__ == "__main__":
    run("filing", measure)
