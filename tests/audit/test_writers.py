"""Many write the record at once; there is one chain."""

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, connections

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 4, 15
WRITE = """
import sys
from datetime import datetime, timezone
import django
django.setup()
from gonghui.audit.actions import Deed, record
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account
organisation, job = Organisation.objects.get(), Account.objects.get()
for number in range(int(sys.argv[1])):
    deed = Deed("sheet.filed", organisation, facts={"number": number})
    record(deed, by=job, at=datetime(2023, 7, 12, tzinfo=timezone.utc))
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a test's SQLite lies in one memory")
def test_threads_on_postgresql_keep_one_chain():
    organisation, job = make_organisation(), make_job()

    def write(_writer: int) -> None:
        try:
            for number in range(EACH):
                deed = Deed("sheet.filed", organisation, facts={"number": number})
                record(deed, by=job, at=IN_JULY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    assert Entry.objects.count() == WRITERS * EACH
    assert fault_in_chain() is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has the threads above")
def test_processes_on_sqlite_keep_one_chain(tmp_path):
    make_organisation()
    make_job()
    file = tmp_path / "gonghui.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    environment = {**os.environ, "GONGHUI_HOME": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "gonghui.config.settings"}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path)}

    def write(_writer: int) -> int:
        command = [sys.executable, "-c", WRITE, str(EACH)]
        return subprocess.run(command, env=environment, timeout=120, check=False).returncode  # noqa: S603 -- our own program

    with ThreadPoolExecutor(WRITERS) as pool:
        assert list(pool.map(write, range(WRITERS))) == [0] * WRITERS
    told = subprocess.run(
        [sys.executable, "-m", "gonghui.config.command", "audit", "verify", "--json"],
        env=environment,
        capture_output=True,
        timeout=120,
        check=True,
    )

    answer = json.loads(told.stdout)
    assert (answer["entries"], answer["holds"]) == (WRITERS * EACH, True)
