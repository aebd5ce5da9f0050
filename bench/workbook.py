"""Workbooks in and out: rows a second, and memory of the process that asks and the one that reads.

In: a filled workbook of twelve columns is opened in its own process, read cell by cell by the
rules, checked against the register for a name that stands there already, taken in step by step and
taken back. Departments are what goes in: the commit measures our steps, their traces and their
records; an importer with more to write takes longer. Out: the same rows as workbook and as CSV.
Four people send a big
file each to a served site at once: what its processes need then stands beside what they needed
before. The floor is plain openpyxl: load and go through the cells, or write them, nothing else.
"""

import http.client
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter

from bench._ground import AT, ON, Row, run
from bench._site import TOKEN, served, signed_in

COLUMNS = 12
READ_FLOOR = """
import openpyxl, sys
list(openpyxl.load_workbook(sys.argv[1], read_only=True).active.values)
"""
CSV_FLOOR = """
import csv, sys
rows = ([f"名称{n}", f"{n:08}", n, "好"] * 3 for n in range(int(sys.argv[1])))
csv.writer(open("/dev/null", "w")).writerows(rows)
"""


def measure(database: str, *, small: bool) -> list[Row]:
    sizes = (1_000, 5_000) if small else (10_000, 50_000)
    rows = [one for size in sizes for one in _read(database, size)]
    rows += _take_in(database, sizes[0] // 5)
    rows += [one for size in (sizes[0], 10 * sizes[0]) for one in _write(size)]
    return rows + _sent_to_a_site(database, 2 if small else 18)


def _filled(count: int) -> bytes:
    """As an office's own program might hand it over."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("部室")
    sheet.append(["部室名称", "编码", "排序", "设立日期", *(f"列{n}" for n in range(COLUMNS - 4))])
    for n in range(count):
        sheet.append([f"部室{n}", f"{n:08}", n % 90, "2020-01-05", *[f"v{n % 50}"] * (COLUMNS - 4)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _template():
    from gonghui.documents.rules.workbook import CellKind, Column, Template

    return Template(
        "bench",
        1,
        "部室",
        [
            Column("name", "部室名称", required=True, most=60),
            Column("code", "编码", CellKind.CODE),
            Column("order", "排序", CellKind.WHOLE, most=9999),
            Column("since", "设立日期", CellKind.DAY),
            *(Column(f"c{n}", f"列{n}", most=20) for n in range(COLUMNS - 4)),
        ],
    )


def _read(database: str, count: int) -> list[Row]:
    """Reading and checking, as the worker does before anything goes in."""
    content = _filled(count)
    seat, by = _seat(f"R{count}")
    took, batch = _sent(seat, by, content)
    assert (batch.state, batch.rows, batch.faults) == ("checked", count, 0), batch.refusal
    what = f"{count:,} rows × {COLUMNS} columns, {database}"
    return [
        Row(f"{what}: read and checked", count / took, "rows/s", count / _floor(content)),
        Row(f"{what}: peak of the reader's process", _peak_of_reader(content), "MiB"),
        Row(f"{what}: peak of the worker", _peak(), "MiB"),
    ]


def _floor(content: bytes) -> float:
    """Seconds of openpyxl alone, in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        start = perf_counter()
        subprocess.run([sys.executable, "-c", READ_FLOOR, file.name], check=True)
        return perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


READER = """
import json, sys
from gonghui.documents.imports.child import answer_to
assert "code" not in answer_to(json.loads(sys.argv[1]))
[peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(peak.split()[1])
"""


def _peak_of_reader(content: bytes) -> float:
    """What the process that opens a file needs, told by itself: its parent's share is not in it."""
    from gonghui.documents.imports.workbook import _columns

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sent")
        path.write_bytes(content)
        order = {"do": "read", "path": str(path), "name": "a.xlsx", "out": f"{folder}/out"}
        order["columns"] = _columns(_template())
        command = [sys.executable, "-c", READER, json.dumps(order)]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return int(told.stdout) / 1024


def _seat(code: str):
    from gonghui.organisations.actions.tree import Founding, found_organisation
    from gonghui.organisations.rules.organisation import Kind
    from gonghui.people.actions.account import job_account

    by = job_account()
    return found_organisation(Founding(code, "市总工会", Kind.CITY), on=ON, by=by, at=AT), by


def _sent(seat, by, content: bytes):
    from gonghui.documents.actions.batch import Upload, read_and_check, take_in
    from gonghui.documents.sources import register

    importer = _Departments()
    register(importer)
    batch = take_in(Upload("部室.xlsx", [content]), importer, seat, by=by, at=AT)
    start = perf_counter()
    read_and_check(batch, on=ON, clock=lambda: AT)
    took = perf_counter() - start
    batch.refresh_from_db()
    return took, batch


def _take_in(database: str, count: int) -> list[Row]:
    """Into the register, and back out of it."""
    from gonghui.documents.actions import step
    from gonghui.documents.actions.batch import ask_to_commit, ask_to_undo

    seat, by = _seat("T")
    _, batch = _sent(seat, by, _filled(count))
    steps = []
    inner = step._commit_step
    step._commit_step = _timed(inner, steps)
    ask_to_commit(batch, by=by, at=AT)
    start = perf_counter()
    step.commit_rows(batch, on=ON, clock=lambda: AT)
    into = perf_counter() - start
    step._commit_step = inner
    ask_to_undo(batch, by=by, at=AT)
    start = perf_counter()
    step.undo_rows(batch, clock=lambda: AT)
    back = perf_counter() - start
    batch.refresh_from_db()
    assert (batch.state, batch.undone) == ("undone", count)
    what = f"{count:,} departments, {database}"
    return [
        Row(f"{what}: taken in", count / into, "rows/s"),
        Row(f"{what}: longest step", max(steps) * 1000, "ms"),
        Row(f"{what}: taken back", count / back, "rows/s"),
    ]


def _timed(act, seconds: list[float]):
    def timed(*args, **told):
        start = perf_counter()
        found = act(*args, **told)
        seconds.append(perf_counter() - start)
        return found

    return timed


@dataclass(frozen=True)
class _Departments:
    """The smallest importer there is: a name that stands there already is a fault."""

    kind: str = "bench"
    permission: object = None
    title: str = "部室"

    def template(self, seat):
        return _template()

    def check(self, rows, *, seat, on):
        from gonghui.documents.rules.workbook import Fault
        from gonghui.organisations.models import Department

        there = set(Department.objects.filter(organisation=seat).values_list("name", flat=True))
        return [
            Fault(row.number, "name", "cell.missing") for row in rows if row.cells["name"] in there
        ]

    def remarks(self, rows, *, seat):
        return []

    def ordered(self, rows):
        return [rows]

    def commit(self, rows, *, seat, on, by, at):
        from gonghui.documents.sources import Trace
        from gonghui.organisations.models import Department

        made = Department.objects.bulk_create(
            Department(organisation=seat, name=row.cells["name"], order=row.cells["order"])
            for row in rows
        )
        pairs = zip(rows, made, strict=True)
        return [Trace(row.number, "organisations.department", one.pk) for row, one in pairs]

    def undo(self, traces, *, by, at):
        from gonghui.organisations.models import Department

        Department.objects.filter(pk__in=[trace.pk for trace in traces]).delete()


def _write(count: int) -> list[Row]:
    """A list out, piece by piece."""
    from gonghui.documents.exports.stream import stream_csv, stream_xlsx

    found = []
    for kind, write, floor in (("workbook", stream_xlsx, _openpyxl), ("CSV", stream_csv, _csv)):
        took = _drained(write, count)
        found.append(
            Row(f"{count:,} rows out as {kind}", count / took, "rows/s", count / floor(count))
        )
    found.append(Row(f"{count:,} rows out: peak", _peak(), "MiB"))
    return found


def _drained(write, count: int) -> float:
    from gonghui.documents.exports.workbook import Listing

    rows = ([f"名称{n}", f"{n:08}", n, "好"] * 3 for n in range(count))
    start = perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        for piece in write(Listing("名单", [f"列{n}" for n in range(COLUMNS)], rows)):
            nowhere.write(piece)
    return perf_counter() - start


CLIENTS = 4


def _sent_to_a_site(database: str, size: int) -> list[Row]:
    """What the web processes need while four people send a big file each, all at once."""
    content = _heavy(size)
    clerks = [_administrator(n) for n in range(CLIENTS)]
    with served() as site:
        for _, session in clerks * 2:
            _ask(site.port, session, "GET", "", b"")
        before = site.peak()
        start = perf_counter()
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(lambda one: _send(site.port, one, content), clerks))
        took = perf_counter() - start
        after = site.peak()
    what = f"{CLIENTS} files of {len(content) / 1024**2:.0f} MiB at once, {database}"
    return [
        Row(f"{what}: kept", CLIENTS * len(content) / 1024**2 / took, "MiB/s"),
        Row(f"{what}: peak of a web process", after, "MiB", before),
    ]


def _heavy(size: int) -> bytes:
    """A true workbook of about so many MiB: digits that do not pack well."""
    from openpyxl import Workbook

    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("部室")
    sheet.append(["单位名称"])
    for _ in range(size * 66):
        sheet.append([chance.randbytes(15_000).hex()])
    file = BytesIO()
    book.save(file)
    assert len(file.getvalue()) < 20 * 1024**2
    return file.getvalue()


def _administrator(number: int) -> tuple[int, str]:
    """A city, and a session of somebody who takes in workbooks there."""
    from allauth.mfa.models import Authenticator

    from gonghui.access.actions.grant import grant_to_account
    from gonghui.access.permissions import Role
    from gonghui.people.models import Account, Person

    seat, by = _seat(f"W{number}")
    person = Person.objects.create(name="试录", sort_reading="shilu", invented=True)
    account = Account.objects.create(username=f"clerk{number}", person=person)
    role = Role.SYSTEM_ADMINISTRATOR
    grant_to_account(role, seat, account, on=AT.date(), by=by, at=AT)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": ""})
    return seat.pk, signed_in(account)


def _send(port: int, clerk: tuple[int, str], content: bytes) -> None:
    seat, session = clerk
    edge = "e" * 32
    fields = {"csrfmiddlewaretoken": TOKEN, "seat": seat, "form_key": f"bench{seat}"}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    body = "".join([*parts, f"--{edge}\r\n", head]).encode() + content
    kind = f"multipart/form-data; boundary={edge}"
    _ask(port, session, "POST", kind, body + f"\r\n--{edge}--\r\n".encode())


def _ask(port: int, session: str, method: str, kind: str, body: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    head = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Content-Type": kind}
    connection.request(method, "/documents/imports/new/organisations/", body, head)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != {"GET": 200, "POST": 302}[method]:
        raise RuntimeError(f"{method}: {answer.status} {text[:2000]!r}")


def _openpyxl(count: int) -> float:
    from openpyxl import Workbook

    start = perf_counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for n in range(count):
        sheet.append([f"名称{n}", f"{n:08}", n, "好"] * 3)
    book.save(BytesIO())
    return perf_counter() - start


def _csv(count: int) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", CSV_FLOOR, str(count)], check=True)
    return perf_counter() - start


if __name__ == "__main__":
    run("workbook", measure)
