"""Requests about personal data, for those who answer them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gonghui.access.models import Proposal
from gonghui.access.permissions import Role
from gonghui.people.actions.request import ask
from gonghui.people.models import Account, DataRequest, Person
from gonghui.people.rules.privacy import RequestKind
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY, LONG_AGO
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
LIST = "/directory/requests/"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def administrator(client, tree):
    return signed_in(client, "龚德才", tree.city)


def signed_in(client, name, at):
    account = make_account(Role.SYSTEM_ADMINISTRATOR, at, name=name)
    client.force_login(account)
    prove(client)
    return account


@pytest.fixture
def clerk(tree):
    account = make_plain_account("任小禾")
    make_tenure(account.person, make_post(tree.county, "统计干事"), until_on=LONG_AGO)
    return account


def asked(account, kind=RequestKind.CORRECT, words="职务错了"):
    return ask(account.person, kind, words, by=account, at=IN_JULY)


def text(response) -> str:
    return response.content.decode()


def post(client, one, step, **typed):
    return client.post(f"{LIST}{one.pk}/{step}/", typed, follow=True)


def test_the_list_has_what_waits_and_the_page_is_answered(administrator, clerk, zh, client):
    one = asked(clerk)
    listed = text(client.get(LIST))
    answered = post(client, one, "answer", outcome="grant", answer="已改正。")

    one.refresh_from_db()
    for words in ("1 项申请待答复", "任小禾", "更正"):
        assert words in listed, words
    assert (one.state, one.answer, one.decided_by) == ("done", "已改正。", administrator)
    assert ("已答复" in text(answered), "没有待答复的申请" in text(client.get(LIST))) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"outcome": "grant", "answer": ""}, "写明已经做了什么", id="no answer"),
        pytest.param({"outcome": "", "answer": "好"}, "请选择", id="no outcome"),
        pytest.param({"outcome": "burn", "answer": "好"}, "请选择", id="unknown outcome"),
        pytest.param({"outcome": "refuse", "answer": "字" * 20_000}, "20000", id="a novel"),
    ],
)
def test_a_wrong_answer_is_told_and_kept(typed, told, administrator, clerk, zh, client):
    one = asked(clerk)
    answered = post(client, one, "answer", **typed)

    assert (told in text(answered), typed["answer"] in text(answered)) == (True, True)
    one.refresh_from_db()
    assert one.state == "open"


def test_what_was_decided_is_not_decided_again(administrator, clerk, zh, client):
    one = asked(clerk)
    post(client, one, "answer", outcome="refuse", answer="没有错。")
    again = post(client, one, "answer", outcome="grant", answer="改了。")

    one.refresh_from_db()
    assert (one.state, one.answer) == ("refused", "没有错。")
    assert "已经答复或者撤回" in text(again)


def test_nobody_answers_their_own(administrator, zh, client):
    one = asked(administrator)
    page = text(client.get(f"{LIST}{one.pk}/"))
    answered = post(client, one, "answer", outcome="grant", answer="给自己改了。")

    one.refresh_from_db()
    assert one.state == "open"
    assert ("本人的申请" in page, "发送答复" in page) == (True, False)
    assert "本人的申请" in text(answered)


def test_an_erasure_takes_two(tree, administrator, clerk, zh, client):
    one = asked(clerk, RequestKind.ERASE, "")
    proposed = post(client, one, "erase")
    alone = post(client, one, "confirm")
    signed_in(client, "罗二", tree.city)
    done = post(client, one, "confirm")

    person = Person.objects.get(pk=clerk.person_id)
    assert "已提议" in text(proposed)
    assert "两个人" in text(alone) or "另一" in text(alone)
    assert "已清除" in text(done)
    assert (person.erased_at is None, Account.objects.get(pk=clerk.pk).is_active) == (False, False)


def test_whoever_leaves_nothing_behind_leads_back_to_the_list(tree, administrator, zh, client):
    nowhere = make_plain_account("过客")
    one = asked(nowhere, RequestKind.ERASE, "")
    post(client, one, "erase")
    signed_in(client, "罗二", tree.city)
    done = post(client, one, "confirm")

    assert done.redirect_chain[-1] == (LIST, 302)
    assert not Person.objects.filter(pk=nowhere.person_id).exists()


def test_the_second_person_may_decline(tree, administrator, clerk, zh, client):
    one = asked(clerk, RequestKind.ERASE, "")
    post(client, one, "erase")
    signed_in(client, "罗二", tree.city)
    post(client, one, "refuse")
    answered = post(client, one, "answer", answer="档案需要，不能清除。")

    one.refresh_from_db()
    assert Proposal.objects.get().state == "refused"
    assert (one.state, one.answer) == ("refused", "档案需要，不能清除。")
    assert "已答复" in text(answered)


def test_who_is_in_office_is_not_offered_to_be_erased(tree, administrator, clerk, zh, client):
    make_tenure(clerk.person, make_post(tree.county, "办公室主任"))
    one = asked(clerk, RequestKind.ERASE, "")
    page = text(client.get(f"{LIST}{one.pk}/"))
    tried = post(client, one, "erase")

    assert ("办公室主任" in page, "提议清除" in page) == (True, False)
    assert "在职" in text(tried)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("step", ["erase", "confirm"])
def test_a_dangerous_step_asks_for_the_password_again(step, administrator, clerk):
    one = asked(clerk, RequestKind.ERASE, "")
    administrator.set_password("tongren-2023-banzu")
    administrator.save()
    client = Client()
    client.force_login(administrator)
    answered = client.post(f"{LIST}{one.pk}/{step}/")

    assert (answered.status_code, answered["Location"].split("?")[0]) == (302, "/sign-in/again/")
    assert not Proposal.objects.exists()


def test_people_who_belong_nowhere_are_answered_at_the_top(tree, administrator, client):
    nowhere = asked(make_plain_account("过客"))
    at_city = client.get(f"{LIST}{nowhere.pk}/").status_code
    signed_in(client, "县管理员", tree.county)
    at_county = client.get(f"{LIST}{nowhere.pk}/").status_code

    assert (at_city, at_county) == (200, 404)


def test_a_county_answers_its_own_and_no_others(tree, clerk, client):
    other = make_plain_account("外人")
    make_tenure(other.person, make_post(tree.other_county, "干事"))
    mine, theirs = asked(clerk), asked(other)
    signed_in(client, "县管理员", tree.county)

    statuses = [client.get(f"{LIST}{one.pk}/").status_code for one in (mine, theirs)]
    assert statuses == [200, 404]


@pytest.mark.parametrize("step", ["answer", "erase", "confirm", "refuse"])
def test_out_of_reach_is_missing(step, clerk, client):
    one = asked(clerk)
    signed_in(client, "外地管理员", make_organisation("遵义市总工会"))

    assert client.post(f"{LIST}{one.pk}/{step}/", {"answer": "好"}).status_code == 404
    assert DataRequest.objects.get().state == "open"


def test_the_list_asks_as_much_of_the_database_for_many(tree, administrator, client):
    def waiting(count):
        for _number in range(count):
            account = make_plain_account("任小禾")
            make_tenure(account.person, make_post(tree.county, "干事"))
            asked(account)

    waiting(1)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    waiting(49)
    with CaptureQueriesContext(connection) as many:
        assert "50" in text(client.get(LIST))

    assert len(many) == len(few)
