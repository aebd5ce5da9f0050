import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from gonghui.organisations.models import Registration
from tests.factories.access import make_account
from tests.factories.listing import rows_of
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.registration import make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def as_leader(client, at):
    client.force_login(make_account(Role.LEADER, at))
    return client


def test_a_sound_register_says_so_and_counts_what_is_open(client, tree):
    page = as_leader(client, tree.city).get("/directory/integrity/").content.decode()

    assert "组织体系核对无误" in page
    assert "?check=post.no_chair" in page
    assert "?check=tree.cycle" not in page


def test_what_is_wrong_is_counted_and_shown_within_reach(client, tree):
    make_registration(tree.union, credit_code="123")
    as_leader(client, tree.city)

    assert "有 1 处有误" in client.get("/directory/integrity/").content.decode()
    asked = {"check": "registration.code_wrong"}
    page = client.get("/directory/integrity/", asked).content.decode()
    assert (tree.union.name in page, "123" in page) == (True, True)

    as_leader(client, tree.other_county)
    assert "组织体系核对无误" in client.get("/directory/integrity/").content.decode()
    page = client.get("/directory/integrity/", asked).content.decode()
    assert tree.union.name not in page


def test_the_findings_as_a_workbook(client, tree):
    make_registration(tree.union, credit_code="=1+1")
    as_leader(client, tree.city)

    def rows(**asked):
        return rows_of(client.get("/directory/integrity/", {**asked, "as": "xlsx"}))[3:]

    wrong = ["统一社会信用代码校验不通过", "有误", tree.union.name, tree.union.code, "=1+1"]
    assert rows(check="registration.code_wrong") == [wrong]
    assert wrong in rows()
    # seven without a chair, seven without an election, six without a code
    assert len(rows(check="<nonsense>")) == 1 + 7 + 7 + 6


def test_a_check_nobody_knows_shows_them_all(client, tree):
    as_leader(client, tree.city)

    page = client.get("/directory/integrity/", {"check": "<script>"}).content.decode()

    assert "组织体系核对无误" in page


def test_the_page_asks_as_often_for_few_as_for_many(client, tree):
    as_leader(client, tree.city)
    client.get("/directory/integrity/")

    with CaptureQueriesContext(connection) as few:
        client.get("/directory/integrity/")
    for _ in range(50):
        make_organisation(parent=tree.township)
    with CaptureQueriesContext(connection) as many:
        client.get("/directory/integrity/")

    assert len(many) == len(few)
    assert not Registration.objects.exists()
