"""Telephone and identity card numbers in the workbook of people in posts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.audit.models import Entry
from gonghui.directory.imports.people import PeopleImporter
from gonghui.documents.actions.batch import ask_to_commit, ask_to_undo, read_and_check
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.models import ImportTrace
from gonghui.documents.queries.batch import files_of, first_faults
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Person
from tests.factories.documents import make_import, xlsx
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person, make_plain_account
from tests.factories.rows import make_rows, seat

pytestmark = pytest.mark.django_db
DAY = date(2021, 5, 1)
IMPORTER = PeopleImporter()
PHONE, OTHER_PHONE = "19900001234", "19900005678"  # invented
NUMBER, OTHER_NUMBER = "11010519491231002X", "133100199001010015"  # invented
ON = {"on": TODAY, "clock": lambda: IN_JULY}
KEYS = ("organisation", "post_title", "name", "from_on", "phone", "id_number")


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def known(tree):
    """Somebody in a post with both numbers."""
    person = make_person("任小禾", code="N1")
    make_tenure(person, make_post(tree.county, "主席"), from_on=DAY)
    change_contact(person, phone=PHONE, id_number=NUMBER, by=make_job(), at=IN_JULY)
    return person


def faults_in(rows, tree) -> list[tuple[int, str | None, str]]:
    faults = IMPORTER.check(rows, seat=tree.city, on=TODAY)
    assert not any(n in str(faults) for n in (PHONE, NUMBER, OTHER_PHONE, OTHER_NUMBER))
    return [(fault.row, fault.key, fault.code) for fault in faults]


def commit(rows, tree):
    return list(IMPORTER.commit(rows, seat=tree.city, on=TODAY, by=make_job(), at=IN_JULY))


def shown() -> dict[str, tuple[str, str]]:
    return {one.name: (str(one.phone), str(one.id_number)) for one in Person.objects.all()}


def row(name, tree, **cells):
    return seat(name, cells.pop("title", "主席"), tree.county.code, DAY, **cells)


def test_numbers_go_in_and_an_empty_cell_leaves_what_is_entered(tree, known):
    rows = make_rows(
        row("任小禾", tree, person_code="N1", phone=OTHER_PHONE),
        row("龚德才", tree, title="党组书记", phone="199-0000-9999", id_number=OTHER_NUMBER),
        row("梁正平", tree, title="副主席"),
    )

    assert faults_in(rows, tree) == []
    commit(rows, tree)

    assert shown() == {
        "任小禾": ("199****5678", "110***********002X"),
        "龚德才": ("199****9999", "133***********0015"),
        "梁正平": ("", ""),
    }


def test_the_same_file_once_more_changes_nothing(tree, known):
    rows = make_rows(row("任小禾", tree, person_code="N1", phone=PHONE, id_number=NUMBER))
    deeds = Entry.objects.count()

    assert commit(rows, tree) == []
    assert Entry.objects.count() == deeds


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        pytest.param({"phone": "1990000"}, ("phone", "mobile.wrong"), id="digits missing"),
        pytest.param({"phone": "199****1234"}, ("phone", "contact.masked"), id="a mask"),
        pytest.param(
            {"id_number": "110105194912310021"}, ("id_number", "id_number.wrong_check"), id="a slip"
        ),
        pytest.param(
            {"id_number": NUMBER}, ("id_number", "staffing.id_number_taken"), id="somebody else's"
        ),
    ],
)
def test_a_wrong_number_is_told_at_its_cell(tree, known, cells, fault):
    rows = make_rows(row("龚德才", tree, title="党组书记", **cells))

    assert faults_in(rows, tree) == [(2, *fault)]


def test_rows_of_one_person_and_of_two_are_told_apart(tree):
    rows = make_rows(
        row("龚德才", tree, title="党组书记", phone=PHONE, id_number=NUMBER),
        row("龚德才", tree, title="副主席", phone=OTHER_PHONE, id_number=NUMBER),
        row("梁正平", tree, title="副主席", phone=PHONE, id_number=NUMBER),
    )

    assert faults_in(rows, tree) == [
        (3, "phone", "staffing.number_differs"),
        (4, "id_number", "staffing.id_number_twice"),
    ]


def test_undone_the_numbers_are_as_before_and_no_trace_holds_one(tree, known):
    rows = make_rows(
        row("任小禾", tree, person_code="N1", phone=OTHER_PHONE, id_number=OTHER_NUMBER),
        row("龚德才", tree, title="党组书记", phone=OTHER_PHONE),
    )
    traces = commit(rows, tree)

    IMPORTER.undo(traces, by=make_job(), at=IN_JULY)

    assert shown() == {"任小禾": ("199****1234", "110***********002X")}
    assert not any(n in str(traces) for n in (PHONE, NUMBER, OTHER_PHONE, OTHER_NUMBER))


def test_queries_do_not_grow_with_the_numbers(tree):
    def asked(count: int) -> tuple[int, int]:
        rows = make_rows(
            *(
                row(f"{count}甲{n}", tree, title="副主席", phone=PHONE, portfolio=f"事项{count}{n}")
                for n in range(count)
            )
        )
        with CaptureQueriesContext(connection) as checked:
            IMPORTER.check(rows, seat=tree.city, on=TODAY)
        with CaptureQueriesContext(connection) as committed:
            commit(rows, tree)
        return len(checked), len(committed)

    make_job()
    asked(2)
    assert asked(1) == asked(50)


def book_of(tree, *numbers) -> bytes:
    """A file as people send it."""
    titles = {one.key: one.title for one in IMPORTER.template(tree.city).columns}
    heads = [titles[key] for key in KEYS]
    rows = [[tree.county.code, "党组书记", "龚德才", "2021-05-01", *numbers]]
    return xlsx([heads, *rows])


def sent(tree, by, *numbers):
    """It was sent, and read by the worker."""
    book = book_of(tree, *numbers)
    return make_import(tree.city, book, owner=by, name="任职.xlsx", importer=IMPORTER)


def everything_in(batch) -> bytes:
    folder = files_of(batch).folder
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.suffix != ".xlsx")


def test_no_file_that_stays_holds_a_number(tree):
    by = make_plain_account()
    batch = sent(tree, by, PHONE, NUMBER)

    assert (batch.faults, files_of(batch).sent.exists()) == (0, False)
    assert {one.name for one in files_of(batch).folder.iterdir()} == {"faults.jsonl", "rows.jsonl"}
    assert not any(number.encode() in everything_in(batch) for number in (PHONE, NUMBER))

    ask_to_commit(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    entered = shown()
    ask_to_undo(batch, by=by, at=IN_JULY)
    undo_rows(batch, clock=lambda: IN_JULY)

    assert entered["龚德才"] == ("199****1234", "110***********002X")
    assert "龚德才" not in shown()
    assert PHONE not in str(list(ImportTrace.objects.values()))


def test_what_a_killed_worker_left_goes_too(tree):
    batch = make_import(
        tree.city, book_of(tree, PHONE, NUMBER), name="任职.xlsx", importer=IMPORTER, checked=False
    )
    left = files_of(batch).passing()
    left.write_text(PHONE, encoding="utf-8")

    read_and_check(batch, **ON)

    assert not left.exists()


def test_what_is_wrong_is_told_in_the_file_and_that_goes_with_the_next_one(
    tree, django_capture_on_commit_callbacks
):
    by = make_plain_account()
    wrong = sent(tree, by, "1990000", NUMBER)
    template = IMPORTER.template(tree.city)

    [fault] = first_faults(wrong, template)
    there = files_of(wrong).corrected.exists()
    with django_capture_on_commit_callbacks(execute=True):
        sent(tree, by, PHONE, NUMBER)

    assert (fault.row, fault.column, there) == (2, "手机号", True)
    assert not files_of(wrong).corrected.exists()
    assert "1990000" not in fault.sentence
