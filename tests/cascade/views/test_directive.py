"""A directive from its first draft to its end, as the office sees it."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState
from gonghui.foundation.clock import moment
from tests.factories.access import make_account
from tests.factories.audiences import make_audience
from tests.factories.cascade import make_assignment, make_directive, make_draft_directive
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "报送上半年建会情况",
    "body": "逐户核实，报送新建工会名单。",
    "basis": "铜工办〔2023〕12号",
    "quotation": "要把底数摸清",
    "number": "铜工发〔2023〕7号",
    "to": "below",
    "due_on": "2099-07-31",
    "due_grassroots": "2099-07-20",
    "edition": "0",
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def issuer(tree):
    return make_account(Role.ISSUER, tree.city, username="issuer")


@pytest.fixture
def leader(tree):
    return make_account(Role.LEADER, tree.city, username="leader")


def at(name: str, directive: Directive) -> str:
    return reverse(f"cascade:{name}", args=[directive.pk])


def text_of(answer) -> str:
    return answer.content.decode()


def test_written_approved_by_another_and_issued(client, tree, issuer, leader):
    client.force_login(issuer)
    written = client.post(reverse("cascade:directive-new"), TYPED)
    made = Directive.objects.get()
    assert written.url == at("draft", made)
    page = text_of(client.get(written.url))
    for words in ("逐户核实", "铜工发〔2023〕7号", "2099年7月20日", "送签"):
        assert words in page
    client.post(at("draft-submit", made))
    assert "签发</button>" not in text_of(client.get(at("draft", made)))

    client.force_login(leader)
    assert "签发</button>" in text_of(client.get(at("draft", made))).replace("\n", "").replace(
        "  ", ""
    )
    client.post(at("draft-approve", made))

    client.force_login(issuer)
    assert "下发给 6 个单位" in text_of(client.get(at("draft", made)))
    issued = client.post(at("draft-issue", made))

    made.refresh_from_db()
    assert (issued.url, made.state, made.approved_by) == (at("board", made), "issued", leader)
    days = {one.organisation: one.due_on for one in Assignment.objects.all()}
    assert (days[tree.county], days[tree.union]) == (date(2099, 7, 31), date(2099, 7, 20))
    verbs = Entry.objects.order_by("number").values_list("verb", flat=True)
    assert [*verbs] == [
        f"directive.{one}" for one in ("drafted", "submitted", "approved", "issued")
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"basis": ""}, "依据", id="no basis"),
        pytest.param({"due_on": "2000-01-01"}, "已经过去", id="a past day"),
        pytest.param({"due_county": "2099-08-01"}, "不能晚于", id="a county later than asked"),
        pytest.param({"title": "字" * 300}, "最多 200", id="a long title"),
        pytest.param({"due_on": "7月"}, "7月", id="no day at all"),
    ],
)
def test_what_cannot_be_asked_is_told_and_what_was_typed_is_kept(client, issuer, wrong, words):
    client.force_login(issuer)

    page = text_of(client.post(reverse("cascade:directive-new"), TYPED | wrong))

    assert words in page
    assert "逐户核实，报送新建工会名单。" in page
    assert not Directive.objects.exists()


def test_nobody_outside_the_office_sees_a_draft(client, tree, issuer):
    made = make_draft_directive(tree.city)
    statuses = {}
    for where in (tree.county, tree.union):
        client.force_login(make_account(Role.LEADER, where, username=where.code))
        statuses[where.pk] = [
            client.get(at(name, made)).status_code for name in ("draft", "directive", "board")
        ]

    assert set(map(tuple, statuses.values())) == {(404, 404, 404)}


def test_the_author_waits_for_somebody_else(client, tree, issuer):
    made = make_draft_directive(tree.city, author=issuer, state=DirectiveState.SUBMITTED)
    client.force_login(issuer)

    page = text_of(client.get(at("draft", made)))
    client.post(at("draft-approve", made))

    made.refresh_from_db()
    assert "起草人不能自己签发" in page
    assert made.state == "submitted"


def test_given_back_with_a_reason_and_never_without(client, tree, leader):
    made = make_draft_directive(tree.city, state=DirectiveState.SUBMITTED)
    client.force_login(leader)

    refused = client.post(at("draft-return", made), {"reason": " "})
    client.post(at("draft-return", made), {"reason": "期限太紧"})

    made.refresh_from_db()
    assert refused.status_code == 200
    assert (made.state, made.remark) == ("draft", "期限太紧")
    assert "期限太紧" in text_of(client.get(at("draft", made)))


def test_what_they_owe_already_is_shown_before_anything_more_is_asked(client, tree, issuer):
    busy = make_directive("报送上半年建会情况表", issuer=tree.city, at=IN_JULY)
    make_assignment(busy, tree.county)
    Directive.objects.filter(pk=busy.pk).update(issued_at=moment())
    made = make_draft_directive(tree.city, title="报送上半年建会情况")
    client.force_login(issuer)

    page = text_of(client.get(at("draft", made)))

    assert "5 个（共 6 个）" in page
    assert "报送上半年建会情况表" in page


def test_a_saved_audience_is_addressed(client, tree, issuer):
    audience = make_audience(tree.city, "各县")
    client.force_login(issuer)

    client.post(reverse("cascade:directive-new"), TYPED | {"to": str(audience.pk)})

    made = Directive.objects.get()
    assert (made.audience_words, made.audience) == ("各县", audience.description)
    client.post(at("draft-edit", made), TYPED | {"to": "kept", "title": "改过的", "edition": "0"})
    made.refresh_from_db()
    assert (made.title, made.audience_words) == ("改过的", "各县")


def test_two_people_at_one_draft(client, tree, issuer):
    made = make_draft_directive(tree.city, edition=3)
    client.force_login(issuer)

    page = text_of(client.post(at("draft-edit", made), TYPED | {"title": "我的", "edition": "2"}))

    made.refresh_from_db()
    assert "同事刚刚修改过" in page
    assert "我的" in page
    assert made.title == "报送建会情况"


def test_amended_with_a_reason_everybody_asked_can_read(client, tree, issuer):
    made = make_directive(issuer=tree.city)
    share = make_assignment(made, tree.county)
    client.force_login(issuer)

    refused = client.post(
        at("directive-amend", made), {"body": "", "due_on": "2099-08-01", "reason": "汛期"}
    )
    client.post(
        at("directive-amend", made), {"body": "改报三项", "due_on": "2099-08-01", "reason": "汛期"}
    )

    share.refresh_from_db()
    page = text_of(client.get(at("directive", made)))
    assert refused.status_code == 200
    assert share.due_on == date(2099, 8, 1)
    for words in ("改报三项", "汛期", "2023-07-20"):
        assert words in page


def test_closed_and_withdrawn(client, tree, issuer):
    closed, withdrawn = make_directive(issuer=tree.city), make_directive(issuer=tree.city)
    client.force_login(issuer)

    client.post(at("directive-close", closed))
    missing = client.post(at("directive-withdraw", withdrawn), {"reason": ""})
    client.post(at("directive-withdraw", withdrawn), {"reason": "发错范围"})

    closed.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (closed.state, missing.status_code, withdrawn.state) == ("closed", 200, "withdrawn")
    assert "发错范围" in text_of(client.get(at("directive", withdrawn)))


def test_figures_are_not_ended_here(client, tree, issuer):
    made = make_directive(issuer=tree.city, kind=DirectiveKind.RETURN)
    client.force_login(issuer)

    assert client.post(at("directive-close", made)).status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_drafts_asks_as_often_for_many(
    client, tree, issuer, count, django_assert_max_num_queries
):
    for number in range(count):
        make_draft_directive(tree.city, title=f"第{number}份", author=issuer)
    client.force_login(issuer)
    address = f"{reverse('cascade:inbox')}?tab=drafts"
    client.get(address)

    with django_assert_max_num_queries(24):
        page = text_of(client.get(address))

    assert page.count("第") >= count
