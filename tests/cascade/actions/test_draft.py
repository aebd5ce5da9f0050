"""Drafting a directive and having it approved."""

from dataclasses import replace
from datetime import date

import pytest

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.cascade.actions.directive import Source
from gonghui.cascade.actions.draft import (
    Draft,
    approve_draft,
    change_draft,
    draft_directive,
    drop_draft,
    return_draft,
    submit_draft,
)
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.foundation.errors import RuleBroken
from gonghui.notices.models import Notice
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.rules.organisation import Level
from tests.factories.access import make_account
from tests.factories.cascade import EVERYBODY_BELOW, make_directive, make_draft_directive
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_department, make_organisation, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
DRAFT = Draft(
    title="报送建会情况",
    body="逐户核实",
    basis=Source("铜工办〔2023〕12号", "要抓好班组建设"),
    due_on=DUE,
    to=EVERYBODY_BELOW,
    to_words="下级各单位",
    by_level={Level.GRASSROOTS: date(2023, 7, 18)},
    number="铜工发〔2023〕7号",
)


def refused(act) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def test_a_draft_keeps_what_was_typed_and_nobody_is_asked():
    tree, by = make_tree(), make_plain_account("冉秀兰")

    made = draft_directive(DRAFT, issuer=tree.city, by=by, at=IN_JULY)

    made.refresh_from_db()
    assert (made.state, made.title, made.body, made.number, made.due_on, made.drafted_by) == (
        *("draft", "报送建会情况", "逐户核实", "铜工发〔2023〕7号"),
        DUE,
        by,
    )
    assert made.due_by_level == {"grassroots": "2023-07-18"}
    assert Description.from_json(made.audience) == EVERYBODY_BELOW
    assert not Assignment.objects.exists()
    assert Entry.objects.get().verb == "directive.drafted"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        pytest.param({"title": " "}, "directive.title_missing", id="no title"),
        pytest.param({"title": "字" * 201}, "directive.title_too_long", id="a title of 201"),
        pytest.param({"body": "字" * 20_001}, "directive.body_too_long", id="a book"),
        pytest.param({"basis": Source(" ")}, "directive.basis_missing", id="no basis"),
        pytest.param({"to": Description()}, "directive.nobody_addressed", id="nobody"),
        pytest.param({"due_on": date(2023, 7, 11)}, "directive.due_passed", id="yesterday"),
        pytest.param(
            {"by_level": {Level.COUNTY: date(2023, 7, 21)}}, "directive.due_rises", id="rises"
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(wrong, code):
    tree, by = make_tree(), make_plain_account()

    draft = replace(DRAFT, **wrong)

    assert refused(lambda: draft_directive(draft, issuer=tree.city, by=by, at=IN_JULY)) == code


def test_a_department_of_somebody_else_leads_nothing():
    tree, by = make_tree(), make_plain_account()
    draft = replace(DRAFT, department=make_department(tree.county))

    code = refused(lambda: draft_directive(draft, issuer=tree.city, by=by, at=IN_JULY))

    assert code == "directive.department_elsewhere"


def test_a_number_is_given_once_by_an_issuer():
    tree, by = make_tree(), make_plain_account()
    first = make_directive(issuer=tree.city)
    first.number = DRAFT.number
    first.save()

    code = refused(lambda: draft_directive(DRAFT, issuer=tree.city, by=by, at=IN_JULY))
    draft_directive(DRAFT, issuer=tree.county, by=by, at=IN_JULY)

    assert code == "directive.number_taken"


def test_two_people_at_one_draft_do_not_write_over_each_other():
    tree, by = make_tree(), make_plain_account()
    made = draft_directive(DRAFT, issuer=tree.city, by=by, at=IN_JULY)
    mine, theirs = replace(DRAFT, title="我的"), replace(DRAFT, title="他的")

    change_draft(made, mine, edition=0, by=by, at=IN_JULY)
    code = refused(lambda: change_draft(made, theirs, edition=0, by=by, at=IN_JULY))

    made.refresh_from_db()
    assert (code, made.title) == ("directive.changed_meanwhile", "我的")


def test_somebody_else_approves():
    tree, author = make_tree(), make_plain_account("冉秀兰")
    made = make_draft_directive(tree.city, author=author)

    submit_draft(made, by=author, at=IN_JULY)
    own = refused(lambda: approve_draft(made, by=author, at=IN_JULY))
    leader = make_plain_account("任小禾")
    approved = approve_draft(made, by=leader, at=IN_JULY)

    assert own == "directive.own_draft"
    assert (approved.state, approved.approved_by, approved.approved_at) == (
        *("approved", leader),
        IN_JULY,
    )


def test_what_was_submitted_changes_no_more_until_it_comes_back():
    tree, author = make_tree(), make_plain_account("冉秀兰")
    made = make_draft_directive(tree.city, author=author)
    submit_draft(made, by=author, at=IN_JULY)

    assert (
        refused(lambda: change_draft(made, DRAFT, edition=0, by=author, at=IN_JULY))
        == "directive.step_not_allowed"
    )
    assert (
        refused(lambda: return_draft(made, reason=" ", by=author, at=IN_JULY))
        == "directive.reason_missing"
    )
    back = return_draft(made, reason="期限太紧", by=make_plain_account(), at=IN_JULY)
    assert (back.state, back.remark) == ("draft", "期限太紧")
    assert change_draft(made, DRAFT, edition=0, by=author, at=IN_JULY).body == "逐户核实"


def test_nobody_there_is_found_before_anybody_approves():
    alone = make_organisation("独山县总工会")
    made = make_draft_directive(alone)

    code = refused(lambda: submit_draft(made, by=make_plain_account(), at=IN_JULY))

    assert code == "directive.nobody_addressed"


def test_a_draft_left_aside_stays_on_record():
    made = make_draft_directive()

    dropped = drop_draft(made, by=make_plain_account(), at=IN_JULY)

    assert (dropped.state, dropped.ended_at) == (DirectiveState.DROPPED.value, IN_JULY)


def test_who_approves_and_who_wrote_it_are_told():
    tree = make_tree()
    author = make_account(Role.ISSUER, tree.city, username="issuer")
    leader = make_account(Role.LEADER, tree.city, username="leader")
    made = make_draft_directive(tree.city, author=author)
    submit_draft(made, by=author, at=IN_JULY)
    return_draft(made, reason="期限太紧", by=leader, at=IN_JULY)

    told = Notice.objects.order_by("pk").values_list("account", "code")
    assert [*told] == [(leader.pk, "directive.submitted"), (author.pk, "directive.returned")]
