from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.actions.directive import Ask, Source, issue, relay, relay_down
from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import DirectiveKind, State
from gonghui.foundation.errors import RuleBroken
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_department, make_outside_body, make_tree
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db
BASIS = Source("铜工办〔2023〕12号", "要抓好班组建设", "/meetings/7/")


def ask(*, basis: Source = BASIS, **facts) -> Ask:
    return Ask(DirectiveKind.ANSWER, "报送建会情况", DUE, basis, **facts)


def test_issue_gives_every_addressee_an_assignment():
    tree = make_tree()
    by = make_plain_account("冉秀兰")
    department = make_department(tree.city)

    directive = issue(
        ask(body="逐户核实", department=department, number="铜工办〔2023〕18号"),
        issuer=tree.city,
        to=tree.counties,
        by=by,
        at=IN_JULY,
    )

    directive.refresh_from_db()
    assert (
        directive.kind,
        directive.title,
        directive.body,
        directive.number,
        directive.department,
        directive.basis_label,
        directive.basis_quotation,
        directive.basis_address,
        directive.due_on,
        directive.state,
        directive.issued_at,
        directive.issued_by,
        str(directive),
    ) == (
        "answer",
        "报送建会情况",
        "逐户核实",
        "铜工办〔2023〕18号",
        department,
        *("铜工办〔2023〕12号", "要抓好班组建设", "/meetings/7/"),
        DUE,
        "issued",
        IN_JULY,
        by,
        "报送建会情况",
    )
    sent = Assignment.objects.values_list(
        "organisation", "answers_to", "parent", "state", "due_on", "sent_at"
    )
    assert list(sent.order_by("pk")) == [
        (county.pk, tree.city.pk, None, "sent", DUE, IN_JULY) for county in tree.counties
    ]
    assert list(Entry.objects.values_list("verb", "organisation_id", "facts")) == [
        ("directive.issued", tree.city.pk, {"addressed": 2})
    ]
    assert str(Assignment.objects.first()) == "报送建会情况：江口县总工会"


def test_the_issuer_may_ask_itself():
    tree = make_tree()

    issue(ask(), issuer=tree.city, to=[tree.city], by=make_job(), at=IN_JULY)

    assert Assignment.objects.get().organisation == tree.city


@pytest.mark.parametrize(
    ("basis", "to", "code"),
    [
        pytest.param(Source(), "counties", "directive.basis_missing", id="without a basis"),
        pytest.param(BASIS, "nobody", "directive.nobody_addressed", id="to nobody"),
        pytest.param(BASIS, "above", "directive.outside_reach", id="to somebody above"),
        pytest.param(BASIS, "outside", "directive.outside_reach", id="to an outside body"),
    ],
)
def test_issue_refuses_and_changes_nothing(basis, to, code):
    tree = make_tree()
    addressed = {
        "counties": tree.townships,
        "nobody": [],
        "above": [*tree.townships, tree.city],
        "outside": [make_outside_body()],
    }[to]

    with pytest.raises(RuleBroken) as refusal:
        issue(ask(basis=basis), issuer=tree.county, to=addressed, by=make_job(), at=IN_JULY)

    assert refusal.value.code == code
    assert (Directive.objects.count(), Assignment.objects.count(), Entry.objects.count()) == (
        0,
        0,
        0,
    )


def test_relay_makes_those_below_children_of_the_own_assignment():
    tree = make_tree()
    own = make_assignment(make_directive(issuer=tree.city), tree.county)
    earlier = date(2023, 7, 15)

    made = relay(
        own,
        to=tree.townships,
        due_on=earlier,
        instruction="先报电子版",
        by=make_plain_account("杨昌明"),
        at=IN_JULY,
    )

    own.refresh_from_db()
    assert [(one.organisation, one.answers_to, one.parent) for one in made] == [
        (township, tree.county, own) for township in tree.townships
    ]
    assert {(one.due_on, one.instruction, one.state) for one in made} == {
        (earlier, "先报电子版", "sent")
    }
    assert (own.state, own.received_at, own.received_by) == ("working", IN_JULY, "杨昌明")
    assert list(Entry.objects.values_list("verb", "facts")) == [("assignment.relayed", {"to": 2})]


def test_relay_leaves_alone_who_was_asked_already():
    tree = make_tree()
    directive = make_directive(issuer=tree.city)
    own = make_assignment(directive, tree.county, state=State.WORKING)
    there = make_assignment(directive, tree.township, state=State.FILED)

    made = relay(own, to=tree.townships, due_on=DUE, by=make_job(), at=IN_JULY)

    there.refresh_from_db()
    own.refresh_from_db()
    assert [one.organisation for one in made] == [tree.townships[1]]
    assert (there.state, there.parent, own.state, own.received_by) == (
        "filed",
        None,
        "working",
        "麻青松",
    )


@pytest.mark.parametrize(
    ("state", "due_on", "to", "code"),
    [
        pytest.param(
            State.SENT, date(2023, 7, 21), "below", "assignment.relay_due_too_late", id="too late"
        ),
        pytest.param(State.SENT, DUE, "beside", "directive.outside_reach", id="not below"),
        pytest.param(State.SENT, DUE, "nobody", "directive.nobody_addressed", id="to nobody"),
        pytest.param(State.WAIVED, DUE, "below", "assignment.move_not_allowed", id="excused"),
        pytest.param(State.WITHDRAWN, DUE, "below", "assignment.move_not_allowed", id="withdrawn"),
    ],
)
def test_relay_refuses_and_changes_nothing(state, due_on, to, code):
    tree = make_tree()
    own = make_assignment(make_directive(issuer=tree.city), tree.county, state=state)
    addressed = {"below": tree.townships, "beside": [tree.other_county], "nobody": []}[to]

    with pytest.raises(RuleBroken) as refusal:
        relay(own, to=addressed, due_on=due_on, by=make_job(), at=IN_JULY)

    own.refresh_from_db()
    assert refusal.value.code == code
    assert (own.state, Assignment.objects.count(), Entry.objects.count()) == (state.value, 1, 0)


def test_relay_down_asks_everybody_below_at_once_level_by_level():
    tree = make_tree()
    own = make_assignment(make_directive(issuer=tree.city), tree.county)
    below = {tree.county.pk: tree.townships, tree.township.pk: tree.grassroots}

    count = relay_down(own, below, due_on=DUE, by=make_job(), at=IN_JULY)

    found = Assignment.objects.exclude(pk=own.pk).order_by("pk")
    assert count == found.count() == 4
    assert [(one.organisation, one.answers_to, one.parent.organisation) for one in found] == [
        *((township, tree.county, tree.county) for township in tree.townships),
        *((union, tree.township, tree.township) for union in tree.grassroots),
    ]


def test_relay_down_twice_asks_nobody_twice():
    tree = make_tree()
    own = make_assignment(make_directive(issuer=tree.city), tree.county)
    below = {tree.county.pk: tree.townships, tree.township.pk: tree.grassroots}
    relay_down(own, below, due_on=DUE, by=make_job(), at=IN_JULY)

    again = relay_down(own, below, due_on=DUE, by=make_job(), at=IN_JULY)

    assert (again, Assignment.objects.count()) == (0, 5)
