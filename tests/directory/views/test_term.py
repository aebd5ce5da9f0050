from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from gonghui.foundation.clock import today
from gonghui.organisations.models import Term
from gonghui.organisations.rules.post import Manner
from tests.factories.access import make_account
from tests.factories.listing import rows_of
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def keeper(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return client


def make_term(organisation, days):
    """A term that runs out so many days from today."""
    ends_on = today() + timedelta(days=days)
    return Term.objects.create(
        organisation=organisation,
        elected_on=ends_on - timedelta(days=1826),
        ends_on=ends_on,
        years=5,
    )


def names_in(response):
    return [row[0] for row in rows_of(response)[3:]]


def test_the_calendar_tells_who_is_overdue_and_who_is_due(keeper, tree):
    for organisation, days in ((tree.county, -1), (tree.city, 30), (tree.other_county, 400)):
        make_term(organisation, days)

    page = keeper.get("/directory/terms/").content.decode()

    assert "2 家应换届" in page
    assert "另有 4 家没有登记换届" in page
    assert page.index("江口县总工会") < page.index("铜仁市总工会")
    assert ("逾期" in page, "将届满" in page, "石阡县总工会" in page) == (True, True, False)


def test_the_calendar_is_narrowed_by_county_level_and_day(keeper, tree):
    for organisation in (tree.county, tree.township, tree.other_county):
        make_term(organisation, 30)
    far = (today() + timedelta(days=20)).isoformat()

    def shown(**asked):
        return set(names_in(keeper.get("/directory/terms/", {**asked, "as": "xlsx"})))

    assert shown(within=tree.county.pk) == {tree.county.name, tree.township.name}
    assert shown(within=tree.county.pk, level="township") == {tree.township.name}
    assert shown(until=far) == set()
    assert shown(within="<x>", level="nonsense", until="gestern") == {
        tree.county.name, tree.township.name, tree.other_county.name,
    }  # fmt: skip


def test_vacancies_are_listed_with_who_is_acting(keeper, tree):
    make_tenure(make_person(), make_post(tree.county), manner=Manner.ACTING)
    make_tenure(make_person(), make_post(tree.city))
    make_post(tree.township)

    page = keeper.get("/directory/vacancies/").content.decode()

    assert "2 个职务空缺" in page
    assert page.index("江口县总工会") < page.index("闵孝镇工会联合会")
    book = keeper.get("/directory/vacancies/", {"level": "county", "as": "xlsx"})
    assert names_in(book) == ["江口县总工会"]


@pytest.mark.parametrize("page", ["terms", "vacancies"])
def test_lists_ask_as_often_for_one_as_for_fifty(keeper, tree, page):
    make_term(tree.union, 1)
    make_post(tree.union)
    keeper.get(f"/directory/{page}/")

    with CaptureQueriesContext(connection) as one:
        keeper.get(f"/directory/{page}/")
    for _ in range(49):
        union = make_organisation(parent=tree.township)
        make_term(union, 1)
        make_post(union)
    with CaptureQueriesContext(connection) as fifty:
        keeper.get(f"/directory/{page}/")

    assert len(fifty) == len(one)


def test_an_election_is_entered(keeper, tree):
    asked = f"/directory/organisations/{tree.township.pk}/terms/"
    day = (today() - timedelta(days=10)).isoformat()

    refused = keeper.post(f"{asked}new/", {"elected_on": "2999-01-01", "years": "3"})
    assert "还没到" in refused.content.decode()
    response = keeper.post(f"{asked}new/", {"elected_on": day, "years": "3", "ordinal": "2"})

    assert response.url == asked
    term = Term.objects.get()
    assert (term.years, term.ordinal) == (3, 2)
    assert day in keeper.get(asked).content.decode()


def test_a_county_is_offered_five_years_only(keeper, tree):
    page = keeper.get(f"/directory/organisations/{tree.county.pk}/terms/new/").content.decode()

    assert ('value="5"' in page, 'value="3"' in page) == (True, False)


def test_reach_is_kept(client, tree):
    make_term(tree.county, 1)
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.other_county))

    assert "没有应换届的单位" in client.get("/directory/terms/").content.decode()
    within = client.get("/directory/terms/", {"within": tree.county.pk})
    assert "江口县总工会" not in within.content.decode()
    asked = f"/directory/organisations/{tree.county.pk}/terms/"
    assert client.get(asked).status_code == 404
    assert client.post(f"{asked}new/").status_code == 404
