"""From a file sent in to rows taken in, and back again."""

from dataclasses import replace

import pytest
from django.test import TestCase
from django.utils.translation import get_language
from openpyxl import load_workbook

from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from gonghui.documents.actions.batch import (
    MOST_WAITING,
    Upload,
    ask_to_commit,
    ask_to_stop,
    ask_to_undo,
    go_on,
    read_and_check,
    take_in,
    take_up_again,
)
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.announcements import work_waits
from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries import faults_of, files_of, rows_of
from gonghui.documents.rules.batch import State
from gonghui.documents.rules.workbook import Column
from gonghui.documents.sources import register
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Post
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
from tests.factories.organisations import make_organisation, make_post
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


def test_rows_go_in_step_by_step_each_with_its_deed_and_its_progress(seat, by):
    batch = taken_in(seat, by, content=xlsx(departments(150)))

    deeds = list(Entry.objects.filter(verb="import.committed").order_by("number"))
    assert (batch.state, batch.committed, len(names(seat))) == ("done", 150, 150)
    assert batch.step == len(deeds) > 1
    assert sum(deed.facts["rows"] for deed in deeds) == 150
    assert {deed.facts["batch"] for deed in deeds} == {batch.pk}
    assert (deeds[0].facts["first_row"], deeds[-1].facts["last_row"]) == (2, 151)
    assert fault_in_chain() is None


def test_a_wave_is_in_before_the_next_begins(seat, by):
    with registered(Departments(waves=4)) as importer:
        batch = make_import(seat, xlsx(departments(10)), owner=by, importer=importer)
        ask_to_commit(batch, by=by, at=IN_JULY)
        commit_rows(batch, **ON)
    register_again()

    facts = Entry.objects.filter(verb="import.committed").order_by("number")
    assert [deed.facts["rows"] for deed in facts] == [3, 3, 3, 1]


def register_again() -> None:
    """The fixture takes it out at the end."""
    register(DEPARTMENTS)


def test_a_worker_that_was_killed_goes_on_where_it_stopped(seat, by):
    class Killed(BaseException):
        pass

    class Dying(Departments):
        def commit(self, rows, **told):
            traces = super().commit(rows, **told)
            if Department.objects.filter(organisation=seat).count() > 40:
                raise Killed
            return traces

    batch = make_import(seat, xlsx(departments(60)), owner=by)
    ask_to_commit(batch, by=by, at=IN_JULY)
    with registered(Dying()), pytest.raises(Killed):
        commit_rows(batch, **ON)
    register_again()
    batch.refresh_from_db()
    left = (batch.state, batch.committed, len(names(seat)))
    go_on(batch, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()

    assert left[0] == "committing"
    assert left[1] == left[2] < 60
    assert (batch.state, batch.committed, len(names(seat))) == ("done", 60, 60)
    assert ImportTrace.objects.count() == 60


def test_two_workers_at_one_batch_do_no_row_twice(seat, by):
    batch = make_import(seat, xlsx(departments(30)), owner=by)
    ask_to_commit(batch, by=by, at=IN_JULY)
    first = Import.objects.get(pk=batch.pk)
    commit_rows(first, **ON)
    commit_rows(batch, **ON)

    assert ImportTrace.objects.count() == len(names(seat)) == 30


def test_a_row_refused_on_the_way_stops_there_and_the_rest_can_be_taken_back(seat, by):
    rows = departments(50)
    rows[45][0] = "已撤销"
    batch = taken_in(seat, by, content=xlsx(rows))

    assert (batch.state, batch.committed, len(names(seat))) == ("stopped", 44, 44)
    assert batch.refusal == {"code": "cell.missing", "facts": {}, "row": 46}
    assert undone(batch, by).state == "undone"
    assert names(seat) == []


def test_a_first_row_refused_leaves_it_as_it_was(seat, by):
    batch = taken_in(seat, by, content=xlsx([HEADS, ["已撤销"]]))

    assert (batch.state, batch.committed, batch.refusal["row"]) == ("checked", 0, 2)


def test_taken_back_it_is_as_before(seat, by):
    Department.objects.create(organisation=seat, name="部室1", order=77)
    batch = taken_in(seat, by, content=xlsx(departments(120)))
    changed = Department.objects.get(organisation=seat, name="部室1").order
    batch = undone(batch, by)

    assert changed == 1
    assert list(Department.objects.values_list("name", "order")) == [("部室1", 77)]
    assert (batch.state, batch.undone, batch.undone_at) == ("undone", 120, IN_JULY)
    assert Entry.objects.filter(verb="import.undone").count() == batch.step


def test_what_was_built_on_is_not_taken_back_and_it_says_why(seat, by):
    batch = taken_in(seat, by)
    make_post(seat, "部长", department=Department.objects.get(name="部室0"))

    batch = undone(batch, by)

    assert (batch.state, batch.undone, len(names(seat))) == ("done", 0, 3)
    assert batch.refusal == {"code": "cell.not_whole", "facts": {"text": "2"}}


def test_taking_back_stops_where_it_is_refused_and_says_how_far(seat, by):
    batch = taken_in(seat, by, content=xlsx(departments(60)))
    make_post(seat, "部长", department=Department.objects.get(name="部室0"))

    batch = undone(batch, by)
    stuck = (batch.state, batch.undone, len(names(seat)))
    Post.objects.all().delete()
    batch = undone(batch, by)

    assert stuck == ("stopped", 40, 20)
    assert (batch.state, batch.undone, names(seat)) == ("undone", 60, [])


def test_it_stops_when_asked_and_can_go_on(seat, by):
    batch = make_import(seat, xlsx(departments(60)), owner=by)
    ask_to_commit(batch, by=by, at=IN_JULY)
    ask_to_stop(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()
    stopped = (batch.state, batch.committed)
    ask_to_commit(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()

    assert stopped == ("stopped", 0)
    assert (batch.state, batch.committed) == ("done", 60)


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


def test_a_file_that_is_gone_says_so(seat, by):
    batch = make_import(seat, owner=by)
    files_of(batch).rows.unlink()
    ask_to_commit(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()

    assert (batch.state, batch.refusal["code"]) == ("checked", "import.files_gone")
