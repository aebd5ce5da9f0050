import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveKind, State
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def own(tree):
    directive = make_directive(issuer=tree.city)
    directive.body = "逐户核实。"
    directive.basis_quotation = "要把底数摸清"
    directive.basis_address = "/meetings/7/"
    directive.save()
    return make_assignment(directive, tree.county)


def page_of(assignment, name="assignment") -> str:
    return reverse(f"cascade:{name}", args=[assignment.pk])


def text_of(response) -> str:
    return response.content.decode()


def test_the_page_says_what_is_asked_by_whom_and_why(client, tree, own):
    client.force_login(make_account(Role.FILER, tree.county))

    page = text_of(client.get(page_of(own)))

    for words in (
        "报送建会情况",
        "逐户核实",
        "铜仁市总工会",
        "要把底数摸清",
        "/meetings/7/",
        "2023年7月20日",
    ):
        assert words in page
    assert "签收" in page


def test_signing_for_it_is_recorded_and_leads_on(client, tree, own):
    client.force_login(make_account(Role.FILER, tree.county, name="田晓岚"))

    answer = client.post(page_of(own, "receive"), follow=True)
    again = client.post(page_of(own, "receive"))

    own.refresh_from_db()
    assert answer.redirect_chain == [(reverse("cascade:answer", args=[own.pk]), 302)]
    assert "已签收：报送建会情况" in text_of(answer)
    assert "田晓岚签收" in text_of(client.get(page_of(own)))
    assert (own.state, own.received_by, again.status_code) == ("received", "田晓岚", 302)
    assert list(Entry.objects.values_list("verb", "capacity")) == [
        ("assignment.received", "江口县总工会")
    ]


@pytest.mark.parametrize(
    ("role", "seat"),
    [
        pytest.param(Role.LEADER, "county", id="a role that may not"),
        pytest.param(Role.FILER, "city", id="a superior"),
        pytest.param(Role.FILER, "other_county", id="a neighbour"),
        pytest.param(Role.FILER, "township", id="somebody below"),
    ],
)
def test_nobody_else_signs(client, tree, own, role, seat):
    client.force_login(make_account(role, getattr(tree, seat)))

    answer = client.post(page_of(own, "receive"))

    own.refresh_from_db()
    assert (answer.status_code, own.state, Entry.objects.count()) == (404, "sent", 0)


def test_signing_is_never_a_link(client, tree, own):
    client.force_login(make_account(Role.FILER, tree.county))

    assert client.get(page_of(own, "receive")).status_code == 405


def test_what_came_back_says_why(client, tree):
    back = make_assignment(
        make_directive(issuer=tree.city), tree.county, state=State.SENT_BACK, remark="少了一位"
    )
    client.force_login(make_account(Role.FILER, tree.county))

    assert "少了一位" in text_of(client.get(page_of(back)))


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        pytest.param(DirectiveKind.RETURN, "/returns/assignments/", id="a return"),
        pytest.param(DirectiveKind.TASK, "/plans/assignments/", id="a task"),
    ],
)
def test_the_answer_is_given_in_the_room_that_asked(client, tree, kind, prefix):
    asked = make_assignment(make_directive(issuer=tree.city, kind=kind), tree.county)
    client.force_login(make_account(Role.FILER, tree.county))

    assert f'href="{prefix}{asked.pk}/' in text_of(client.get(page_of(asked)))


def relay_form(tree, **changed):
    to = [township.pk for township in tree.townships]
    return {"due_on": "2023-07-18", "instruction": "先报电子版", "to": to, **changed}


def test_handing_on_asks_those_below(client, tree, own):
    client.force_login(make_account(Role.REVIEWER, tree.county))

    shown = client.get(page_of(own, "relay"))
    answer = client.post(page_of(own, "relay"), relay_form(tree), follow=True)

    assert "太平镇工会联合会" in text_of(shown)
    assert answer.redirect_chain == [(page_of(own, "board-below"), 302)]
    assert "已转部署给 2 家" in text_of(answer)
    assert Assignment.objects.filter(parent=own).count() == 2
    assert "2 家中 0 家已上报" in text_of(client.get(page_of(own)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"due_on": "2023-07-25"}, "下级最晚", id="due too late"),
        pytest.param({"due_on": "尽快"}, "尽快", id="no day"),
        pytest.param({"to": []}, "一家也没勾", id="nobody ticked"),
        pytest.param({"to": ["9" * 40, "x"]}, "错误：", id="nonsense ticked"),
    ],
)
def test_a_refused_relay_keeps_what_was_typed(client, tree, own, changed, words):
    client.force_login(make_account(Role.REVIEWER, tree.county))

    answer = client.post(page_of(own, "relay"), relay_form(tree, **changed))

    assert answer.status_code == 200
    assert words in text_of(answer)
    assert "先报电子版" in text_of(answer)
    assert Assignment.objects.count() == 1


def test_handing_on_to_somebody_elses_is_refused(client, tree, own):
    client.force_login(make_account(Role.REVIEWER, tree.county))

    answer = client.post(page_of(own, "relay"), relay_form(tree, to=[tree.other_county.pk]))

    assert (answer.status_code, Assignment.objects.count()) == (200, 1)


def test_where_nobody_stands_below_nothing_can_be_handed_on(client, tree):
    asked = make_assignment(make_directive(issuer=tree.city), tree.union)
    client.force_login(make_account(Role.REVIEWER, tree.union))

    assert page_of(asked, "relay") not in text_of(client.get(page_of(asked)))
