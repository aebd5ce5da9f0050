from datetime import timedelta

import pytest

from gonghui.demo.actions.build import DEMO_DAY
from gonghui.demo.actions.elections import hold_elections
from gonghui.organisations.models import Organisation, Term
from gonghui.organisations.queries.term import elections_due
from tests.factories.moments import IN_JULY, LONG_AGO
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
NOON = IN_JULY.replace(day=DEMO_DAY.day)


def test_the_calendar_of_the_demonstration_has_something_overdue_and_something_due():
    tree = make_tree()

    hold_elections(tree.city, on=DEMO_DAY, at=NOON)

    everywhere, soon = Organisation.objects.all(), DEMO_DAY + timedelta(days=180)
    overdue = elections_due(everywhere, since=None, until=DEMO_DAY)
    due = elections_due(everywhere, since=DEMO_DAY, until=soon)
    assert (len(overdue), len(due), Term.objects.count()) == (1, 1, 5)
    assert set(Term.objects.values_list("approval_number", flat=True)) == {"演示，虚构"}


def test_nobody_elects_before_being_founded():
    tree = make_tree()
    Organisation.objects.exclude(pk=tree.city.pk).update(founded_on=DEMO_DAY)
    Organisation.objects.filter(pk=tree.city.pk).update(founded_on=LONG_AGO)

    hold_elections(Organisation.objects.get(pk=tree.city.pk), on=DEMO_DAY, at=NOON)

    assert list(Term.objects.values_list("organisation", flat=True)) == [tree.city.pk]
