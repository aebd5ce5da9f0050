import pytest

from gonghui.audit.models import Entry
from gonghui.organisations.actions.post import DepartmentFacts, post_in, set_up_department, take_up_post
from gonghui.organisations.models import Post
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import WorkLine
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_department, make_organisation, make_post
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db


def recorded():
    return list(Entry.objects.values_list("verb", "organisation_id"))


def test_set_up_department():
    organisation = make_organisation()

    department = set_up_department(
        organisation,
        DepartmentFacts("组织部", "Organisation", 2, WorkLine.ORGANISING),
        by=make_job(),
        at=IN_JULY,
    )

    department.refresh_from_db()
    assert (
        *(department.organisation, department.name, department.english_name, department.order),
        str(department),
    ) == (organisation, "组织部", "Organisation", 2, "组织部")
    assert recorded() == [("department.set_up", organisation.pk)]


def test_take_up_post():
    person, post = make_person("任小禾"), make_post(make_organisation("江口县总工会"), "主席")

    tenure = take_up_post(person, post, on=TODAY, by=make_job(), at=IN_JULY)

    tenure.refresh_from_db()
    assert (tenure.person, tenure.post, tenure.from_on, tenure.until_on, str(tenure)) == (
        *(person, post, TODAY, None),
        "任小禾 江口县总工会主席",
    )
    assert recorded() == [("tenure.begun", post.organisation_id)]


def test_post_in_makes_a_post_once():
    organisation = make_organisation()

    post = post_in(organisation, "主席", kind=PostKind.CHAIR, precedence=10)
    again = post_in(organisation, "主席", kind=PostKind.OTHER, precedence=99)

    assert post == again
    assert (again.kind, again.precedence, Post.objects.count()) == ("chair", 10, 1)


def test_posts_of_departments_are_their_own():
    organisation = make_organisation()
    first, second = (make_department(organisation, name) for name in ("组织部", "财务部"))

    posts = {post_in(organisation, "部长", department=one) for one in (None, first, second)}

    assert len(posts) == 3
