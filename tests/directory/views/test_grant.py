"""Who may do what: asked, given with the difference shown, ended, confirmed by a second person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.checks import can
from gonghui.access.models import Grant, Proposal
from gonghui.access.permissions import Permission, Role
from gonghui.audit.models import Entry
from gonghui.desk.context import _is_demonstration
from gonghui.foundation.clock import today
from gonghui.organisations.models import Tenure
from gonghui.people.models import Account
from tests.factories.access import make_account, make_grant, prove
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW = "/directory/grants/new/"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def security(client, tree):
    account = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才", username="gdc")
    client.force_login(account)
    prove(client)
    return account


@pytest.fixture
def post(tree):
    found = make_post(tree.county, "统计干事")
    make_tenure(make_plain_account("任小禾", username="rxh").person, found)
    return found


def typed(tree, **changes) -> dict[str, object]:
    return {
        "role": "reviewer",
        "organisation": tree.county.code,
        "to": "统计干事",
        "from_on": today().isoformat(),
        "until_on": "",
        "step": "check",
    } | changes


def text(response) -> str:
    return response.content.decode()


def test_the_difference_is_shown_before_anything_is_changed(client, tree, security, post):
    shown = client.post(NEW, typed(tree))

    [(difference, gained, lost)] = shown.context["differences"]
    assert difference.account.username == "rxh"
    assert [(name, count) for name, count, _words in gained] == [("江口县总工会", 5)]
    assert "验收或退回报表" in gained[0][2]
    assert lost == []
    assert "尚未变更" in text(shown)
    assert Grant.objects.count() == 1

    done = client.post(NEW, typed(tree, step="commit", form_key="once"), follow=True)
    client.post(NEW, typed(tree, step="commit", form_key="once"))

    grant = Grant.objects.exclude(account=security).get()
    assert (grant.role, grant.organisation, grant.post, grant.from_on) == (
        "reviewer",
        tree.county,
        post,
        today(),
    )
    assert "已授权" in text(done)
    assert "统计干事" in text(done)  # the list over that organisation follows
    assert Entry.objects.get(verb="grant.given").actor_name == "龚德才"


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        pytest.param("江口县统计干事", "post", id="a post with its short organisation"),
        pytest.param("江口县总工会统计干事", "post", id="a post in full"),
        pytest.param("任小禾", "account", id="a name"),
        pytest.param("rxh", "account", id="a sign-in name"),
    ],
)
def test_who_is_meant_is_found(client, tree, security, post, to, expected):
    client.post(NEW, typed(tree, to=to, organisation=tree.township.code, step="commit"))

    grant = Grant.objects.exclude(account=security).get()
    assert (grant.post or grant.account) == (
        post if expected == "post" else Account.objects.get(username="rxh")
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"to": "无此职务"}, "没有这个职务", id="nobody is called so"),
        pytest.param({"organisation": "遵义市总工会"}, "没有", id="out of reach"),
        pytest.param({"until_on": "2001-01-01"}, "早于第一天", id="days reversed"),
        pytest.param({"from_on": "昨天"}, "看不出是哪一天", id="no day"),
        pytest.param({"to": "gdc"}, "不能给自己授权", id="oneself"),
        pytest.param({"role": "chief"}, "", id="no such role"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_is_kept(
    client, tree, security, post, changes, sentence
):
    for step in ("check", "commit"):
        answer = client.post(NEW, typed(tree, step=step, **changes))

        assert answer.status_code == 200
        assert sentence in text(answer)
        assert answer.context["form"].errors
        assert answer.context["form"].data["organisation"] == (
            changes.get("organisation") or tree.county.code
        )
    assert Grant.objects.count() == 1


def test_namesakes_are_told_apart(client, tree, security, post):
    make_tenure(
        make_plain_account("任小禾", username="rxh2").person, make_post(tree.county, "干事")
    )

    answer = client.post(NEW, typed(tree, to="任小禾"))

    assert "任小禾（rxh）、任小禾（rxh2）" in text(answer)


def test_a_role_ends_after_its_difference_was_shown(client, tree, security, post):
    grant = make_grant(Role.REVIEWER, tree.county, post=post)
    address = reverse("directory:grant-end", args=[grant.pk])
    last = {"on": (today() - DAY).isoformat()}

    shown = client.post(address, last | {"step": "check"})
    [(_difference, gained, lost)] = shown.context["differences"]
    assert gained == []
    assert [(name, count) for name, count, _words in lost] == [("江口县总工会", 5)]
    grant.refresh_from_db()
    assert grant.until_on is None

    client.post(address, last | {"step": "commit"})
    grant.refresh_from_db()
    assert grant.until_on == today() - DAY


def test_a_role_over_the_whole_tree_waits_for_a_second_person(client, tree, security, post):
    second = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")
    wish = typed(tree, organisation=tree.city.code, to="江口县统计干事")
    holder = Tenure.objects.get(post=post).person.accounts.get()

    shown = client.post(NEW, wish)
    client.post(NEW, wish | {"step": "commit"})
    proposal = Proposal.objects.get()
    confirm = reverse("directory:grant-proposal-confirm", args=[proposal.pk])
    own = client.post(confirm, follow=True)

    assert "另一位安全管理员" in text(shown)
    assert "须由另一位管理员确认" in text(own)
    assert not can(holder, Permission.SHEET_REVIEW, tree.city)
    client.force_login(second)
    prove(client)
    page = client.get(reverse("directory:grant-proposal", args=[proposal.pk]))
    assert [len(gained) for _one, gained, _lost in page.context["differences"]] == [1]
    assert "1 件提请在等" in text(client.get("/directory/grants/"))
    client.post(confirm)
    assert can(holder, Permission.SHEET_REVIEW, tree.city)
    assert "已确认" in text(client.get("/directory/grants/proposals/"))
    assert "1 件提请在等" not in text(client.get("/directory/grants/"))


def test_a_second_person_may_refuse(client, tree, security, post):
    second = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")
    client.post(NEW, typed(tree, organisation=tree.city.code, to="江口县统计干事", step="commit"))
    proposal = Proposal.objects.get()
    client.force_login(second)
    prove(client)

    client.post(reverse("directory:grant-proposal-refuse", args=[proposal.pk]))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("refused", second)
    assert Grant.objects.filter(role="reviewer").count() == 0


def test_a_proposal_that_became_impossible_says_so(client, tree, security, post):
    second = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="安一鸣")
    wish = typed(tree, role="audit_administrator", to="rxh", step="commit")
    client.post(NEW, wish)
    other = make_post(tree.city, "系统员")
    make_grant(Role.SYSTEM_ADMINISTRATOR, tree.city, post=other)
    make_tenure(Tenure.objects.get(post=post).person, other)
    client.force_login(second)
    prove(client)
    proposal = Proposal.objects.get()

    page = client.get(reverse("directory:grant-proposal", args=[proposal.pk]))
    answer = client.post(
        reverse("directory:grant-proposal-confirm", args=[proposal.pk]), follow=True
    )

    for seen in (page, answer):
        assert "任何人不能兼任其中两员" in text(seen)
    assert Proposal.objects.get().state == "open"
    assert not Grant.objects.filter(role="audit_administrator").exists()


def test_the_page_shows_who_is_two_administrators(client, tree, security, post):
    make_grant(Role.SYSTEM_ADMINISTRATOR, tree.city, post=post)
    person = Tenure.objects.get(post=post).person
    account = person.accounts.get()
    make_grant(Role.AUDIT_ADMINISTRATOR, tree.city, account=account)

    index = text(client.get("/directory/grants/"))
    rights = text(client.get(reverse("directory:grant-account", args=[account.pk])))
    why = client.get(
        "/directory/grants/", {"who": "rxh", "what": "audit.view", "where": tree.city.code}
    )

    assert "一人兼了三员中的两员" in index
    assert "一人兼了三员中的两员" in rights
    assert "没有授权，什么都不能做" in rights
    assert "兼任了三员中的两员，所以这几项都不算数" in text(why)


def test_an_account_with_all_it_may(client, tree, security, post):
    make_grant(Role.REVIEWER, tree.county, post=post, until_on=date(2999, 1, 1))
    account = Tenure.objects.get(post=post).person.accounts.get()
    make_grant(Role.LEADER, tree.city, account=account)

    page = client.get(reverse("directory:grant-account", args=[account.pk]))

    assert [one.role for _name, one in page.context["held"]] == [Role.REVIEWER, Role.LEADER]
    assert [(name, count) for name, count, _words in page.context["reached"]] == [
        ("江口县总工会", 5),
        ("铜仁市总工会", 7),
    ]
    assert "2999-01-01" in text(page)
    assert "直接授给账号" in text(page)


def test_everybody_reads_what_each_role_may(client, tree):
    client.force_login(make_account(Role.FILER, tree.union))

    page = client.get("/directory/grants/roles/")

    rows = dict(page.context["rows"])
    assert len(rows) == len(Permission)
    assert sum(sum(cells) for cells in rows.values()) > 60
    assert client.get("/directory/grants/").status_code == 404


@pytest.mark.parametrize("address", ["/directory/grants/", "/directory/grants/proposals/"])
def test_as_many_queries_for_many_grants_and_proposals(client, tree, security, address, post):
    def queries() -> int:
        _is_demonstration.cache_clear()  # else asked anew whenever a minute is over
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    make_grant(Role.FILER, tree.city, account=make_plain_account("甲"))
    client.post(NEW, typed(tree, organisation=tree.city.code, to="rxh", step="commit"))
    queries()
    before = queries()
    for number in range(8):
        one = make_plain_account(f"乙{number}", username=f"many{number}")
        make_tenure(one.person, make_post(tree.county, f"干事{number}"))
        make_grant(Role.FILER, tree.city, account=one)
        wish = typed(tree, organisation=tree.city.code, to=one.username, step="commit")
        client.post(NEW, wish)

    assert Proposal.objects.count() == 9
    queries()  # tells what the last form did, once
    assert queries() == before


def test_giving_a_role_asks_for_the_password_again(client, tree, security, post):
    session = client.session
    session.pop("account_authentication_methods", None)
    session.save()

    for address in (NEW, reverse("directory:grant-end", args=[make_grant(at=tree.county).pk])):
        assert client.get(address).status_code == 302
        answer = client.post(address, typed(tree, step="commit"))
        assert answer.status_code in (302, 401)

    assert not Grant.objects.filter(post=post).exists()
