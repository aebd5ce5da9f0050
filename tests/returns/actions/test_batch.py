"""Many sheets at once: what is ready is filed, what is not is handed back and changes nothing."""

import pytest

from gonghui.returns.actions.batch import Answer, Refused, file_sheets
from gonghui.returns.actions.round import close_round
from gonghui.returns.models import RollUp, Version
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import VALUES, make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def filed(made, *organisations, values=VALUES):
    answers = [Answer(one.pk, values) for one in organisations]
    return file_sheets(made, answers, by=make_job(), at=IN_JULY)


def test_what_is_ready_is_filed_and_the_rest_handed_back(tree):
    made = make_round(tree.city)
    stranger = make_organisation("外面的工会")

    batch = filed(made, tree.union, stranger)

    assert batch.filed == 1
    assert [(one.organisation_id, one.refusal.code) for one in batch.refused] == [
        (stranger.pk, "sheet.not_on_round")
    ]
    assert RollUp.objects.get(round=made, organisation=tree.city).filed_count == 1


def test_figures_that_contradict_themselves_are_handed_back_with_what_is_wrong(tree):
    made = make_round(tree.city)

    batch = filed(made, tree.union, values=VALUES | {"women": 90})

    (refused,) = batch.refused
    assert (batch.filed, refused.refusal) == (0, None)
    assert [finding.refusal.code for finding in refused.findings] == ["sheet.at_most"]
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    ("meanwhile", "code"),
    [
        pytest.param(lambda made, tree: make_filed(made, tree.union), "sheet.not_open", id="filed"),
        pytest.param(
            lambda made, _: close_round(made, by=make_job(), at=IN_JULY),
            "round.closed",
            id="closed",
        ),
    ],
)
def test_what_moved_on_meanwhile_is_left_as_it_is(tree, meanwhile, code):
    made = make_round(tree.city)
    meanwhile(made, tree)
    made.refresh_from_db()
    before = Version.objects.count()

    batch = filed(made, tree.union)

    assert [one.refusal.code for one in batch.refused] == [code]
    assert (batch.filed, Version.objects.count()) == (0, before)


def test_who_was_not_asked_yet_is_named(tree):
    made = make_round(tree.city, relayed=False)

    (refused,) = filed(made, tree.union).refused

    assert isinstance(refused, Refused)
    assert (refused.refusal.code, refused.refusal.facts) == (
        "sheet.not_asked_yet",
        {"organisation": tree.union.name},
    )
