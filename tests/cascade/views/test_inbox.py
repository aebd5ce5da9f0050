import pytest

from gonghui.access.permissions import Role
from gonghui.cascade.rules.assignment import DirectiveKind, State
from tests.factories.access import make_account, make_grant
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import make_department, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("kind", "state", "button"),
    [
        pytest.param(DirectiveKind.ANSWER, State.SENT, "签收", id="to sign for"),
        pytest.param(DirectiveKind.ANSWER, State.RECEIVED, "去答复", id="to answer"),
        pytest.param(DirectiveKind.TASK, State.WORKING, "报进展", id="to report on"),
        pytest.param(DirectiveKind.RETURN, State.SENT, "去填报", id="to fill in"),
        pytest.param(DirectiveKind.RETURN, State.SENT_BACK, "去修改", id="to mend"),
    ],
)
def test_each_ask_has_its_verb_on_the_button(client, tree, kind, state, button):
    department = make_department(tree.city, "权益保障部")
    directive = make_directive(issuer=tree.city, kind=kind, department=department)
    make_assignment(directive, tree.county, state=state, remark="少了一位")
    client.force_login(make_account(Role.FILER, tree.county))

    page = text_of(client.get("/cascade/"))

    assert "1 件等您单位上报" in page
    assert button in page
    assert "铜仁市总工会权益保障部 7月12日下发" in page
    assert ("退回：少了一位" in page) is (state is State.SENT_BACK)


def test_late_ones_are_counted(client, tree):
    directive = make_directive(issuer=tree.city, due_on=LONG_AGO)
    make_assignment(directive, tree.county, urged_at=directive.issued_at)
    client.force_login(make_account(Role.FILER, tree.county))

    page = text_of(client.get("/cascade/"))

    assert "其中 1 件已逾期" in page
    assert "7月12日已催办" in page


def test_an_empty_inbox_says_what_comes_here(client, tree):
    client.force_login(make_account(Role.FILER, tree.county))

    for address in ("/cascade/", "/cascade/?tab=review", "/cascade/?tab=nonsense"):
        assert "这里没有等您办理的事" in text_of(client.get(address))
    assert "还没有下发过部署" in text_of(client.get("/cascade/?tab=sent"))


def test_answers_to_accept_are_listed_ask_by_ask(client, tree):
    directives = [make_directive(title, issuer=tree.city) for title in ("书屋", "点位")]
    for directive in directives:
        make_assignment(directive, tree.county, state=State.FILED)
    client.force_login(make_account(Role.REVIEWER, tree.city))

    both = text_of(client.get("/cascade/?tab=review"))
    one = text_of(client.get(f"/cascade/?tab=review&directive={directives[0].pk}"))
    nonsense = text_of(client.get(f"/cascade/?tab=review&directive={'9' * 40}"))

    assert ("2 件等您验收" in both, "江口县：书屋" in both) == (True, True)
    assert ("1 件等您验收" in one, "点位" in one) == (True, False)
    assert "2 件等您验收" in nonsense


def test_what_was_sent_down_shows_how_far_it_is(client, tree):
    directive = make_directive("书屋", issuer=tree.city, due_on=LONG_AGO)
    own = make_assignment(directive, tree.county)
    make_assignment(directive, tree.township, parent=own, state=State.ACCEPTED)
    account = make_account(Role.ISSUER, tree.city)
    make_grant(Role.REVIEWER, tree.county, account=account)
    client.force_login(account)

    page = text_of(client.get("/cascade/?tab=sent"))

    assert ("1 家逾期" in page, "由江口县转部署" in page, "已报齐" in page) == (True, True, True)


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("tab", "queries"), [("", 9), ("review", 9), ("sent", 9)])
def test_an_inbox_costs_the_same_however_full(
    client, tree, n, tab, queries, django_assert_num_queries
):
    for _ in range(n):
        make_assignment(make_directive(issuer=tree.city), tree.county)
        make_assignment(make_directive(issuer=tree.county), tree.township, state=State.FILED)
    account = make_account(Role.FILER, tree.county)
    make_grant(Role.REVIEWER, tree.county, account=account)
    client.force_login(account)
    client.get("/cascade/")

    with django_assert_num_queries(queries):
        client.get(f"/cascade/?tab={tab}")
