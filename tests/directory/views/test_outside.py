import pytest

from gonghui.access.permissions import Role
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.naming import outside_code
from gonghui.organisations.rules.organisation import Kind
from tests.factories.access import make_account
from tests.factories.organisations import make_outside_body, make_post, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_an_outside_body_is_entered_under_the_code_a_text_would_give_it(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    form = {"name": " 铜仁市第一中学 ", "english_name": "No. 1 Middle School"}

    client.post("/directory/outside-bodies/new/", form)
    again = client.post("/directory/outside-bodies/new/", form).content.decode()

    body = Organisation.objects.get(kind=Kind.OUTSIDE.value)
    assert (body.name, body.code) == ("铜仁市第一中学", outside_code("铜仁市第一中学"))
    assert not body.above.exists()
    assert "外部单位“铜仁市第一中学”已登记" in again


def test_bodies_are_listed_and_found(client, tree):
    client.force_login(make_account(Role.FILER, tree.county))
    make_post(make_outside_body("铜仁市人大常委会"), "副主任")
    make_outside_body("铜仁市第一中学")

    everything = client.get("/directory/outside-bodies/").content.decode()
    found = client.get("/directory/outside-bodies/", {"q": "人大"}).content.decode()

    assert "2 家外部单位" in everything
    assert ("铜仁市人大常委会" in found, "铜仁市第一中学" in found) == (True, False)
    assert "登记外部单位" not in everything
    assert client.get("/directory/outside-bodies/new/").status_code == 404
