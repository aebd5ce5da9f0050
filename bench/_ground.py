"""What the benches share: a database of their own, a tree with a return on it, a table to print."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

ON = date(2020, 1, 1)
AT = datetime(2023, 7, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = date(2023, 7, 31)


@dataclass(frozen=True)
class Row:
    """One measured case; ``floor`` is the plain way to do it; ``None`` where there is none."""

    case: str
    value: float
    unit: str
    floor: float | None = None


Measure = Callable[..., list[Row]]  # (database, *, small)


def run(name: str, measure: Measure) -> None:
    """Measure on SQLite, and on PostgreSQL when GONGHUI_DATABASE names a server; print the result.

    Each database is measured in a process of its own, because settings are read once.
    """
    parser = argparse.ArgumentParser(prog=f"scripts/bench {name}")
    parser.add_argument("--small", action="store_true", help="a quick look: about 20 seconds")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.database:
        with own_database(told.database) as label:
            print(json.dumps([asdict(row) for row in measure(label, small=told.small)]))
        return
    databases = ["sqlite", *(["postgresql"] if os.environ.get("GONGHUI_DATABASE") else [])]
    rows = [row for database in databases for row in _measured_in_child(database, small=told.small)]
    if told.json:
        print(json.dumps({"name": name, "machine": machine(), "rows": rows}, ensure_ascii=False))
    else:
        _print_table(name, rows)


def _measured_in_child(database: str, *, small: bool) -> list[dict[str, object]]:
    command = [sys.executable, sys.argv[0], "--database", database]
    told = subprocess.run(
        [*command, *(["--small"] if small else [])], stdout=subprocess.PIPE, text=True, check=False
    )
    if told.returncode:
        sys.exit(f"The bench failed on {database}; what it said stands above.")
    return list(json.loads(told.stdout.splitlines()[-1]))


def _print_table(name: str, rows: Sequence[dict[str, object]]) -> None:
    print(f"{name} · {machine()}")
    width = max(len(str(row["case"])) for row in rows)
    print(f"{'case':{width}}  {'value':>10}  {'floor':>10}")
    for row in rows:
        floor = "" if row["floor"] is None else f"{row['floor']:,.1f}"
        print(f"{row['case']:{width}}  {row['value']:>10,.1f}  {floor:>10}  {row['unit']}")


def machine() -> str:
    """What it ran on, in a line."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = models[0].split(":", 1)[1].strip() if models else ""
    return f"{os.cpu_count()} × {model or platform.machine()}, Python {platform.python_version()}"


@contextmanager
def own_database(database: str) -> Iterator[str]:
    """A fresh home and database with our tables, gone afterwards; yields what to call it."""
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as home:
        os.environ["GONGHUI_HOME"] = home
        Path(home, "static").mkdir()
        os.environ["DJANGO_SETTINGS_MODULE"] = "gonghui.config.settings"
        if database == "sqlite":
            os.environ.pop("GONGHUI_DATABASE", None)
            _set_up()
            yield "sqlite"
        else:
            with _postgresql() as label:
                _set_up()
                yield label


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


@contextmanager
def _postgresql() -> Iterator[str]:
    """A database beside the one of GONGHUI_DATABASE, so that nobody's data are touched."""
    import psycopg

    server = os.environ["GONGHUI_DATABASE"]
    name = f"gonghui_bench_{os.getpid()}"
    os.environ["GONGHUI_DATABASE"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        [synced] = connection.execute("SHOW fsync").fetchone() or ("on",)
        try:
            # a server that does not write through to the disk is faster than an office's would be
            yield "postgresql" if synced == "on" else "postgresql without fsync"
        finally:
            from django.db import connection as ours

            ours.close()
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of so many runs, after one that does not count."""
    act()
    found = []
    for _ in range(times):
        start = perf_counter()
        act()
        found.append(perf_counter() - start)
    return found


def plant(counties: int, townships: int, unions: int):
    """A city with so many counties, townships in each, grassroots unions in each of these."""
    from gonghui.organisations.actions.tree import Founding, found_all, found_organisation
    from gonghui.organisations.rules.organisation import Kind
    from gonghui.people.actions.account import job_account

    job = job_account()
    told = {"on": ON, "by": job, "at": AT}
    city = found_organisation(Founding(f"B{counties}{townships}{unions}", "市", Kind.CITY), **told)

    def below(parents, kind, count):
        return found_all(
            [
                Founding(f"{parent.code}-{n}", f"{parent.name}{n}", kind, parent, order=n)
                for parent in parents
                for n in range(count)
            ],
            **told,
        )

    below(
        below(below([city], Kind.COUNTY, counties), Kind.TOWNSHIP, townships),
        Kind.GRASSROOTS,
        unions,
    )
    return city


def collect(city):
    """A half-year return issued by the city and handed on to everybody."""
    from gonghui.cascade.actions.directive import Ask, Source
    from gonghui.cascade.models import Assignment
    from gonghui.cascade.rules.assignment import DirectiveKind
    from gonghui.foundation.periods import Period
    from gonghui.people.actions.account import job_account
    from gonghui.returns.actions.form import publish_form
    from gonghui.returns.actions.round import issue_round, relay_round
    from gonghui.returns.rules.catalogue import half_year

    told = {"by": job_account(), "at": AT}
    shipped = half_year()
    # every line is asked of everybody, so that a grassroots sheet is as long as a sheet gets
    lines = tuple(replace(line, asked_of=frozenset()) for line in shipped.blank.lines)
    form = publish_form(replace(shipped, blank=replace(shipped.blank, lines=lines)), **told)
    ask = Ask(DirectiveKind.RETURN, "2023年上半年工会工作报表", DUE, Source("铜工办〔2023〕12号"))
    made = issue_round(form, ask, period=Period.parse("2023H1"), issuer=city, **told)
    for share in Assignment.objects.filter(directive=made.directive).exclude(organisation=city):
        relay_round(share, due_on=DUE, **told)
    return made


def figures(level: str, blank, number: int) -> dict[str, int]:
    """Figures that pass every check, a little different for every sheet."""
    values = {line.code: 0 for line in blank.typed_by(level)}
    members = 40 + number % 60
    return values | {
        "unions": 1,
        "employees": members + 9,
        "women_employees": 20,
        "members_at_start": members - 5,
        "new_members": 7,
        "departed_members": 2,
        "members": members,
        "women_members": 15,
        "part_time_officers": 1,
        "aid_funds": 125 * (number % 9),
        "talks": number % 7,
    }
