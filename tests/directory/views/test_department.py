import pytest

from gonghui.access.permissions import Role
from gonghui.organisations.models import Department
from tests.factories.access import make_account
from tests.factories.organisations import make_department, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def keeper(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return client


def test_a_federation_without_departments_is_offered_the_usual_ones(keeper, tree):
    asked = f"/directory/organisations/{tree.county.pk}/departments/"

    assert "设置八个常设部室" in keeper.get(asked).content.decode()
    response = keeper.post(f"{asked}usual/")

    assert response.url == asked
    page = keeper.get(asked).content.decode()
    assert tree.county.departments.count() == 8
    assert ("女职工部" in page, "设置八个常设部室" in page) == (True, False)


def test_a_grassroots_union_is_offered_none(keeper, tree):
    page = keeper.get(f"/directory/organisations/{tree.union.pk}/departments/")

    assert "设置八个常设部室" not in page.content.decode()


def test_a_department_is_set_up_and_changed(keeper, tree):
    asked = f"/directory/organisations/{tree.county.pk}/departments/new/"
    keeper.post(asked, {"name": "基层部", "work_line": "organising", "order": "1"})
    department = Department.objects.get()

    keeper.post(f"/directory/departments/{department.pk}/", {"name": "基层工作部", "order": "2"})

    department.refresh_from_db()
    assert (department.name, department.work_line, department.order) == ("基层工作部", "", 2)


def test_a_name_taken_is_told_and_what_was_typed_stays(keeper, tree):
    make_department(tree.county, "财务部")

    page = keeper.post(
        f"/directory/organisations/{tree.county.pk}/departments/new/",
        {"name": "财务部", "order": "7"},
    ).content.decode()

    assert "这里已有部室“财务部”" in page
    assert 'value="7"' in page


def test_who_only_looks_is_offered_no_change(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))
    department = make_department(tree.county)

    page = client.get(f"/directory/organisations/{tree.county.pk}/departments/").content.decode()

    assert ("基层工作部" in page, "设置部室" in page) == (True, False)
    assert client.get(f"/directory/departments/{department.pk}/").status_code == 404
