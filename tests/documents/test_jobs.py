"""What the worker does when it is called."""

import pytest

from gonghui.documents.jobs import go_on_with
from gonghui.documents.models import Import
from gonghui.organisations.models import Department
from tests.factories.documents import Departments, make_import, registered
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


def turned(batch: Import, state: str) -> Import:
    Import.objects.filter(pk=batch.pk).update(state=state)
    go_on_with.func(batch.pk)
    batch.refresh_from_db()
    return batch


def test_it_reads_takes_in_and_takes_back_as_the_batch_stands():
    with registered():
        batch = make_import(make_organisation(), checked=False)
        states = [turned(batch, asked).state for asked in ("reading", "committing")]
        there = Department.objects.count()
        states.append(turned(batch, "undoing").state)
        states.append(turned(batch, "undone").state)

    assert states == ["checked", "done", "undone", "undone"]
    assert (there, Department.objects.count()) == (3, 0)


@pytest.mark.parametrize(
    ("state", "left"), [("reading", "failed"), ("committing", "stopped")], ids=["read", "taken in"]
)
def test_what_breaks_it_leaves_a_sentence_and_the_error(state, left):
    class Broken(Departments):
        def check(self, rows, **told):
            raise ZeroDivisionError

        def commit(self, rows, **told):
            raise ZeroDivisionError

    with registered():
        batch = make_import(make_organisation(), checked=state == "committing")
    with registered(Broken()), pytest.raises(ZeroDivisionError):
        turned(batch, state)

    batch.refresh_from_db()
    assert (batch.state, batch.refusal) == (left, {"code": "import.broke", "facts": {}})
