from datetime import date
from decimal import Decimal

import pytest

from gonghui.desk.queries.findings import Lights, figures_of, has_below, lights_at, newest_round
from gonghui.foundation.periods import Period
from gonghui.plans.rules.light import LightCounts
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.plans import make_draft, make_issued, make_report, share_of
from tests.factories.returns import make_filed, make_form, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_the_newest_round_is_the_one_of_the_latest_period(tree):
    form = make_form()
    make_round(tree.city, form=form, period=Period.parse("2022H1"))
    newest = make_round(tree.city, form=form)

    assert newest_round(tree.union) == newest
    assert newest_round(make_organisation()) is None


def test_figures_are_those_of_the_organisation_with_its_league(tree):
    made = make_round(tree.city)
    make_filed(made, tree.county, {"members": 90})
    make_filed(made, tree.union)

    figures = figures_of(made, tree.city, ranked_by="membership_rate")

    assert (figures.totals.expected, figures.totals.filed) == (7, 2)
    assert [one.indicator.code for one in figures.headlines] == ["members"]
    assert figures.ranked_by.indicator.code == "membership_rate"
    assert [(place.organisation, place.rank, place.value) for place in figures.places] == [
        (tree.county, 1, Decimal("85.0")),
        (tree.other_county, None, None),
    ]
    assert [place.organisation for place in figures.unfiled] == [tree.county, tree.other_county]


@pytest.mark.parametrize("ranked_by", ["", "nonsense"])
def test_without_a_choice_the_ranking_is_by_what_the_form_has(tree, ranked_by):
    made = make_round(tree.city)

    assert figures_of(made, tree.city, ranked_by=ranked_by).ranked_by.indicator.code == "employees"


def test_who_is_not_on_the_round_has_no_figures(tree):
    assert figures_of(make_round(tree.city), make_organisation()) is None


def test_lights_are_those_of_the_tasks_an_organisation_issued(tree):
    task = make_issued(tree.city, tree.counties, due_on=date(2023, 7, 20))
    make_report(share_of(task, tree.county), 95)
    make_draft(tree.city, "要办好职工书屋。")
    make_issued(tree.county, tree.townships, title="书屋")

    lights = lights_at(tree.city, today=date(2023, 7, 19))

    assert [one.task for one in lights.tasks] == [task]
    assert lights.counts == LightCounts(ok=1, bad=1)
    assert [one.stuck for one in lights.stuck] == [["石阡县"]]


def test_no_tasks_no_lights(tree):
    assert lights_at(tree.city, today=date(2023, 7, 19)) == Lights([], LightCounts())
    assert Lights([], LightCounts()).stuck == []


def test_has_below(tree):
    assert (has_below(tree.city), has_below(tree.union)) == (True, False)
