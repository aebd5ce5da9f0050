"""Steps: rows go in and come back, whatever happens on the way."""

import pytest

from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from gonghui.documents.actions.batch import (
    ask_to_commit,
    ask_to_stop,
    ask_to_undo,
    go_on,
)
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import files_of
from gonghui.documents.sources import register
from gonghui.organisations.models import Department, Post
from tests.factories.documents import (
    DEPARTMENTS,
    HEADS,
    Departments,
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


def test_a_file_that_is_gone_says_so(seat, by):
    batch = make_import(seat, owner=by)
    files_of(batch).rows.unlink()
    ask_to_commit(batch, by=by, at=IN_JULY)
    commit_rows(batch, **ON)
    batch.refresh_from_db()

    assert (batch.state, batch.refusal["code"]) == ("checked", "import.files_gone")
