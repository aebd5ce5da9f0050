"""In which post one acts, and lending its roles while away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.models import Delegation, Grant
from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.desk.context import _is_demonstration
from gonghui.foundation.clock import today
from gonghui.organisations.models import Tenure
from tests.factories.access import make_account, make_grant, prove
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/directory/delegations/"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def giver(tree):
    account = make_plain_account("张一帆", username="zyf")
    post = make_post(tree.county, "组织部长", precedence=20)
    make_tenure(account.person, post)
    make_grant(Role.REVIEWER, tree.county, post=post)
    make_grant(Role.ISSUER, tree.county, post=post)
    return account


@pytest.fixture
def colleague(tree):
    account = make_plain_account("安一鸣", username="aym")
    post = make_post(tree.county, "干事", precedence=60)
    make_tenure(account.person, post)
    make_grant(Role.FILER, tree.county, post=post)
    return account


def lend(client, giver, **changes):
    client.force_login(giver)
    reviewer = Grant.objects.get(role="reviewer")
    days = {"from_on": today().isoformat(), "until_on": (today() + 9 * DAY).isoformat()}
    return client.post(
        PAGE, {"grants": [reviewer.pk], "to": "安一鸣"} | days | changes, follow=True
    )


def act_as(client, key):
    return client.post("/directory/capacity/", {"capacity": key}, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_a_colleague_acts_for_who_is_away_and_the_record_says_so(client, tree, giver, colleague):
    lent = lend(client, giver)
    assert "您委托给安一鸣" in text(lent)
    client.force_login(colleague)
    address = reverse("cascade:inbox")
    lender = Tenure.objects.get(person=giver.person).post

    before = client.get(address)
    assert [one["title"] for one in before.context["capacities"]] == [
        "江口县总工会干事",
        "江口县总工会组织部长（受张一帆委托）",
    ]
    assert before.context["capacity"].post == "干事"
    switched = act_as(client, f"{lender.pk}-{giver.pk}")

    assert switched.context["capacity"].post == "组织部长（代张一帆）"
    assert {one.role for one in switched.wsgi_request.held} == {Role.REVIEWER}
    assert "张一帆委托给您" in text(client.get(PAGE))
    delegation = Delegation.objects.get()
    client.post(reverse("directory:delegation-end", args=[delegation.pk]))
    entry = Entry.objects.latest("number")
    assert (entry.verb, entry.capacity) == (
        "delegation.ended",
        "江口县总工会组织部长（受张一帆委托）",
    )
    fallen = client.get(PAGE)
    assert "您已不再以“江口县总工会组织部长（受张一帆委托）”身份办理" in text(fallen)
    assert fallen.context["capacity"].post == "干事"


def test_only_what_was_ticked_is_lent(client, giver, colleague):
    lend(client, giver)

    assert [one.grant.role for one in Delegation.objects.all()] == ["reviewer"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"to": "无此人"}, "没有这位同事", id="nobody"),
        pytest.param({"to": "zyf"}, "不能委托给自己", id="oneself"),
        pytest.param({"until_on": "2999-01-01"}, "最多 90 天", id="too long"),
        pytest.param({"grants": []}, "", id="nothing"),
        pytest.param({"grants": ["999999"]}, "", id="not one's own"),
    ],
)
def test_what_is_refused_is_said(client, giver, colleague, changes, sentence):
    answer = lend(client, giver, **changes)

    assert sentence in text(answer)
    assert answer.context["form"].errors
    assert not Delegation.objects.exists()


def test_who_has_no_role_by_a_post_lends_nothing(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))

    page = client.get(PAGE)

    assert page.context["may_lend"] is False
    assert "只能委托随您的职务而来的授权" in text(page)


def test_delegations_of_others_are_not_there(client, tree, giver, colleague):
    lend(client, giver)
    client.force_login(make_account(Role.LEADER, tree.city, name="田晓岚"))
    [delegation] = Delegation.objects.all()

    answer = client.post(reverse("directory:delegation-end", args=[delegation.pk]))

    assert answer.status_code == 404
    delegation.refresh_from_db()
    assert delegation.ended_at is None
    assert client.get(PAGE).context["rows"] == []


def test_one_acts_in_one_post_at_a_time(client, tree):
    account = make_plain_account("田晓岚")
    filer, reviewer = make_post(tree.union, "主席", precedence=30), make_post(tree.county, "副主席")
    make_grant(Role.FILER, tree.union, post=filer)
    make_grant(Role.ISSUER, tree.county, post=reviewer)
    for post in (filer, reviewer):
        make_tenure(account.person, post)
    client.force_login(account)

    assert {one.role for one in client.get("/").wsgi_request.held} == {Role.ISSUER}
    act_as(client, str(filer.pk))

    page = client.get("/")
    assert page.context["capacity"].organisation == tree.union.short_name
    assert {one.role for one in page.wsgi_request.held} == {Role.FILER}
    assert act_as(client, "4711").status_code == 404


def test_a_role_taken_away_in_mid_session_ends_with_the_next_request(client, tree, giver):
    security = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才")
    client.force_login(security)
    prove(client)
    wish = {
        "role": "reviewer",
        "organisation": tree.county.code,
        "to": "zyf",
        "from_on": today().isoformat(),
        "step": "commit",
    }
    assert client.get("/directory/grants/new/").status_code == 200

    Grant.objects.filter(account=security).update(until_on=today() - DAY)

    assert client.get("/directory/grants/new/").status_code == 404
    assert client.post("/directory/grants/new/", wish).status_code == 404
    assert Grant.objects.filter(account=giver).count() == 0


def test_a_post_given_up_in_mid_session_ends_with_the_next_request(client, tree, giver):
    client.force_login(giver)
    assert client.get("/directory/organisations/").status_code == 200

    Tenure.objects.filter(person=giver.person).update(until_on=today() - DAY)

    assert client.get("/directory/organisations/").status_code == 404


def test_lists_take_as_many_queries_however_long(client, tree, giver, colleague):
    def queries() -> int:
        _is_demonstration.cache_clear()  # else asked anew whenever a minute is over
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        return len(found)

    client.force_login(giver)
    grant = Grant.objects.get(role="reviewer")

    def lent(number):
        other = make_plain_account(f"丙{number}", username=f"other{number}")
        Delegation.objects.create(
            grant=grant, giver=giver, account=other, from_on=today(), until_on=today()
        )

    lent(0)
    queries()
    before = queries()
    for number in range(1, 9):
        lent(number)

    assert queries() == before
