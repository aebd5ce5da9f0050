"""The round's pages: totals, league, what is behind a number, who is missing; issuing, handing on."""

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.models import Assignment
from gonghui.foundation.periods import Period
from gonghui.organisations.rules.organisation import Kind
from gonghui.returns.actions.form import publish_half_year_form
from gonghui.returns.models import Round, Sheet
from tests.factories.access import make_account
from tests.factories.listing import rows_of
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    return make_round(tree.city)


@pytest.fixture
def leader(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))
    return client


def page_of(client, name, *args, **query):
    answer = client.get(reverse(f"returns:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_title_is_the_finding(leader, made, tree):
    make_filed(made, tree.county, accepted=True)
    make_filed(made, tree.union)

    page = page_of(leader, "round", made.pk)

    assert "2 家中 1 家已报、1 家已验收" in page
    assert "缺 5 张报表" in page


def test_a_number_opens_down_to_the_sheet(leader, made, tree):
    make_filed(made, tree.union)

    city = page_of(leader, "figure", made.pk, tree.city.pk, "members")
    township = page_of(leader, "figure", made.pk, tree.township.pk, "members")

    assert reverse("returns:figure", args=[made.pk, tree.county.pk, "members"]) in city
    sheet = sheet_of(made, tree.union)
    assert reverse("returns:sheet", args=[sheet.pk]) in township
    assert page_of(leader, "sheet", sheet.pk)


def test_a_rate_opens_into_its_two_parts(leader, made, tree):
    make_filed(made, tree.union)

    page = page_of(leader, "figure", made.pk, tree.city.pk, "membership_rate")

    assert reverse("returns:figure", args=[made.pk, tree.city.pk, "members"]) in page
    assert reverse("returns:figure", args=[made.pk, tree.city.pk, "employees"]) in page


def test_the_missing_are_named_and_exported(leader, made, tree):
    make_filed(made, tree.union)

    page = page_of(leader, "missing", made.pk, organisation=tree.township.pk)
    asked = {"organisation": tree.township.pk, "as": "csv"}
    file = rows_of(leader.get(reverse("returns:missing", args=[made.pk]), asked))

    assert "提溪村工会委员会" in page
    assert "鱼梁村工会委员会" not in page
    assert [row[0] for row in file[1:]] == ["闵孝镇工会联合会", "提溪村工会委员会"]


@pytest.mark.parametrize("n", [1, 3])
def test_the_round_page_asks_as_much_for_three_counties_as_for_one(
    client, django_assert_num_queries, n
):
    city = make_organisation("铜仁市总工会", kind=Kind.CITY)
    for _ in range(n):
        county = make_organisation(parent=city, kind=Kind.COUNTY)
        make_organisation(parent=county)
    made = make_round(city)
    client.force_login(make_account(Role.LEADER, city))
    page_of(client, "round", made.pk)

    with django_assert_num_queries(14):
        page_of(client, "round", made.pk)


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_asks_as_much_for_three_rounds_as_for_one(client, django_assert_num_queries, n):
    city = make_organisation("铜仁市总工会", kind=Kind.CITY)
    for year in range(n):
        make_round(city, period=Period.parse(f"{2020 + year}H1"))
    client.force_login(make_account(Role.LEADER, city))
    page_of(client, "rounds")

    with django_assert_num_queries(9):
        page_of(client, "rounds")


@pytest.mark.parametrize("name", ["round", "league", "missing"])
def test_out_of_reach_is_not_there(client, made, tree, name):
    client.force_login(make_account(Role.LEADER, tree.other_county))
    address = reverse(f"returns:{name}", args=[made.pk])

    assert client.get(address, {"organisation": tree.city.pk}).status_code == 404
    assert client.get(address, {"organisation": "１²"}).status_code == 404
    client.force_login(make_account(Role.LEADER, make_organisation()))
    assert client.get(address).status_code == 404


def test_an_indicator_that_is_not_on_the_form_is_not_there(leader, made, tree):
    assert (
        leader.get(reverse("returns:figure", args=[made.pk, tree.city.pk, "x"])).status_code == 404
    )
    assert (
        leader.get(reverse("returns:league", args=[made.pk]), {"indicator": "x"}).status_code == 404
    )


@pytest.fixture
def issuer(client, tree):
    client.force_login(make_account(Role.ISSUER, tree.city))
    return client


ISSUE = {
    "period": "２０２３ｈ１",
    "title": "2023年上半年工会工作报表",
    "due_on": "2023年7月20日",
    "basis": "铜工办〔2023〕12号",
}


def test_issuing_asks_everybody_and_shows_the_burden_first(issuer, tree):
    publish_half_year_form(by=make_job(), at=IN_JULY)

    page = page_of(issuer, "issue")
    answer = issuer.post(
        reverse("returns:issue"), ISSUE | {"period": "2023H1", "issuer": tree.city.pk}
    )

    made = Round.objects.get()
    assert "向 7 个单位要报表" in page
    assert answer.url == reverse("returns:round", args=[made.pk])
    assert Sheet.objects.filter(round=made).count() == 7
    assert Assignment.objects.filter(directive=made.directive).count() == 3


def test_issuing_twice_is_refused_with_what_was_typed(issuer, tree):
    publish_half_year_form(by=make_job(), at=IN_JULY)
    told = ISSUE | {"period": "2023H1", "issuer": tree.city.pk}
    issuer.post(reverse("returns:issue"), told)

    again = issuer.post(reverse("returns:issue"), told)

    assert Round.objects.count() == 1
    assert "已经下发过" in again.content.decode()
    assert "铜工办〔2023〕12号" in again.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("period", "去年", "不是期别", id="an unreadable period"),
        pytest.param("due_on", "2022-01-01", "早于", id="due before the period begins"),
        pytest.param("due_on", "不知道", "日期", id="an unreadable day"),
        pytest.param("basis", "", "依据", id="no basis"),
    ],
)
def test_a_wrong_field_is_told_in_a_sentence(issuer, tree, field, value, words):
    publish_half_year_form(by=make_job(), at=IN_JULY)
    told = ISSUE | {"period": "2023H1", "issuer": tree.city.pk, field: value}

    page = issuer.post(reverse("returns:issue"), told)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Round.objects.exists()


def test_a_county_hands_the_round_on_to_everybody_below(client, tree):
    made = make_round(tree.city, relayed=False)
    client.force_login(make_account(Role.REVIEWER, tree.county))
    assignment = sheet_of(made, tree.county).assignment
    address = reverse("returns:relay", args=[assignment.pk])

    page = client.get(address).content.decode()
    late = client.post(address, {"due_on": "2023-08-01"})
    client.post(address, {"due_on": "2023-07-15", "instruction": "按时报"})

    assert "4 个单位" in page
    assert late.status_code == 200
    assert "2023年7月20日" in late.content.decode()
    union = sheet_of(made, tree.union).assignment
    assert (union.answers_to, union.parent.organisation) == (tree.township, tree.township)
    assert union.state == "sent"


def test_there_is_a_page_while_no_form_is_published(issuer):
    assert "gonghui returns publish" in page_of(issuer, "issue")
