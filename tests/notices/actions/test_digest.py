"""The daily digest, and letters by a gateway of another kind: one that writes into a file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from gonghui.access.permissions import Role
from gonghui.cascade.rules.assignment import State
from gonghui.notices import sources
from gonghui.notices.actions.delivery import choose_language, send_due
from gonghui.notices.actions.digest import write_digests
from gonghui.notices.actions.notice import tell
from gonghui.notices.models import Delivery, Notice
from gonghui.notices.rules.notice import Message, Weight
from gonghui.notices.sources import open_gateway
from gonghui.people.models import Account
from tests.factories.access import make_grant
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.notices import make_notice, make_reader
from tests.factories.organisations import make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


class FileGateway:
    """What a gateway must do, at its smallest: whom it reaches, and how a letter goes."""

    name = "file"

    def __init__(self, path) -> None:
        self.path = path

    def reaches(self, accounts):
        found = Account.objects.filter(pk__in=accounts).exclude(email="")
        return dict(found.values_list("pk", "username"))

    @contextmanager
    def session(self) -> Iterator:
        with self.path.open("a") as file:
            yield lambda letter: file.write(
                json.dumps([letter.to, letter.subject, letter.body]) + "\n"
            )


@pytest.fixture
def letters(tmp_path):
    """What left the house, letter by letter; the house's own gateways rest meanwhile."""
    own = sources.gateways()
    sources._gateways.clear()
    path = tmp_path / "letters"
    open_gateway(FileGateway(path))

    def left() -> list[list[str]]:
        send_due(clock=now)
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    yield left
    sources._gateways[:] = own


@pytest.fixture
def tree():
    return make_tree()


def write(on: date = TODAY) -> int:
    return write_digests(on=on, at=IN_JULY)


def test_a_digest_tells_what_is_late_came_back_is_due_and_was_not_read(letters, tree, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://gonghui.example.org"]
    reader = make_reader()
    make_grant(Role.FILER, tree.county, account=reader)
    make_grant(Role.REVIEWER, tree.county, account=reader)
    for title, days, state in (
        ("逾期的", -2, State.WORKING),
        ("退回的", 20, State.SENT_BACK),
        ("快到的", 3, State.SENT),
        ("还早的", 20, State.SENT),
        ("已报的", -2, State.FILED),
    ):
        asked = make_directive(title, issuer=tree.city, due_on=TODAY + timedelta(days=days))
        make_assignment(asked, tree.county, state=state)
    make_assignment(make_directive("下级的", issuer=tree.county), tree.township, state=State.FILED)
    make_notice(reader)

    assert write() == 1

    [[to, subject, body]] = letters()
    assert (to, subject) == (reader.username, "今日 5 件事")
    assert body == (
        "已逾期\n- “逾期的”：江口县应于2023年7月10日上报。\n\n"
        "退回待修改\n- “退回的”：江口县，2023年8月1日前上报。\n\n"
        "即将到期\n- “快到的”：江口县须在2023年7月15日前上报。\n\n"
        "等您验收\n- “下级的”：1 份待验收。\n\n"
        "未读消息\n- 铜仁市总工会催办“报送建会情况”，2023年7月20日前上报。\n\n"
        "打开工作台：https://gonghui.example.org/\n"
        "您同意接收邮件，因此收到本邮件；可在“消息”页撤回。\n"
    )


def test_one_a_day_and_a_message_stands_in_one_digest_only(letters):
    reader = make_reader()
    make_notice(reader)

    assert (write(), write()) == (1, 0)
    make_notice(reader, facts={"sender": "甲", "title": "新的", "due_on": "2023-07-20"})
    assert write(TODAY + timedelta(days=1)) == 1

    first, second = letters()
    assert ("报送建会情况" in first[2], "报送建会情况" in second[2]) == (True, False)
    assert not Notice.objects.filter(digested_at=None).exists()


def test_who_has_nothing_to_read_or_cannot_be_reached_gets_none(letters):
    make_reader()
    make_notice(make_plain_account())

    assert (write(), letters()) == (0, [])
    assert Notice.objects.get().digested_at is None


def test_a_letter_is_in_the_language_its_reader_chose(letters):
    reader = make_reader()
    choose_language(reader, "en")
    make_notice(reader)

    write()

    [[_to, subject, body]] = letters()
    assert subject == "Today: 1 thing"
    assert body.startswith("Unread messages\n- 铜仁市总工会 asks for your answer")


def test_a_sentence_that_may_name_a_person_does_not_leave_the_house(letters):
    make_notice(make_reader(), code="any.unknown", facts={"name": "张三"})

    write()

    [[_to, _subject, body]] = letters()
    assert ("张三" in body, "您有一条消息，请登录查看。" in body) == (False, True)


def test_an_alarm_leaves_at_once_and_once(letters, django_capture_on_commit_callbacks):
    reader = make_reader()
    alarm = Message(
        "reminder.behind", {"title": "半年报", "count": 3}, weight=Weight.ALARM, key="alarm"
    )
    with django_capture_on_commit_callbacks() as after:
        tell([reader, make_plain_account()], alarm, at=IN_JULY)
        tell([reader], alarm, at=IN_JULY)

    [[to, subject, body]] = letters()
    assert (to, subject) == (reader.username, "请查看消息")
    assert body.startswith("“半年报”：下级有 3 家逾期未报。")
    assert len(after) >= 1  # the worker is called only once it is written


def test_a_long_list_is_cut_and_says_so(letters, tree):
    reader = make_reader()
    make_grant(Role.FILER, tree.county, account=reader)
    for number in range(18):
        asked = make_directive(f"第{number}件", issuer=tree.city, due_on=TODAY)
        make_assignment(asked, tree.county)

    write()

    [[_to, subject, body]] = letters()
    assert (subject, body.count("- “第"), "- 还有 3 件" in body) == ("今日 18 件事", 15, True)


def test_digests_cost_queries_by_parts_not_by_readers(letters, tree):
    def cost(count: int, on: date) -> int:
        for _ in range(count):
            make_notice(make_reader())
        with CaptureQueriesContext(connection) as asked:
            assert write(on) == count
        return len(asked)

    few = cost(2, TODAY)
    assert cost(30, TODAY + timedelta(days=1)) <= few + 1
    assert Delivery.objects.count() == 32
