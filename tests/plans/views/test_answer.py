import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.actions.directive import relay
from gonghui.plans.actions.task import file_task
from gonghui.plans.models import ProgressReport
from tests.factories.access import make_account
from tests.factories.moments import DUE, IN_JULY, TODAY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.plans import make_issued, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.DEMO_DAY = TODAY


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def share(tree):
    return share_of(make_issued(tree.city, [tree.county]))


def at(name: str, share) -> str:
    return reverse(f"plans:{name}", args=[share.pk])


def test_the_page_of_the_organisation_asked_offers_what_can_be_done(zh, tree, share):
    zh.force_login(make_account(Role.FILER, tree.county))

    page = zh.get(at("answer", share)).content.decode()

    assert "新业态建会要抓紧。" in page
    assert at("task-receive", share) in page
    assert at("task-report", share) in page
    assert at("task-file", share) in page
    assert at("task-accept", share) not in page


def test_whoever_asked_reads_along_but_cannot_answer(zh, tree, share):
    zh.force_login(make_account(Role.FILER, tree.city))

    page = zh.get(at("answer", share)).content.decode()

    assert at("task-report", share) not in page
    assert zh.post(at("task-report", share), {"percent": 1, "words": "x"}).status_code == 404
    assert zh.post(at("task-file", share), {"words": "x"}).status_code == 404
    assert zh.post(at("task-receive", share)).status_code == 404


def test_a_neighbour_sees_nothing(zh, tree, share):
    zh.force_login(make_account(Role.FILER, tree.other_county))

    assert zh.get(at("answer", share)).status_code == 404


def test_sign_report_and_file(zh, tree, share):
    zh.force_login(make_account(Role.FILER, tree.county))

    zh.post(at("task-receive", share))
    share.refresh_from_db()
    assert share.state == "received"
    zh.post(at("task-report", share), {"percent": "４０%", "words": "走访了 12 家"})
    zh.post(at("task-file", share), {"words": "都建好了"})

    share.refresh_from_db()
    assert share.state == "filed"
    assert list(ProgressReport.objects.order_by("pk").values_list("percent", "words")) == [
        (40, "走访了 12 家"),
        (100, "都建好了"),
    ]
    assert at("task-report", share) not in zh.get(at("answer", share)).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"percent": "一半", "words": "走访了"}, "填 0 到 100 的整数", id="letters"),
        pytest.param({"percent": "-5", "words": "走访了"}, "填 0 到 100 的整数", id="negative"),
        pytest.param({"percent": "50", "words": ""}, "还没有填", id="no words"),
    ],
)
def test_a_report_that_cannot_be_read_keeps_what_was_typed(zh, tree, share, typed, said):
    zh.force_login(make_account(Role.FILER, tree.county))

    page = zh.post(at("task-report", share), typed).content.decode()

    assert said in page
    assert typed["percent"] in page
    assert typed["words"] in page
    assert ProgressReport.objects.count() == 0


def test_a_share_over_the_whole_is_told_by_the_rule(zh, tree, share):
    zh.force_login(make_account(Role.FILER, tree.county))

    page = zh.post(at("task-report", share), {"percent": "150", "words": "多"}, follow=True)

    assert "进度在 0 到 100 之间，不能是 150" in page.content.decode()


def test_reviewing_accepts_or_sends_back_with_a_reason(zh, tree, share):
    file_task(share, words="都建好了", by=make_job(), at=IN_JULY)
    zh.force_login(make_account(Role.REVIEWER, tree.city))

    refused = zh.post(at("task-send-back", share), {"reason": " "}).content.decode()
    zh.post(at("task-send-back", share), {"reason": "还差 2 家"})
    share.refresh_from_db()
    assert "还没有填" in refused
    assert (share.state, share.remark) == ("sent_back", "还差 2 家")

    file_task(share, words="补好了", by=make_job(), at=IN_JULY)
    zh.post(at("task-accept", share))
    share.refresh_from_db()
    assert share.state == "accepted"


def test_the_reason_of_sending_back_is_shown_to_the_organisation(zh, tree, share):
    file_task(share, words="都建好了", by=make_job(), at=IN_JULY)
    share.refresh_from_db()
    zh.force_login(make_account(Role.REVIEWER, tree.city))
    zh.post(at("task-send-back", share), {"reason": "还差 2 家"})

    zh.force_login(make_account(Role.FILER, tree.county))

    assert "还差 2 家" in zh.get(at("answer", share)).content.decode()


def test_who_it_was_handed_on_to_stands_below(zh, tree, share):
    relay(share, to=tree.townships, due_on=DUE, by=make_job(), at=IN_JULY)
    zh.force_login(make_account(Role.REVIEWER, tree.county))

    page = zh.get(at("answer", share)).content.decode()

    assert "已转下级办理" in page
    assert tree.townships[1].name in page


@pytest.mark.parametrize("name", ["task-receive", "task-report", "task-file"])
def test_deeds_are_posted(zh, tree, share, name):
    zh.force_login(make_account(Role.FILER, tree.county))

    assert zh.get(at(name, share)).status_code == 405
