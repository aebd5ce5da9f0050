import pytest

from gonghui.access.permissions import Role
from gonghui.access.roles import MAY
from gonghui.desk.queries.search import NOTHING, find
from tests.factories.access import make_account
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_person
from tests.factories.returns import make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def found(text, role=Role.LEADER, at=None):
    return find(make_account(role, at), text, may=MAY[role])


def test_everything_called_so_in_reach_is_found(tree):
    make_tenure(person := make_person("江小鱼"), make_post(tree.union))
    round_, meeting = make_round(tree.city), make_meeting(tree.city)

    by_place = found("江口", at=tree.city)
    by_name = found("jiangxiao", at=tree.city)
    by_title = found("2023年", at=tree.city)

    assert (by_place.organisations, by_place.count) == ([tree.county], 1)
    assert by_name.persons == [person]
    assert (by_title.rounds, by_title.meetings) == ([round_], [meeting])


def test_nothing_out_of_reach_is_found(tree):
    make_round(tree.city)
    make_meeting(tree.city)

    assert found("2", at=make_organisation("遵义市总工会", code="Z")).count == 0


def test_an_administrator_finds_organisations_but_no_rounds(tree):
    make_round(tree.city)

    assert found("2023年", Role.SYSTEM_ADMINISTRATOR, tree.city).rounds == []
    assert found("江口", Role.SYSTEM_ADMINISTRATOR, tree.city).organisations == [tree.county]


@pytest.mark.parametrize("text", ["", "  "])
def test_looking_for_nothing_finds_nothing(tree, text):
    assert found(text, at=tree.city) == NOTHING


def test_at_most_ten_of_each_kind(tree):
    for _ in range(12):
        make_organisation(parent=tree.township)

    assert len(found("基层工会", at=tree.city).organisations) == 10
