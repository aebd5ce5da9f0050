from datetime import timedelta

import pytest

from gonghui.audit.actions import Deed, record
from gonghui.desk.queries.house import House, house
from gonghui.organisations.rules.organisation import Level
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db


def test_the_house_is_counted():
    tree = make_tree()
    make_person()
    for days in (None, 1, 40):
        account = make_plain_account()
        account.last_login = IN_JULY - timedelta(days=days) if days else None
        account.save()
    closed = make_plain_account()
    closed.is_active = False
    closed.save()
    record(Deed("a.done", tree.city), by=make_job(), at=IN_JULY - timedelta(days=3))
    newest = record(Deed("b.done", tree.city), by=make_job(), at=IN_JULY - timedelta(hours=3))

    assert house(now=IN_JULY) == House(
        accounts=4,
        closed=1,
        seldom=2,
        persons=5,
        levels={Level.CITY: 1, Level.COUNTY: 2, Level.TOWNSHIP: 2, Level.GRASSROOTS: 2},
        deeds=2,
        newest=newest,
        newest_day=1,
    )


def test_an_empty_house():
    assert house(now=IN_JULY) == House(0, 0, 0, 0, {}, 0, None, 0)
