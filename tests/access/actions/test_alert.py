"""What the audit administrator hears of at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gonghui.access.actions.alert import note_refused
from gonghui.access.actions.grant import Giving, give
from gonghui.access.permissions import Role
from gonghui.audit.models import Entry, Head
from gonghui.directory.jobs import read_chain_again
from gonghui.documents.actions import listing
from gonghui.documents.actions.listing import note_taken
from gonghui.foundation.models import Work
from gonghui.notices.models import Notice
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def overseer(tree):
    return make_account(Role.AUDIT_ADMINISTRATOR, tree.city, name="安一鸣")


def told(account) -> list[tuple[str, str, dict]]:
    rows = Notice.objects.filter(account=account).order_by("pk")
    return [(one.code, one.weight, one.facts) for one in rows]


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR]
)
def test_an_administrator_appointed_is_told(tree, overseer, role):
    elsewhere = make_account(Role.AUDIT_ADMINISTRATOR, tree.other_county)
    account = make_plain_account("任小禾")

    give(Giving(role, tree.county, account, TODAY), by=make_job(), at=IN_JULY)
    give(Giving(Role.FILER, tree.county, account, TODAY), by=make_job(), at=IN_JULY)

    facts = {"who": str(account), "organisation": "江口县总工会"}
    assert told(overseer) == [(f"alert.{role.value}", "alarm", facts)]
    assert told(elsewhere) == []


def test_an_overseer_by_a_post_hears_too_and_one_whose_post_ended_does_not(tree):
    post, before = make_post(tree.city, "审计"), make_post(tree.city, "原审计")
    for one in (post, before):
        give(Giving(Role.AUDIT_ADMINISTRATOR, tree.city, one, TODAY), by=make_job(), at=IN_JULY)
    now, past = make_plain_account("安一鸣"), make_plain_account("龚德才")
    make_tenure(now.person, post)
    make_tenure(past.person, before, until_on=TODAY - timedelta(days=1))

    note_taken(
        "posts", "xlsx", persons=listing.MANY + 1, by=make_plain_account("麻青松"), at=IN_JULY
    )

    assert told(now) == [("alert.mass_export", "alarm", {"who": "麻青松", "persons": 1001})]
    assert told(past) == []


def test_a_small_list_is_recorded_and_alarms_nobody(overseer):
    note_taken("posts", "csv", persons=listing.MANY, by=make_plain_account(), at=IN_JULY)

    assert told(overseer) == []
    assert Entry.objects.get().verb == "list.taken"


def test_a_broken_chain_is_told_once(overseer):
    note_taken("posts", "csv", persons=1, by=make_plain_account(), at=IN_JULY)
    Head.objects.update(digest="f" * 64)

    for _ in range(2):
        work = Work.objects.create(kind="audit.check", total=1)
        read_chain_again.func(work.pk)

    assert told(overseer) == [("alert.chain_broken", "alarm", {"number": 2})]


def test_the_twentieth_refusal_in_ten_minutes_is_told_and_recorded(overseer, settings):
    settings.LIMITS = {"refused": (20, 600)}
    account = make_plain_account("麻青松")

    for number in range(19):
        note_refused(account, at=IN_JULY + timedelta(seconds=number))
    before = told(overseer)
    note_refused(account, at=IN_JULY + timedelta(seconds=599))

    facts = {"who": "麻青松", "count": 20, "minutes": 10}
    assert (before, told(overseer)) == ([], [("alert.many_refused", "alarm", facts)])
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_id, entry.facts) == (
        *("account.refused_often", account.pk),
        {"count": 20},
    )


def test_refusals_spread_over_an_hour_or_over_accounts_alarm_nobody(overseer, settings):
    settings.LIMITS = {"refused": (20, 600)}
    accounts = [make_plain_account() for _ in range(2)]

    for number in range(38):
        note_refused(accounts[number % 2], at=IN_JULY)
        note_refused(accounts[0], at=IN_JULY + timedelta(hours=1, minutes=number))

    assert told(overseer) == []


def test_who_tries_one_number_after_the_other_is_noticed(client, tree, overseer, settings):
    settings.LIMITS = {"refused": (20, 600)}
    client.force_login(make_account(Role.FILER, tree.county, name="麻青松"))

    for number in range(20):
        client.get(reverse("directory:organisation", args=[90_000 + number]))
    client.get("/no/such/page/")
    client.force_login(overseer)
    page = client.get(reverse("messages")).content.decode()

    assert "麻青松在 10 分钟内 20 次要看不归其管或不存在的内容" in page
    assert 'href="/directory/audit/"' in page
