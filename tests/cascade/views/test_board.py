from datetime import timedelta

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import State
from tests.factories.access import make_account, make_grant
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db
URGE = "/cascade/urge/"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def directive(tree):
    """Two counties asked: the first long late, the second has filed."""
    made = make_directive(issuer=tree.city, due_on=LONG_AGO)
    make_assignment(made, tree.county, state=State.WORKING)
    make_assignment(made, tree.other_county, state=State.FILED)
    return made


@pytest.fixture
def supervisor(tree):
    return make_account(Role.SUPERVISOR, tree.city)


def text_of(response) -> str:
    return response.content.decode()


def board(directive) -> str:
    return reverse("cascade:board", args=[directive.pk])


def test_the_title_is_the_finding(client, directive, supervisor):
    client.force_login(supervisor)

    page = text_of(client.get(board(directive)))

    assert "报送建会情况：2 家中 1 家已上报，1 家逾期" in page
    assert "停在此步" in page
    assert "待验收" in page


def test_the_finding_in_english(en, directive, supervisor):
    en.force_login(supervisor)

    assert "1 of 2 have answered, 1 late" in text_of(en.get(board(directive)))


def test_late_organisations_are_ticked_and_reminded_once_a_day(client, directive, supervisor):
    client.force_login(supervisor)
    late = Assignment.objects.get(state=State.WORKING.value)
    rows = client.get(board(directive)).context["rows"]

    first = client.post(URGE, {"assignment": [late.pk], "directive": directive.pk}, follow=True)
    second = client.post(URGE, {"assignment": [late.pk], "directive": directive.pk}, follow=True)

    assert [(row.key, row.chosen) for row in rows] == [(str(late.pk), True), ("", False)]
    assert first.redirect_chain == [(board(directive), 302)]
    assert "已催办 1 家" in text_of(first)
    assert "没有催办" in text_of(second)
    assert list(Entry.objects.values_list("verb", flat=True)) == ["assignment.urged"]


def test_who_may_not_review_sees_no_tick_boxes_and_reminds_nobody(client, tree, directive):
    client.force_login(make_account(Role.LEADER, tree.city))

    page = text_of(client.get(board(directive)))
    answer = client.post(URGE, {"assignment": [1, 2]})

    assert 'type="checkbox"' not in page
    assert (answer.status_code, Entry.objects.count()) == (404, 0)


def test_nobody_out_of_reach_is_reminded(client, tree, directive):
    client.force_login(make_account(Role.SUPERVISOR, tree.county))
    asked = list(directive.assignments.values_list("pk", flat=True))

    answer = client.post(URGE, {"assignment": asked})

    assert (answer["Location"], Entry.objects.count()) == ("/cascade/", 0)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(["x", "", "-1"], id="no numbers"),
        pytest.param(["9" * 40], id="far too large"),
        pytest.param(["٣"], id="digits of another script"),
        pytest.param([], id="nothing ticked"),
    ],
)
def test_nonsense_reminds_nobody_and_breaks_nothing(client, directive, supervisor, keys):
    client.force_login(supervisor)

    answer = client.post(URGE, {"assignment": keys, "directive": "9" * 40, "under": "x"})

    assert (answer.status_code, answer["Location"]) == (302, "/cascade/")


def test_a_board_of_another_city_is_not_there(client, directive):
    elsewhere = make_organisation("遵义市总工会")
    client.force_login(make_account(Role.SUPERVISOR, elsewhere))

    assert client.get(board(directive)).status_code == 404
    assert client.get(reverse("cascade:board", args=[10**30])).status_code == 404


def test_a_county_sees_the_board_of_those_it_handed_the_ask_on_to(client, tree, directive):
    own = Assignment.objects.get(organisation=tree.county)
    for township in tree.townships:
        make_assignment(directive, township, parent=own)
    client.force_login(make_account(Role.SUPERVISOR, tree.county))

    page = text_of(client.get(reverse("cascade:board-below", args=[own.pk])))
    urged = client.post(URGE, {"assignment": [own.relayed.first().pk], "under": own.pk})

    assert "2 家中 0 家已上报" in page
    assert client.get(board(directive)).status_code == 404
    assert urged["Location"] == reverse("cascade:board-below", args=[own.pk])


def test_the_board_tells_how_far_those_below_are(client, tree, directive, supervisor):
    own = Assignment.objects.get(organisation=tree.county)
    make_assignment(directive, tree.township, parent=own, state=State.FILED)
    client.force_login(supervisor)

    assert "下级 1 家中 1 家已上报" in text_of(client.get(board(directive)))


def test_remarks_tell_what_was_sent_back_and_that_a_reminder_went_out(client, tree, supervisor):
    made = make_directive(issuer=tree.city)
    make_assignment(
        made, tree.county, state=State.SENT_BACK, remark="第 3 项少了一位", urged_at=made.issued_at
    )
    client.force_login(supervisor)

    page = text_of(client.get(board(made)))

    assert "退回：第 3 项少了一位" in page
    assert "7月12日已催办" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        pytest.param("?q=石阡", "石阡县总工会", "江口县总工会", id="by name"),
        pytest.param("?standing=late", "江口县总工会", "石阡县总工会", id="late"),
        pytest.param("?standing=review", "石阡县总工会", "江口县总工会", id="to accept"),
        pytest.param("?standing=nonsense", "石阡县总工会", "没有单位", id="nonsense"),
    ],
)
def test_a_board_can_be_narrowed(client, directive, supervisor, query, shown, hidden):
    client.force_login(supervisor)

    page = text_of(client.get(board(directive) + query))

    assert (shown in page, hidden in page) == (True, False)


def test_a_filter_that_hides_everybody_says_so(client, directive, supervisor):
    client.force_login(supervisor)

    assert "这些条件下没有单位" in text_of(client.get(board(directive) + "?q=没有这家"))


@pytest.mark.parametrize("n", [1, 3])
def test_a_board_costs_the_same_however_many_rows(client, tree, n, django_assert_num_queries):
    made = make_directive(issuer=tree.city)
    for _ in range(n):
        own = make_assignment(made, state=State.FILED, at=made.issued_at - timedelta(days=2))
        make_assignment(made, parent=own)
    account = make_account(Role.SUPERVISOR, tree.city)
    make_grant(Role.LEADER, tree.county, account=account)
    client.force_login(account)
    client.get(board(made))

    with django_assert_num_queries(12):
        client.get(board(made))


def test_all_late_ones_on_all_pages_are_reminded_at_one_click(client, tree, directive, supervisor):
    unions = [make_organisation(parent=tree.city) for _ in range(60)]
    for union in unions:
        make_assignment(directive, union)
    foreign = make_assignment(make_directive(issuer=tree.city, due_on=LONG_AGO), tree.county)
    client.force_login(supervisor)
    assert "催办全部 61 家逾期单位" in text_of(client.get(board(directive)))

    answer = client.post(URGE, {"directive": directive.pk, "everybody": "late"}, follow=True)

    foreign.refresh_from_db()
    assert "已催办 61 家，明天才能再催" in text_of(answer)
    assert Assignment.objects.exclude(urged_at=None).count() == 61
    assert foreign.urged_at is None


@pytest.mark.parametrize(
    "keys", [{}, {"directive": "x"}, {"directive": "1", "under": "x"}, {"directive": "9" * 30}]
)
def test_nonsense_reminds_nobody_of_all(client, directive, supervisor, keys):
    client.force_login(supervisor)

    assert client.post(URGE, {"everybody": "late"} | keys).status_code == 302
    assert not Assignment.objects.exclude(urged_at=None).exists()
