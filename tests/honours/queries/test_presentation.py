from datetime import date

import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.honours.models import Presentation
from gonghui.honours.queries.presentation import (
    of_year,
    presentations_at,
    presentations_where,
    years,
)
from tests.factories.access import make_account
from tests.factories.honours import make_presentation
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


def test_presentations_where_holds_those_in_reach():
    tree = make_tree()
    make_presentation(tree.city)
    own = make_presentation(tree.counties[0])

    seen = presentations_where(make_account(Role.LEADER, tree.counties[0]), Permission.HONOUR_VIEW)

    assert list(seen) == [own]


def test_presentations_at_a_source():
    here = make_presentation(source_address="/meetings/7/")
    make_presentation(source_address="/meetings/8/")

    assert list(presentations_at("/meetings/7/")) == [here]


def test_of_year_takes_the_year_of_the_honour_before_that_of_the_day():
    by_title = make_presentation(title="2022年度先进集体", on=date(2023, 7, 20))
    by_day = make_presentation(title="工人先锋号", on=date(2023, 7, 20))
    dateless = make_presentation(title="先进个人", on=None)

    everything = Presentation.objects.all()
    assert list(of_year(everything, 2022)) == [by_title]
    assert list(of_year(everything, 2023)) == [by_day]
    assert years(everything) == [2023, 2022]
    assert dateless not in [*of_year(everything, 2022), *of_year(everything, 2023)]
