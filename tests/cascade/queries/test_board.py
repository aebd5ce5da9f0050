from datetime import date

import pytest

from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.board import Below, asked, below, narrowed
from gonghui.cascade.rules.assignment import State
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 21)


@pytest.fixture
def board():
    tree = make_tree()
    directive = make_directive(issuer=tree.city)
    counties = [
        make_assignment(directive, tree.county, state=State.WORKING),
        make_assignment(directive, tree.other_county, state=State.FILED),
    ]
    townships = [
        make_assignment(directive, one, parent=counties[0], state=state)
        for one, state in zip(tree.townships, (State.ACCEPTED, State.SENT), strict=True)
    ]
    return directive, counties, townships


def test_a_board_shows_one_level_at_a_time(board):
    directive, counties, townships = board

    assert list(asked(directive)) == counties
    assert list(asked(directive, counties[0])) == townships
    assert list(asked(directive, townships[0])) == []


@pytest.mark.parametrize(
    ("text", "standing", "expected"),
    [
        pytest.param("", "", [0, 1], id="everybody"),
        pytest.param("江口", "", [0], id="by name"),
        pytest.param("jkx", "", [0], id="by initials"),
        pytest.param("没有", "", [], id="nobody is called so"),
        pytest.param("", "open", [0], id="not answered"),
        pytest.param("", "late", [0], id="late"),
        pytest.param("", "review", [1], id="waiting for acceptance"),
        pytest.param("", "accepted", [], id="accepted"),
        pytest.param("", "nonsense", [0, 1], id="nonsense narrows nothing"),
    ],
)
def test_a_board_is_narrowed_by_name_and_standing(board, text, standing, expected):
    directive, counties, _ = board

    found = narrowed(asked(directive), text=text, standing=standing, today=TODAY)

    assert list(found) == [counties[n] for n in expected]


def test_below_counts_those_an_ask_was_handed_on_to(board):
    _, counties, _ = board

    assert below(counties) == {counties[0].pk: Below(asked=2, answered=1)}
    assert below([]) == {}


def test_below_is_one_query(board, django_assert_num_queries):
    with django_assert_num_queries(2):  # the assignments, and all that is below them
        below(Assignment.objects.all())
