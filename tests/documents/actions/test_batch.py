"""From a file sent in to rows taken in, and back again."""

from dataclasses import replace

import pytest
from django.test import TestCase
from django.utils.translation import get_language
from openpyxl import load_workbook

from gonghui.documents.actions.batch import (
    MOST_WAITING,
    Upload,
    ask_to_commit,
    ask_to_stop,
    ask_to_undo,
    read_and_check,
    take_in,
    take_up_again,
)
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.announcements import work_waits
from gonghui.documents.models import Import
from gonghui.documents.queries.batch import faults_of, files_of, rows_of
from gonghui.documents.rules.batch import State
from gonghui.documents.rules.workbook import Column
from gonghui.documents.sources import register
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department
from tests.factories.documents import (
    DEPARTMENTS,
    HEADS,
    Departments,
    corrected,
    departments,
    make_import,
    registered,
    xlsx,
)
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
ON = {"on": TODAY, "clock": lambda: IN_JULY}


@pytest.fixture(autouse=True)
def _known():
    with registered():
        yield


@pytest.fixture
def seat():
    return make_organisation("铜仁市总工会")


@pytest.fixture
def by():
    return make_plain_account()


def register_again() -> None:
    """The fixture takes it out at the end."""
    register(DEPARTMENTS)


def names(seat) -> list[str]:
    return list(Department.objects.filter(organisation=seat).values_list("name", flat=True))


def taken_in(seat, by, **how) -> Import:
    batch = make_import(seat, owner=by, **how)
    ask_to_commit(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()
    return batch


def undone(batch, by) -> Import:
    ask_to_undo(batch, by=by, at=IN_JULY)
    undo_rows(batch, clock=lambda: IN_JULY)
    batch.refresh_from_db()
    return batch


def test_a_file_without_a_fault_is_checked_and_nothing_is_in(seat, by):
    batch = make_import(seat, owner=by)

    assert (batch.state, batch.rows, batch.faults, batch.done) == ("checked", 3, 0, 3)
    assert [row.cells["code"] for row in rows_of(batch, DEPARTMENTS.template(seat))] == [
        "00000",
        "00001",
        "00002",
    ]
    assert names(seat) == []
    assert not corrected(batch).exists()


def test_what_is_wrong_is_told_row_by_row_in_the_very_file(seat, by):
    rows = [*departments(2), [None, "1", "多", 1, "2020", "别的"], ["长" * 21]]
    batch = make_import(seat, xlsx(rows, above=2), owner=by)

    told = list(faults_of(batch, DEPARTMENTS.template(seat)))
    sheet = load_workbook(corrected(batch)).active
    assert [(one.row, one.column) for one in told] == [
        (6, "部室名称"),
        (6, "排序"),
        (6, "设立日期"),
        (6, "工作条线"),
        (7, "部室名称"),
    ]
    assert sheet["G3"].value == "错误原因"
    assert sheet["G6"].value.startswith("部室名称：还没有填；排序：“多”不是数字")
    assert (sheet["C6"].fill.fgColor.rgb, sheet["C5"].fill.fill_type) == ("FFF4C7C3", None)
    assert "不是数字" in sheet["C6"].comment.text
    assert (sheet["A1"].value, sheet["G4"].value) == ("说明", None)
    assert (batch.state, batch.faults) == ("checked", 5)


def test_the_corrected_file_put_right_and_sent_again_goes_in(seat, by):
    first = make_import(seat, xlsx([*departments(1), [None], ["权益部", None, "多"]]), owner=by)
    book = load_workbook(corrected(first))
    book.active["C4"] = 7
    path = files_of(first).folder / "mended.xlsx"
    book.save(path)

    again = taken_in(seat, by, content=path.read_bytes(), name="改好.xlsx")

    assert (again.state, again.faults, again.notes) == ("done", 0, [])
    assert names(seat) == ["部室0", "权益部"]


def test_marks_of_an_earlier_time_are_taken_out_of_the_file(seat, by):
    rows = [HEADS, ["甲", None, "多"], ["乙", None, "少"]]
    first = make_import(seat, xlsx(rows), owner=by)
    book = load_workbook(corrected(first))
    book.active["C2"] = 7
    path = files_of(first).folder / "half.xlsx"
    book.save(path)

    again = make_import(seat, path.read_bytes(), owner=by)

    sheet = load_workbook(corrected(again)).active
    assert [sheet["G2"].value, sheet["C2"].comment, sheet["C2"].fill.fill_type] == [None] * 3
    assert sheet["G3"].value == "排序：“少”不是数字。请只写数字，如 1,234"
    assert sheet["C3"].comment.text.count("不是数字") == 1
    assert [cell.value for cell in sheet[1]] == [*HEADS, "错误原因"]


def test_what_the_importer_finds_is_a_fault_too(seat, by):
    batch = make_import(seat, xlsx([HEADS, ["甲"], ["甲"]]), owner=by)

    assert [one.row for one in faults_of(batch, DEPARTMENTS.template(seat))] == [3]
    with pytest.raises(RuleBroken, match="import.has_faults"):
        ask_to_commit(batch, by=by, at=IN_JULY)


def test_a_template_in_another_language_than_its_reader_is_read(seat, by):
    class Translated(Departments):
        def template(self, seat):
            chinese = super().template(seat)
            if get_language() == "zh-hans":
                return chinese
            return replace(chinese, columns=[Column("name", "Name", required=True)])

    with registered(Translated()) as importer:
        upload = Upload("a.xlsx", [xlsx(departments(2))], "en")
        batch = take_in(upload, importer, seat, by=by, at=IN_JULY)
        read_and_check(batch, **ON)
    register_again()

    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.faults) == ("checked", 2, 0)


def test_a_csv_comes_back_as_a_workbook_with_the_reasons(seat, by):
    text = "部室名称,排序\r\n甲,多\r\n乙,2\r\n"
    batch = make_import(seat, text.encode("gb18030"), name="部室.csv", owner=by)

    sheet = load_workbook(corrected(batch)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["部室名称", "排序", "错误原因"],
        ["甲", "多", "排序：“多”不是数字。请只写数字，如 1,234"],
        ["乙", "2", None],
    ]


def test_a_file_that_cannot_be_read_says_why_and_is_kept(seat, by):
    batch = make_import(seat, b"not a workbook", name="部室.xlsx", owner=by)

    assert (batch.state, batch.refusal) == ("failed", {"code": "file.damaged", "facts": {}})
    assert files_of(batch).sent.read_bytes() == b"not a workbook"


@pytest.mark.parametrize("content", [b"", b"x" * (20 * 1024 * 1024 + 1)], ids=["empty", "too big"])
def test_a_file_that_is_not_kept_leaves_nothing(seat, by, settings, content):
    with pytest.raises(RuleBroken, match="file.empty" if not content else "file.too_big"):
        take_in(Upload("a.xlsx", [content]), DEPARTMENTS, seat, by=by, at=IN_JULY)

    assert not Import.objects.exists()
    assert list((settings.MEDIA_ROOT / "imports").iterdir()) == []


def test_nobody_has_many_files_wait(seat, by):
    for _ in range(MOST_WAITING):
        make_import(seat, owner=by, checked=False)

    with pytest.raises(RuleBroken, match="import.too_many"):
        make_import(seat, owner=by, checked=False)


def test_the_worker_is_called_once_all_is_written(seat, by):
    called = []

    def note(*, import_pk, **_):
        called.append(import_pk)

    work_waits.connect(note)
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            batch = make_import(seat, owner=by)
            ask_to_commit(batch, by=by, at=IN_JULY)
            assert called == []
    finally:
        work_waits.disconnect(note)
    assert called == [batch.pk, batch.pk]


def test_one_batch_of_an_organisation_at_a_time(seat, by):
    first, second = (make_import(seat, owner=by) for _ in range(2))
    ask_to_commit(first, by=by, at=IN_JULY)

    with pytest.raises(RuleBroken, match="import.another_runs"):
        ask_to_commit(second, by=by, at=IN_JULY)


@pytest.mark.parametrize("act", [ask_to_undo, ask_to_stop], ids=["undo", "stop"])
def test_what_is_not_its_turn_is_refused(seat, by, act):
    batch = make_import(seat, owner=by)

    with pytest.raises(RuleBroken, match="import.not_now"):
        act(batch, by=by, at=IN_JULY)


def test_what_was_left_lying_is_taken_up_again(seat, by):
    later = IN_JULY.replace(hour=11)
    left = make_import(seat, owner=by, checked=False)
    make_import(seat, owner=by)  # waits for a person, not for the worker

    assert take_up_again(at=later) == 1
    left.refresh_from_db()
    assert left.beat_at == later


def test_reading_again_changes_nothing_once_it_is_checked(seat, by):
    batch = make_import(seat, owner=by)
    ask_to_commit(batch, by=by, at=IN_JULY)

    read_and_check(batch, **ON)

    batch.refresh_from_db()
    assert State(batch.state) is State.COMMITTING
