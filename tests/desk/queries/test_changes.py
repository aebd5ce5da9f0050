from datetime import timedelta

import pytest

from gonghui.audit.actions import Deed, record
from gonghui.desk.queries.changes import TELLING, Change, changes_at
from gonghui.directory.wording import DEEDS
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


def deed(verb, organisation, *, days=0):
    by, at = make_job(), IN_JULY + timedelta(days=days)
    return record(Deed(verb, organisation, organisation.pk), by=by, at=at)


def test_changes_are_deeds_here_and_right_below_the_newest_first():
    tree = make_tree()
    here = deed("sheet.sent_back", tree.county)
    below = deed("sheet.filed", tree.township, days=1)
    deed("sheet.filed", tree.union)  # two levels down
    deed("sheet.filed", tree.city)  # above
    deed("grant.given", tree.county)  # kept for proof only

    assert changes_at([tree.county]) == [Change(below, 0), Change(here, 0)]


def test_deeds_alike_on_one_day_are_told_together():
    tree = make_tree()
    deed("sheet.filed", tree.townships[0])
    deed("sheet.accepted", tree.townships[0])
    newest = deed("sheet.filed", tree.townships[1])
    tomorrow = deed("sheet.filed", tree.county, days=1)

    found = changes_at([tree.county])

    assert [(one.entry.verb, one.more) for one in found] == [
        ("sheet.filed", 0),
        ("sheet.filed", 1),
        ("sheet.accepted", 0),
    ]
    assert [one.entry for one in found][:2] == [tomorrow, newest]
    assert len(changes_at([tree.county], most=1)) == 1


def test_nobody_anywhere_has_no_changes():
    assert changes_at([]) == []


def test_everything_that_is_told_has_words():
    assert set(TELLING) - set(DEEDS) == set()
