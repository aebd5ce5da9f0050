import pytest

from gonghui.access.permissions import Role
from tests.factories.access import make_account
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_person
from tests.factories.returns import make_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("江口", "找到 1 个“江口”", id="an organisation"),
        pytest.param("任小禾", "找到 1 个“任小禾”", id="a person"),
        pytest.param("小报表", "2023年小报表", id="a round"),
        pytest.param("班组", "班组建设年", id="a meeting"),
        pytest.param("没有", "您的范围内没有叫“没有”的", id="nothing"),
        pytest.param("", "您要找什么", id="not asked"),
        pytest.param("<b>", "&lt;b&gt;", id="marks are shown, not drawn"),
        pytest.param("\x00", "您要找什么", id="what no text may hold"),
        pytest.param("长" * 3000, "您的范围内没有叫", id="far too long"),
    ],
)
def test_one_box_finds_what_is_called_so(client, typed, words):
    tree = make_tree()
    make_tenure(make_person("任小禾"), make_post(tree.city))
    make_round(tree.city)
    make_meeting(tree.city)
    client.force_login(make_account(Role.LEADER, tree.city))

    page = client.get("/search/", {"q": typed}).content.decode()

    assert words in page
