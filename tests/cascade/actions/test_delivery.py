"""Sending a directive out."""

from datetime import date, timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.cascade.actions.delivery import issue_draft
from gonghui.cascade.announcements import delivery_waits
from gonghui.cascade.jobs import deliver
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.audience import Description, Part, Reach
from gonghui.organisations.rules.organisation import Level
from tests.factories.cascade import make_draft_directive
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
APPROVED = DirectiveState.APPROVED


def shares(directive) -> list[tuple[str, str, str | None, date]]:
    rows = Assignment.objects.filter(directive=directive).order_by("pk")
    return [
        (
            one.organisation.short_name or one.organisation.name,
            one.answers_to.short_name or one.answers_to.name,
            one.parent.organisation.short_name if one.parent else None,
            one.due_on,
        )
        for one in rows
    ]


def test_everybody_answers_to_the_next_above_who_was_asked_too():
    tree = make_tree()
    by = make_plain_account()
    days = {"grassroots": "2023-07-14"}
    made = make_draft_directive(tree.city, state=APPROVED, due_by_level=days)

    issued = issue_draft(made, by=by, at=IN_JULY)

    names = {one.pk: one for one in (tree.city, *tree.counties, *tree.townships, *tree.grassroots)}
    answers = {
        one.organisation: (one.answers_to, one.due_on)
        for one in Assignment.objects.filter(directive=issued)
    }
    early = date(2023, 7, 14)
    assert answers == {
        tree.counties[0]: (tree.city, DUE),
        tree.counties[1]: (tree.city, DUE),
        tree.townships[0]: (tree.county, DUE),
        tree.townships[1]: (tree.county, DUE),
        tree.grassroots[0]: (tree.township, early),
        tree.grassroots[1]: (tree.township, early),
    }
    assert len(names) == 7
    assert (issued.state, issued.issued_by, issued.delivering) == ("issued", by, False)
    assert Entry.objects.get(verb="directive.issued").facts == {"addressed": 6}


def test_a_level_that_is_not_asked_is_stepped_over():
    tree = make_tree()
    unions = Description((Part(reach=Reach.BELOW, levels=frozenset({Level.GRASSROOTS})),))

    issued = issue_draft(
        make_draft_directive(tree.city, state=APPROVED, to=unions),
        by=make_plain_account(),
        at=IN_JULY,
    )

    rows = Assignment.objects.filter(directive=issued)
    assert {one.answers_to for one in rows} == {tree.city}
    assert {one.organisation for one in rows} == {*tree.grassroots}


def test_many_are_delivered_by_the_worker_and_nobody_twice(
    monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    delivery_waits.connect(lambda **facts: told.append(facts["directive_pk"]), weak=False)
    city = make_organisation("铜仁市总工会")
    unions = [make_organisation(f"{n}厂工会", parent=city) for n in range(7)]
    monkeypatch.setattr("gonghui.cascade.actions.delivery.AT_ONCE", 1)
    made = make_draft_directive(city, state=APPROVED)

    with django_capture_on_commit_callbacks(execute=True):
        issued = issue_draft(made, by=make_plain_account(), at=IN_JULY)
    begun = Assignment.objects.filter(directive=issued).count()
    assert (issued.delivering, begun < 7, told) == (True, True, [issued.pk])

    deliver.call(issued.pk)
    deliver.call(issued.pk)

    issued.refresh_from_db()
    reached = [one.organisation for one in Assignment.objects.filter(directive=issued)]
    assert (issued.delivering, sorted(one.pk for one in reached)) == (
        False,
        sorted(one.pk for one in unions),
    )


def test_what_became_impossible_meanwhile_is_not_half_issued():
    tree = make_tree()
    made = make_draft_directive(tree.city, state=APPROVED)

    with pytest.raises(RuleBroken) as refusal:
        issue_draft(made, by=make_plain_account(), at=IN_JULY + timedelta(days=30))

    made.refresh_from_db()
    assert (refusal.value.code, made.state) == ("directive.due_passed", "approved")
    assert not Assignment.objects.exists()


def test_nothing_goes_out_that_nobody_approved():
    tree = make_tree()

    with pytest.raises(RuleBroken) as refusal:
        issue_draft(make_draft_directive(tree.city), by=make_plain_account(), at=IN_JULY)

    assert refusal.value.code == "directive.step_not_allowed"
