"""Somebody who holds the database touches the record: what it takes, and what finds it."""

import json
from datetime import date, datetime, time
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Entry, Head
from gonghui.audit.queries import content_of, fault_in_chain
from gonghui.audit.rules import START, Fault, seal
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
GUARD = import_module("gonghui.audit.migrations.0002_refuse_changes")
COPIED = (
    "number, at, actor_id, actor_name, capacity, verb, subject_kind, subject_id, subject_label,"
    " organisation_id, facts, digest"
)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def chain(django_capture_on_commit_callbacks):
    """Six deeds, two a day, each day's beginning anchored outside."""
    organisation, job = make_organisation(), make_job()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(1, 7):
            at = datetime.combine(
                date(2023, 7, (number + 1) // 2), time(9), ZoneInfo("Asia/Shanghai")
            )
            facts = {"count": number, "was": "甲", "is": True}
            record(Deed("sheet.filed", organisation, organisation.pk, facts), by=job, at=at)
    assert fault_in_chain() is None


@pytest.fixture
def unguarded(chain):
    """Whoever owns the database can take its guard away; the test's end puts it back."""
    for statement in GUARD.UNDO[connection.vendor]:
        sql(statement)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2023-07-02 01:00:00.000001+00:00"),
        ("actor_id", 999),
        ("actor_name", "别人"),
        ("capacity", "主席"),
        ("verb", "sheet.accepted"),
        ("subject_kind", "returns.sheet"),
        ("subject_id", 999),
        ("subject_label", "别处"),
        ("organisation_id", 999),
        ("organisation_id", None),
        pytest.param("facts", '{"count": 4, "was": "甲", "is": true}', id="facts: a figure"),
        pytest.param("facts", '{"count": 3.0, "was": "甲", "is": true}', id="facts: 3.0 for 3"),
        pytest.param("facts", '{"count": "3", "was": "甲", "is": true}', id="facts: text for 3"),
        pytest.param("facts", '{"count": 3, "was": "甲", "is": 1}', id="facts: 1 for true"),
        pytest.param("facts", '{"count": 3, "was": "甲"}', id="facts: one left out"),
        ("digest", "f" * 64),
    ],
)
def test_any_column_edited_is_found(unguarded, column, value):
    sql(f"UPDATE audit_entry SET {column} = %s WHERE number = 3", value)  # noqa: S608 -- names of ours

    assert fault_in_chain() == (3, Fault.CHANGED)


def test_the_order_of_facts_is_no_fact(unguarded):
    facts = json.dumps({"was": "甲", "is": True, "count": 3}, ensure_ascii=False)
    sql("UPDATE audit_entry SET facts = %s WHERE number = 3", facts)

    assert fault_in_chain() is None


def delete_one():
    sql("DELETE FROM audit_entry WHERE number = 3")


def delete_and_close_the_gap():
    delete_one()
    for number in (4, 5, 6):
        sql("UPDATE audit_entry SET number = %s WHERE number = %s", number - 1, number)
    sql("UPDATE audit_head SET number = 5")


def swap():
    for was, becomes in ((3, 90), (4, 3), (90, 4)):
        sql("UPDATE audit_entry SET number = %s WHERE number = %s", becomes, was)


def insert_between():
    for number in (6, 5, 4):
        sql("UPDATE audit_entry SET number = %s WHERE number = %s", number + 1, number)
    copy_of(3, to=4)
    sql("UPDATE audit_head SET number = 7")


def insert_behind():
    copy_of(6, to=7)


def insert_behind_and_move_the_head():
    copy_of(6, to=7)
    sql("UPDATE audit_head SET number = 7")


def copy_of(number, *, to):
    columns = COPIED.replace("number", "%s", 1)
    sql(
        f"INSERT INTO audit_entry ({COPIED}) SELECT {columns} FROM audit_entry WHERE number = %s",  # noqa: S608 -- names of ours
        to,
        number,
    )


def cut_the_tail():
    sql("DELETE FROM audit_entry WHERE number > 4")


def cut_the_tail_with_the_head(kept=2):
    sql("DELETE FROM audit_entry WHERE number > %s", kept)
    last = Entry.objects.filter(number=kept).first()
    sql("UPDATE audit_head SET number = %s, digest = %s", kept, last.digest if last else START)


def cut_everything():
    cut_the_tail_with_the_head(kept=0)


def cut_everything_and_the_head():
    sql("DELETE FROM audit_entry")
    sql("DELETE FROM audit_head")


def edit_and_seal_again(key="guessed", since=3):
    digest = Entry.objects.get(number=since - 1).digest
    for entry in Entry.objects.filter(number__gte=since).order_by("number"):
        entry.actor_name = "别人"
        digest = seal(key, digest, content_of(entry))
        sql(
            "UPDATE audit_entry SET actor_name = %s, digest = %s WHERE number = %s",
            *("别人", digest, entry.number),
        )
    sql("UPDATE audit_head SET digest = %s", digest)


def edit_and_seal_again_with_the_stolen_key():
    edit_and_seal_again(settings.AUDIT_KEY)


def go_on_from_an_older_copy():
    """A backup put back over the chain, and people went on working: a second chain."""
    cut_the_tail_with_the_head(kept=2)
    organisation, job = make_organisation(), make_job()
    for day in (4, 4, 5, 5, 6):
        at = datetime.combine(date(2023, 7, day), time(9), ZoneInfo("Asia/Shanghai"))
        record(Deed("sheet.filed", organisation), by=job, at=at)


def head_of_another_digest():
    sql("UPDATE audit_head SET digest = %s", "f" * 64)


def head_of_an_earlier_number():
    sql("UPDATE audit_head SET number = 4")


def head_of_a_later_number():
    sql("UPDATE audit_head SET number = 9")


def no_head():
    sql("DELETE FROM audit_head")


def a_head_before_the_head():
    digest = Entry.objects.get(number=2).digest
    sql("INSERT INTO audit_head (id, number, digest) VALUES (0, 2, %s)", digest)


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        (delete_one, (3, Fault.MISSING)),
        (delete_and_close_the_gap, (3, Fault.CHANGED)),
        (swap, (3, Fault.CHANGED)),
        (insert_between, (4, Fault.CHANGED)),
        (insert_behind, (7, Fault.CHANGED)),
        (insert_behind_and_move_the_head, (7, Fault.CHANGED)),
        (cut_the_tail, (5, Fault.CUT)),
        (edit_and_seal_again, (3, Fault.CHANGED)),
        (head_of_another_digest, (7, Fault.CUT)),
        (head_of_an_earlier_number, (5, Fault.CUT)),
        (head_of_a_later_number, (7, Fault.CUT)),
        (no_head, (6, Fault.CHANGED)),
        (a_head_before_the_head, (6, Fault.CHANGED)),
    ],
)
def test_the_seals_find(unguarded, tmp_path, settings, touch, expected):
    settings.AUDIT_ANCHORS = str(tmp_path / "no anchors")

    touch()

    assert fault_in_chain() == expected


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        (cut_the_tail_with_the_head, (3, Fault.CUT)),
        (cut_everything, (1, Fault.CUT)),
        (cut_everything_and_the_head, (1, Fault.CUT)),
        (edit_and_seal_again_with_the_stolen_key, (4, Fault.UNANCHORED)),
        (go_on_from_an_older_copy, (4, Fault.UNANCHORED)),
    ],
)
def test_only_the_anchors_find(unguarded, tmp_path, settings, touch, expected):
    touch()

    assert fault_in_chain() == expected
    settings.AUDIT_ANCHORS = str(tmp_path / "no anchors")
    assert fault_in_chain() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'x'",
        "UPDATE audit_entry SET verb = verb WHERE number = 3",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE number = 6",
        pytest.param(
            "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE number = 3"
            " ON CONFLICT (id) DO UPDATE SET verb = 'x'",
            id="an insert that overwrites",
        ),
    ],
)
def test_the_database_refuses(chain, statement):
    if "ON CONFLICT" in statement and connection.vendor == "sqlite":
        statement = statement.replace("number = 3", "number = 3 AND true")  # its grammar

    with pytest.raises(DatabaseError, match="audit entries are never"), transaction.atomic():
        sql(statement)

    assert fault_in_chain() is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
@pytest.mark.parametrize("statement", ["REPLACE INTO", "INSERT OR REPLACE INTO"])
def test_sqlite_refuses_to_replace(chain, statement):
    columns = COPIED.replace("verb", "'x'")

    with pytest.raises(DatabaseError, match="audit entries are never"), transaction.atomic():
        sql(
            f"{statement} audit_entry ({COPIED}) SELECT {columns} FROM audit_entry WHERE number = 3"  # noqa: S608 -- names of ours
        )

    assert fault_in_chain() is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
def test_postgresql_refuses_to_truncate(chain):
    with pytest.raises(DatabaseError, match="audit entries are never"), transaction.atomic():
        sql("TRUNCATE audit_entry")

    assert Head.objects.get().number == Entry.objects.count() == 6
