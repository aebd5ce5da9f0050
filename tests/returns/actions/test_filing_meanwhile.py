"""People go on filing while the tree is changed: nobody waits in a circle, no figure is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.move import merge, move
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.returns.models import RollUp, Sheet
from gonghui.returns.queries.verification import verify
from tests.factories.acts import make_act
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in connection.vendor, reason="one writer at a time: there is no race to lose"
    ),
]


def file_all(made, villages):
    """One person files village by village; how many were filed."""
    filed = 0
    for village in villages:
        try:
            make_filed(made, village, {"members": 1, "women": 1, "employees": 1})
            filed += 1
        except RuleBroken as refusal:
            assert refusal.code in ("sheet.not_open", "assignment.move_not_allowed"), "it ended"
    return filed


def reorganise(tree, villages):
    """A township goes to and fro between two counties, now and then a village is merged away."""
    for step in range(6):
        on, at = TODAY + timedelta(days=step), IN_JULY + timedelta(days=step)
        move(tree.township, make_act(on, at=at), to=tree.counties[(step + 1) % 2])
        merge([villages[-1 - step]], make_act(on, at=at), into=villages[0])


def by_itself(work, *args):
    """Somebody's work on a connection of their own."""
    try:
        return work(*args)
    finally:
        connections.close_all()


def test_filing_goes_on_while_the_tree_is_changed():
    tree = make_tree()
    villages = [
        make_organisation(f"{number}村工会", parent=tree.township, kind=Kind.GRASSROOTS)
        for number in range(40)
    ]
    made = make_round(tree.city)
    make_job()
    parts = [villages[number::4] for number in range(4)]

    with ThreadPoolExecutor(5) as pool:
        acts = pool.submit(by_itself, reorganise, tree, villages)
        filed = sum(pool.map(lambda part: by_itself(file_all, made, part), parts))
        acts.result()

    assert verify().disagreements == []
    counted = Sheet.objects.filter(round=made, counted__isnull=False)
    assert counted.count() == filed
    city = RollUp.objects.get(round=made, organisation=tree.city)
    assert (city.filed_count, city.filed["members"][0]) == (filed, filed)
    assert Organisation.objects.filter(ended_on__isnull=False).count() == 6
